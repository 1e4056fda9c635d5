"""A message to all who signed up."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        max_length=2000,
        help_text=_("Everybody who signed up reads it on their own page. Name nobody in it."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    use_required_attribute = False
