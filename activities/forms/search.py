"""What a reader can ask of the list of activities."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from activities.models import Theme
from activities.queries import (
    Filters,
    known,
    languages_in_use,
    municipalities_in_use,
    unread,
)
from polku.base import languages


class ActivitySearch(forms.Form):
    """A form of the address: values that are no choices are named in `ignored` and left out, so
    that an old or broken link still shows a list. `filters` is what was asked."""

    q = forms.CharField(label=_("Search"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language spoken"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, asked: QueryDict, *, reader: str):
        self.filters, dropped = known(Filters.from_query(asked))
        names = dict.fromkeys([*unread(asked), *dropped])
        self.ignored = [
            str(self.base_fields[name].label) for name in names if name in self.base_fields
        ]
        municipality = [place.code for place in self.filters.places if place.kind == "municipality"]
        super().__init__(
            {
                "q": self.filters.words,
                "language": next(iter(self.filters.languages), ""),
                "theme": next(iter(self.filters.themes), ""),
                "municipality": next(iter(municipality), ""),
            }
        )
        choices = {
            "language": [(code, languages.name_in(code, reader)) for code in languages_in_use()],
            "theme": list(Theme.choices),
            "municipality": [(area.code, area.name) for area in municipalities_in_use()],
        }
        for name, offered in choices.items():
            offered.sort(key=lambda choice: str(choice[1]).casefold())
            self.fields[name].choices = [("", _("All")), *offered]

    def active(self) -> list[tuple[str, Filters]]:
        """What narrows the list down: each value as it is called, and the question without it."""
        asked, found = self.filters, []
        if asked.words:
            found.append((asked.words, asked.but(words="")))
        for field, name in (("languages", "language"), ("themes", "theme")):
            called = dict(self.fields[name].choices)
            values = getattr(asked, field)
            for value in values:
                others = tuple(other for other in values if other != value)
                found.append((str(called.get(value, value)), asked.but(**{field: others})))
        called = dict(self.fields["municipality"].choices)
        for place in asked.places:
            others = tuple(other for other in asked.places if other != place)
            found.append((called.get(place.code, place.code), asked.but(places=others)))
        return found
