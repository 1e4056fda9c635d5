"""What a reader can ask of the list of activities."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Theme
from activities.queries import Filters, languages_in_use, municipalities_in_use
from polku.base import languages


class ActivitySearch(forms.Form):
    """A form of the address: values that are no choices are named in `ignored` and left out, so
    that an old or broken link still shows a list."""

    q = forms.CharField(label=_("Search"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language spoken"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, asked, *, reader: str):
        self.places = {area.code: area for area in municipalities_in_use()}
        choices = {
            "language": [(code, languages.name_in(code, reader)) for code in languages_in_use()],
            "theme": list(Theme.choices),
            "municipality": [(code, area.name) for code, area in self.places.items()],
        }
        self.ignored: list[str] = []
        values = {"q": asked.get("q", "").replace("\x00", "")[:200]}
        for name, known in choices.items():
            value = asked.get(name, "")
            if value in dict(known):
                values[name] = value
            elif value:
                self.ignored.append(str(self.base_fields[name].label))
        super().__init__(values)
        for name, known in choices.items():
            known.sort(key=lambda choice: str(choice[1]).casefold())
            self.fields[name].choices = [("", _("All")), *known]

    def filters(self) -> Filters:
        """What was asked; the form is always valid."""
        self.full_clean()
        asked = self.cleaned_data
        return Filters(
            words=asked["q"],
            language=asked["language"],
            theme=asked["theme"],
            area=self.places.get(asked["municipality"]),
        )

    def active(self) -> dict[str, str]:
        """The fields that narrow the list down, with what they say."""
        self.full_clean()
        return {
            name: value if name == "q" else str(dict(self.fields[name].choices)[value])
            for name, value in self.cleaned_data.items()
            if value
        }
