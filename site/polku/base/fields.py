"""A field for several choices of a fixed vocabulary."""

from django import forms
from django.contrib.postgres.fields import ArrayField


class ChoicesField(ArrayField):
    """An array whose items are choices of its base field; edited with check boxes."""

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        return forms.TypedMultipleChoiceField(
            coerce=self.base_field.to_python,
            choices=self.base_field.choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.pop("label", self.verbose_name.capitalize()),
            help_text=kwargs.pop("help_text", self.help_text),
        )
