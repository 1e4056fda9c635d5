"""The organiser's questions: writing one, and saying all of them in another language."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.signups.models import Question
from activities.signups.rules import MOST_CHOICES
from polku.base import languages

from .answers import marked


class QuestionForm(forms.ModelForm):
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        help_text=gettext_lazy("One on each line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    use_required_attribute = False

    class Meta:
        model = Question
        fields = ("label", "kind", "choices", "required")
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["choices"] = "\n".join(self.instance.choices)
        for name in ("label", "choices"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def clean_choices(self) -> list[str]:
        """Each line once, without what is empty."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines()]
        choices = list(dict.fromkeys(filter(None, lines)))
        if self.cleaned_data.get("kind") != Question.Kind.CHOICE:
            return []
        if not 2 <= len(choices) <= MOST_CHOICES:
            raise forms.ValidationError(
                _("Write 2 to %(most)s choices, one on each line.") % {"most": MOST_CHOICES}
            )
        if any(len(choice) > 100 for choice in choices):
            raise forms.ValidationError(_("A choice is too long: 100 signs are the most."))
        return choices


class TranslationForm(forms.Form):
    """The words of all questions in one language; what is left empty is shown as it was written."""

    use_required_attribute = False

    def __init__(self, *args, questions: list[Question], language: str, reader: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.language = language
        # {name of the field: (question, its words as they were written)}
        self._words = {
            f"words_{question.pk}_{number}": (question, text)
            for question in questions
            if question.language != language
            for number, text in enumerate(question.words)
        }
        attributes = {"lang": language, "dir": languages.direction(language)}
        for name, (question, text) in self._words.items():
            self.fields[name] = forms.CharField(
                label=marked(question.worded(text, question.language), reader),
                initial=question.translations.get(language, {}).get(text, ""),
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs=attributes),
            )

    def given(self) -> dict[int, dict[str, str]]:
        """{number of the question: {words as they were written: the same in the language}}"""
        found: dict[int, dict[str, str]] = {}
        for name, (question, text) in self._words.items():
            words = found.setdefault(question.pk, {})
            if self.cleaned_data[name]:
                words[text] = self.cleaned_data[name]
        return found
