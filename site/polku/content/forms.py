"""What a reader can ask of the list of guidance points."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from polku.base import languages
from polku.content.queries import GuidanceCard, GuidanceFilters


class GuidanceSearch(forms.Form):
    """A form of the address: a value that is no choice is left out, so that an old link still
    shows a list. Only what there is can be chosen."""

    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, asked, cards: Iterable[GuidanceCard], reader: str):
        choices = {
            "municipality": {
                card.municipality.code: card.municipality.name
                for card in cards
                if card.municipality
            },
            "language": {
                code: languages.name_in(code, reader) for card in cards for code in card.spoken
            },
        }
        super().__init__(
            {name: asked.get(name, "") for name in choices if asked.get(name) in choices[name]}
        )
        for name, known in choices.items():
            in_order = sorted(known.items(), key=lambda choice: str(choice[1]).casefold())
            self.fields[name].choices = [("", _("All")), *in_order]
        self.full_clean()

    def filters(self) -> GuidanceFilters:
        """What was asked; the form is always valid."""
        return GuidanceFilters(**self.cleaned_data)

    def active(self) -> dict[str, str]:
        """The fields that narrow the list down, with what they say."""
        return {
            name: str(dict(self.fields[name].choices)[value])
            for name, value in self.cleaned_data.items()
            if value
        }
