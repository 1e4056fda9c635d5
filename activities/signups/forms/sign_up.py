"""The form by which somebody signs up."""

import time
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Activity, Along, AskedContact
from activities.signups.models import Question
from activities.signups.queries.offered import Choice
from activities.signups.rules import MOST_ALONG

from .answers import question_field
from .contacts import ContactField

# People do not see this field; programs that fill in whatever they find do.
TRAP = "address_of_your_website"
# Nobody reads and fills in the form in less; a form left open for longer is asked to be looked
# through.
QUICKEST, OLDEST = 2, 24 * 60 * 60
_signer = signing.Signer(salt="polku.signups.form")


class SignUpForm(forms.Form):
    """What is asked follows from the facts of the activity, and from the organiser's questions.

    The form carries a number of its own and the time at which it was shown, signed: sent twice it
    makes one sign-up, and what no person can have filled in is stopped without a puzzle.
    """

    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=100,
        help_text=gettext_lazy(
            "The name by which the organiser can call you. A first name is enough."
        ),
    )

    use_required_attribute = False

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
        self.initial.setdefault("ticket", new_ticket())
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

    def clean(self):
        cleaned = super().clean()
        shown_at = _shown_at(self.data.get("ticket", ""))
        age = time.time() - shown_at if shown_at else None
        again = None
        if self.data.get(TRAP):
            again = _("Please press the button once more.")
        elif age is None or age > OLDEST:
            again = _("This page was open for a long time. Look it through and send it once more.")
        elif age < QUICKEST:
            again = _("That was very quick. Please press the button once more.")
        if again:
            self.data = self.data.copy()
            self.data.pop(TRAP, None)
            if age is None or age > OLDEST:
                self.data["ticket"] = new_ticket()
            self.add_error(None, again)
        return cleaned

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
            "form_id": UUID(_signer.unsign(cleaned["ticket"]).split(":")[0]),
            "name": cleaned["name"],
            "contact": contact,
            "contact_kind": kind,
            "children": cleaned.get("children") or 0,
            "adults": cleaned.get("adults") or 0,
            "answers": answers,
        }


def new_ticket(at: float | None = None) -> str:
    return _signer.sign(f"{uuid4()}:{at or time.time():.0f}")


def _shown_at(ticket: str) -> float | None:
    """When the form was shown; None where that is not one of ours."""
    try:
        return float(_signer.unsign(ticket).split(":")[1])
    except signing.BadSignature:
        return None


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
