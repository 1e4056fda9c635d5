"""Sample fields of each kind, filled in and not."""

from django import forms


def form(words: dict, *, is_wrong: bool = False) -> forms.Form:
    """With `is_wrong` as it comes back when something in it is to be mended."""
    choices = list(enumerate(words["choices"]))
    fields = {
        "q": forms.CharField(label=words["label"], required=False),
        "name": forms.CharField(label=words["label"], help_text=words["help"]),
        "language": forms.ChoiceField(label=words["language"], choices=choices, required=False),
        "days": forms.MultipleChoiceField(
            label=words["days"],
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        "agree": forms.BooleanField(label=words["agree"], required=False),
        "text": forms.CharField(label=words["days"], widget=forms.Textarea, required=False),
    }
    return type("SampleForm", (forms.Form,), fields)({} if is_wrong else None)
