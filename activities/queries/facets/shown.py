"""Facets as a form shows them: in the reader's words, with what is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from activities.models import Attendance, Audience, ChildCare, Kind, Theme
from orgs.models import Area, Organisation
from orgs.models.area import AreaKind
from polku.base import languages

from ..asked import CHILD_CARE, Filters, Period, Place, TimeOfDay, Weekday
from .counts import Counts

ORGANISATIONS = 30
# Of a long facet, so many stand open, and the others are folded.
OPEN, LONG = 8, 11


@dataclass(frozen=True)
class Option:
    """`name` and `value` as in an address; `without`: the question without it."""

    name: str
    value: str
    label: str
    count: int
    is_chosen: bool
    without: Filters
    lang: str = ""

    @property
    def id(self) -> str:
        return f"facet-{self.name}-{self.value}"


@dataclass(frozen=True)
class Facet:
    """What gives nothing is left out, unless chosen."""

    name: str
    label: str
    options: list[Option]

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]

    @property
    def first(self) -> list[Option]:
        """What stands open: all of a short facet; of a long one what is chosen, its first, which is
        in the reader's language, and what gives most."""
        if len(self.options) <= LONG:
            return self.options
        most = sorted(self.options, key=lambda one: -one.count)
        kept = dict.fromkeys(one.id for one in [*self.chosen, self.options[0], *most])
        kept = [*kept][: max(OPEN, len(self.chosen))]
        return [option for option in self.options if option.id in kept]

    @property
    def folded(self) -> list[Option]:
        kept = {option.id for option in self.first}
        return [option for option in self.options if option.id not in kept]


def shown(filters: Filters, counts: Counts, reader: str) -> list[Facet]:
    """All facets of a question, in the order of the page; three queries, for names."""
    places = _places(filters, counts)
    found = [
        _facet("language", _("Language spoken"), _languages(filters, counts, reader)),
        _facet(
            "municipality",
            _("Municipality"),
            (place for place in places if place.name == AreaKind.MUNICIPALITY),
        ),
        _facet(
            "region",
            _("Region"),
            (place for place in places if place.name != AreaKind.MUNICIPALITY),
        ),
        _coded(filters, counts, "theme", _("Theme"), "themes", Theme.choices),
        _coded(filters, counts, "audience", _("For whom"), "audiences", Audience.choices),
        _coded(filters, counts, "when", _("When"), "periods", Period.choices),
        _coded(filters, counts, "weekday", _("Weekday"), "weekdays", Weekday.choices),
        _coded(filters, counts, "time", _("Time of day"), "times", TimeOfDay.choices),
        _facet("wishes", _("What is important"), _wishes(filters, counts)),
        _coded(
            filters,
            counts,
            "attendance",
            _("How people take part"),
            "attendances",
            Attendance.choices,
        ),
        _coded(
            filters,
            counts,
            "child_care",
            _("Child care"),
            "child_care",
            [(code, ChildCare(code).label) for code in CHILD_CARE],
        ),
        _facet("organisation", _("Organiser"), _organisations(filters, counts)),
        _coded(filters, counts, "kind", _("Kind"), "kinds", Kind.choices),
    ]
    return [facet for facet in found if facet.options]


def labels() -> dict[str, str]:
    """What the facets are called, by their names in `Counts.loosened`."""
    return {
        "language": _("Language spoken"),
        "place": _("Where"),
        "theme": _("Theme"),
        "audience": _("For whom"),
        "age": _("Age"),
        "when": _("When"),
        "weekday": _("Weekday"),
        "time": _("Time of day"),
        "free": _("Free of charge"),
        "step_free": _("Can be reached without steps"),
        "no_sign_up": _("No sign-up needed"),
        "places_left": _("Places left"),
        "attendance": _("How people take part"),
        "child_care": _("Child care"),
        "organisation": _("Organiser"),
        "kind": _("Kind"),
    }


def _facet(name: str, label: str, options: Iterable[Option]) -> Facet:
    return Facet(name, label, [option for option in options if option.count or option.is_chosen])


def _without(filters: Filters, field: str, value) -> Filters:
    others = tuple(other for other in getattr(filters, field) if other != value)
    return filters.but(**{field: others})


def _coded(filters, counts, name: str, label: str, field: str, choices) -> Facet:
    """A facet of a vocabulary, in its order."""
    chosen, numbers = getattr(filters, field), counts.values.get(name, {})
    return _facet(
        name,
        label,
        (
            Option(
                name,
                code,
                str(called),
                numbers.get(code, 0),
                code in chosen,
                _without(filters, field, code),
            )
            for code, called in choices
            if code
        ),
    )


def _languages(filters: Filters, counts: Counts, reader: str) -> list[Option]:
    numbers = counts.values.get("language", {})
    found = [
        Option(
            "language",
            code,
            languages.name_in(code, reader),
            numbers.get(code, 0),
            code in filters.languages,
            _without(filters, "languages", code),
        )
        for code in {*numbers, *filters.languages}
    ]
    # The reader's own first: it is what most look for.
    return sorted(found, key=lambda one: (one.value != reader.split("-")[0], _by_name(one)))


def _places(filters: Filters, counts: Counts) -> list[Option]:
    """Municipalities, and areas with what is in all their municipalities. What can be joined from
    home is everywhere."""
    numbers = dict(counts.values.get("place", {}))
    everywhere = numbers.pop(0, 0)
    here: dict[Place, int] = {}
    called: dict[Place, str] = {}
    within = Area.objects.filter(parts__in=[*numbers]).values_list("pk", "parts")
    parts: dict[int, set[int]] = {}
    for whole, part in within:
        parts.setdefault(part, set()).add(whole)
    asked = {(place.kind, place.code) for place in filters.places}
    wholes = {whole for found in parts.values() for whole in found}
    wanted = Q(pk__in=[*numbers, *wholes])
    for kind, code in asked:
        wanted |= Q(kind=kind, code=code)
    areas = {area.pk: area for area in Area.objects.filter(wanted)}
    for area in areas.values():
        place = Place.of(area)
        if area.kind in (AreaKind.MUNICIPALITY, AreaKind.REGION) or place in filters.places:
            inside = {part for part, found in parts.items() if area.pk in found} | {area.pk}
            here[place] = here.get(place, 0) + sum(numbers.get(part, 0) for part in inside)
            called[place] = area.name
    found = [
        Option(
            place.kind,
            place.code,
            called[place],
            number + everywhere,
            place in filters.places,
            _without(filters, "places", place),
        )
        for place, number in here.items()
        if number or place in filters.places
    ]
    return sorted(found, key=_by_name)


def _wishes(filters: Filters, counts: Counts) -> list[Option]:
    called = labels()
    return [
        Option(
            name,
            "1",
            called[name],
            counts.values.get(name, {}).get(1, 0),
            getattr(filters, field),
            filters.but(**{field: False}),
        )
        for name, field in (
            ("free", "is_free"),
            ("step_free", "is_step_free"),
            ("no_sign_up", "needs_no_sign_up"),
            ("places_left", "has_places"),
        )
    ]


def _organisations(filters: Filters, counts: Counts) -> list[Option]:
    """Those that offer most, and those chosen."""
    numbers = counts.values.get("organisation", {})
    most = sorted(numbers, key=lambda pk: (-numbers[pk], pk))[:ORGANISATIONS]
    rows = Organisation.objects.filter(
        Q(pk__in=most) | Q(slug__in=filters.organisations)
    ).values_list("pk", "slug", "name")
    found = [
        Option(
            "organisation",
            slug,
            name,
            numbers.get(pk, 0),
            slug in filters.organisations,
            _without(filters, "organisations", slug),
        )
        for pk, slug, name in rows
    ]
    return sorted(found, key=_by_name)


def _by_name(option: Option) -> tuple:
    return option.label.casefold(), option.value
