"""How the organiser's questions are asked and answered."""

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activities.signups.models import Question, Wording
from polku.base import languages

MOST = 1_000_000


def question_field(question: Question, reader: str) -> forms.Field:
    """Its value is what is kept of the answer: a text, a number, a yes or no; of a choice the words
    of the organiser, whatever those were that the reader saw."""
    options = {
        "label": marked(question.worded(question.label, reader), reader),
        "required": question.required,
    }
    match question.kind:
        case Question.Kind.CHOICE:
            choices = [
                (words, marked(question.worded(words, reader), reader))
                for words in question.choices
            ]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)
        case Question.Kind.YES_NO:
            return forms.TypedChoiceField(
                choices=[("yes", _("Yes")), ("no", _("No"))],
                coerce=lambda said: said == "yes",
                empty_value=None,
                widget=forms.RadioSelect,
                **options,
            )
        case Question.Kind.NUMBER:
            return forms.IntegerField(min_value=0, max_value=MOST, **options)
        case _:
            return forms.CharField(max_length=500, **options)


def marked(words: Wording, reader: str) -> str | SafeString:
    """The words, with their language where that is not the reader's."""
    if words.language == reader:
        return words.text
    return format_html(
        '<span lang="{}" dir="{}">{}</span>',
        words.language,
        languages.direction(words.language),
        words.text,
    )
