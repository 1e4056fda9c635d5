"""The form by which somebody signs up."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Activity, Along, AskedContact
from activities.signups.models import Question
from activities.signups.queries.offered import Choice
from activities.signups.rules import MOST_ALONG
from polku.base.public_forms import PublicForm

from .answers import question_field
from .contacts import ContactField


class SignUpForm(PublicForm):
    """What is asked follows from the facts of the activity, and from the organiser's questions.
    Sent twice it makes one sign-up."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=100,
        help_text=gettext_lazy(
            "The name by which the organiser can call you. A first name is enough."
        ),
    )

    def __init__(
        self,
        *args,
        activity: Activity,
        dates: list[Choice],
        questions: list[Question],
        labels: dict[int, str],
        reader: str,
        **kwargs,
    ):
        """`reader`: the language in which the questions are asked."""
        super().__init__(*args, **kwargs)
        self.questions = questions
        if activity.is_signed_up_by_date:
            self.fields["date"] = forms.TypedChoiceField(
                label=_("Which date?"),
                coerce=int,
                choices=[(one.pk, labels[one.pk]) for one in dates if one.refusal is None],
                widget=forms.RadioSelect,
            )
        if activity.sign_up_contact != AskedContact.NONE:
            self.fields["contact"] = ContactField(
                label=_("Phone number or e-mail address"),
                required=activity.sign_up_contact == AskedContact.NEEDED,
                help_text=_(
                    "To an e-mail address we write when something changes. Without one you get a "
                    "code, with which you see your place here."
                ),
            )
        along = {
            Along.CHILDREN: ("children", _("How many children come with you?")),
            Along.ADULTS: ("adults", _("How many other adults come with you?")),
        }
        for name, label in (along[one] for one in Along if one in activity.sign_up_along):
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST_ALONG, required=False, initial=0
            )
        for question in questions:
            self.fields[f"question_{question.pk}"] = question_field(question, reader)
        first = ["date", "name", "contact", "children", "adults"]
        self.order_fields([name for name in first if name in self.fields])

    def given(self) -> dict:
        """What the service of signing up takes."""
        cleaned = self.cleaned_data
        contact, kind = cleaned.get("contact") or ("", "")
        answers = [
            {"question": question.pk, "asked": question.label, "answer": answer}
            for question in self.questions
            if (answer := cleaned.get(f"question_{question.pk}")) not in (None, "")
        ]
        return {
            "occurrence_id": cleaned.get("date"),
            "form_id": self.number,
            "name": cleaned["name"],
            "contact": contact,
            "contact_kind": kind,
            "children": cleaned.get("children") or 0,
            "adults": cleaned.get("adults") or 0,
            "answers": answers,
        }


class CodeForm(forms.Form):
    """Somebody has a code on paper."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=40,
        help_text=gettext_lazy("16 letters and digits, as you got them when you signed up."),
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )

    use_required_attribute = False
