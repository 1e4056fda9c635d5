"""What a reader can ask of the list of activities: a plain form of the address."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.queries import Filters, known, unread
from activities.queries.asked import LONGEST_WORDS, OLDEST, read_day
from activities.queries.facets import Facet, labels
from orgs.models.area import AreaKind

# What most people need.
FIRST = ("language", "place", "when")


@dataclass(frozen=True)
class Panel:
    """Facets and fields that are asked together; they fold up as one. Those that most people need
    (`is_first`) lie open where there is room."""

    name: str
    label: str
    facets: list[Facet]
    fields: list[forms.BoundField] = field(default_factory=list)
    is_first: bool = False

    @property
    def has_errors(self) -> bool:
        return any(one.errors for one in self.fields)

    @property
    def number_chosen(self) -> int:
        filled = [one for one in self.fields if one.value()]
        return len(filled) + sum(len(facet.chosen) for facet in self.facets)


class ActivitySearch(forms.Form):
    """`filters` is what was asked. Values that mean nothing are left out of it, so that an old or
    broken link still shows a list; `ignored` names the choices among them, and what was typed keeps
    standing in its field with a sentence beside it."""

    q = forms.CharField(
        label=gettext_lazy("Search"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )
    age = forms.CharField(
        label=gettext_lazy("Age"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )
    since = forms.CharField(label=gettext_lazy("First day"), required=False)
    until = forms.CharField(label=gettext_lazy("Last day"), required=False)

    def __init__(self, asked: QueryDict):
        self.filters, dropped = known(Filters.from_query(asked))
        self.ignored = _called(dict.fromkeys([*unread(asked), *dropped]))
        said = {name: asked.get(name, "").strip() for name in ("age", "from", "until")}
        super().__init__(
            {
                "q": self.filters.words,
                "age": said["age"],
                "from": _as_browsers_write(said["from"]),
                "until": _as_browsers_write(said["until"]),
            }
        )
        for name in ("since", "until"):
            self.fields[name].widget = _DayInput()

    def add_prefix(self, field_name: str) -> str:
        """“from” is a word of Python, so no field can be called so."""
        return "from" if field_name == "since" else field_name

    def clean_age(self) -> int | None:
        age, said = self.filters.age, self.cleaned_data["age"]
        if said and age is None:
            raise ValidationError(
                _("Write the age in years, as a number from 0 to %(oldest)s.") % {"oldest": OLDEST}
            )
        return age

    def clean_since(self):
        return self._day("since")

    def clean_until(self):
        last, first = self._day("until"), self.cleaned_data.get("since")
        if first and last and last < first:
            raise ValidationError(_("The last day is before the first one. Change one of them."))
        return last

    def _day(self, name: str):
        said = self.cleaned_data[name]
        day = read_day(said)
        if said and not day:
            raise ValidationError(_("Write the day as day.month.year, for example 31.12.2027."))
        return day

    def panels(self, facets: Iterable[Facet]) -> list[Panel]:
        """The choices as the page shows them, what most people need first; what offers nothing is
        left out."""
        named = {facet.name: facet for facet in facets}
        found = [
            Panel(
                name,
                label,
                [named[facet] for facet in contained if facet in named],
                [self[one] for one in fields],
                name in FIRST,
            )
            for name, label, contained, fields in (
                ("language", _("Language spoken"), ["language"], []),
                ("place", _("Where"), ["municipality", "region"], []),
                ("when", _("When"), ["when", "weekday", "time"], ["since", "until"]),
                ("theme", _("Theme"), ["theme"], []),
                ("audience", _("For whom"), ["audience"], ["age"]),
                ("wishes", _("What is important"), ["wishes", "child_care"], []),
                ("attendance", _("How people take part"), ["attendance"], []),
                ("organisation", _("Organiser"), ["organisation"], []),
                ("kind", _("Kind"), ["kind"], []),
            )
        ]
        return [panel for panel in found if panel.facets or panel.fields]


class _DayInput(forms.TextInput):
    """A field for a day, which shows what was typed even where that is no day."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if not value or read_day(value):
            context["widget"]["type"] = "date"
        return context


def _as_browsers_write(said: str) -> str:
    day = read_day(said)
    return day.isoformat() if day else said


def _called(names: Iterable[str]) -> list[str]:
    called = labels() | dict.fromkeys(AreaKind.values, _("Where")) | {"order": _("Order")}
    return [*dict.fromkeys(called[name] for name in names if name in called)]
