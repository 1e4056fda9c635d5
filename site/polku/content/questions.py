"""From the questions of a form to a form that Django checks."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

QUESTION_TYPES = [
    ("singleline", _("a line of text")),
    ("multiline", _("a longer text")),
    ("email", _("an e-mail address")),
    ("number", _("a number")),
    ("date", _("a date")),
    ("radio", _("one of a few choices")),
    ("dropdown", _("one of many choices")),
    ("checkboxes", _("several choices")),
    ("checkbox", _("yes, or nothing")),
]
LONGEST_ANSWER = 4000


class QuestionBuilder(FormBuilder):
    """Wagtail's, with limits and with what phones need to show the right keyboard."""

    def create_multiline_field(self, field, options):
        return forms.CharField(max_length=LONGEST_ANSWER, widget=forms.Textarea, **options)

    def create_email_field(self, field, options):
        return forms.EmailField(
            widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}), **options
        )

    def create_date_field(self, field, options):
        return forms.DateField(
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options
        )

    def create_dropdown_field(self, field, options):
        options["choices"] = [("", _("Choose")), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(**options)

    def get_field_options(self, field):
        return super().get_field_options(field) | {"initial": None}

    def get_formatted_field_choices(self, field):
        """One a line; commas belong to the words, unless everything stands on one line."""
        return [choice for choice in super().get_formatted_field_choices(field) if choice[0]]

    def get_formatted_field_initial(self, field):
        return []
