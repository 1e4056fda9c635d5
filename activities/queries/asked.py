"""What a reader asks for, and the one form in which an address says it.

The same words name a list, a feed of it, a handout and its place in the cache: names and values in
order, each once, and nothing that is the same as left out.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from activities.models import Attendance, Audience, ChildCare, Kind, Theme
from orgs.models import Area, Organisation
from orgs.models.area import AreaKind
from polku.base import languages, page_cache

LONGEST_WORDS = 200
OLDEST = 120
# That there is none is not asked for.
CHILD_CARE = (ChildCare.OFFERED, ChildCare.COME_ALONG)
# More values of one facet than this are a broken address.
MOST_VALUES = 60
_CODE = re.compile(r"[0-9A-Za-z]{1,10}")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}")
_YEARS = range(2000, 2100)


class Period(models.TextChoices):
    """Days that move on with the calendar. A week ends on Sunday; the weekend is this week's."""

    TODAY = "today", _("today")
    THIS_WEEK = "this_week", _("this week")
    WEEKEND = "weekend", _("at the weekend")


class Weekday(models.TextChoices):
    """In the order of the week, which begins on Monday."""

    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")
    SATURDAY = "sat", _("Saturday")
    SUNDAY = "sun", _("Sunday")


class TimeOfDay(models.TextChoices):
    """When it begins: before noon, before 17, or later."""

    MORNING = "morning", _("in the morning")
    DAY = "day", _("in the daytime")
    EVENING = "evening", _("in the evening")


class Order(models.TextChoices):
    SOONEST = "soonest", _("soonest first")
    BEST = "best", _("best match first")


@dataclass(frozen=True, order=True)
class Place:
    """An area by its code, as `orgs.Area` has it; of any kind."""

    kind: str
    code: str

    @classmethod
    def of(cls, area: Area) -> "Place":
        return cls(area.kind, area.code)


@dataclass(frozen=True)
class Filters:
    """What a reader asks for; empty means anything. Of several values one is enough, and each facet
    has its say: OR inside, AND between.

    `languages`: in which it is held. `places`: what is only on the spot is in one of them.
    `organisations`: their short names (slugs). `periods`, and the days from `since` to `until`: of
    those it happens on one at least, on one of these `weekdays` at one of these `times`.
    `has_places`: there is a place left for who signs up, on such a date where one signs up by
    date; what has no limit always has one.
    `order`: empty for the usual one, which is the best match first where there are words.
    """

    words: str = ""
    languages: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    age: int | None = None
    periods: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    weekdays: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    is_free: bool = False
    attendances: tuple[str, ...] = ()
    child_care: tuple[str, ...] = ()
    is_step_free: bool = False
    needs_no_sign_up: bool = False
    has_places: bool = False
    organisations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    order: str = ""

    def __post_init__(self):
        """One normal form, however it was asked."""
        put = object.__setattr__
        put(self, "words", clean_words(self.words))
        for field in fields(self):
            if isinstance(value := getattr(self, field.name), (tuple, list, set, frozenset)):
                put(self, field.name, tuple(sorted({*value})))
        if self.order == (Order.BEST if self.words else Order.SOONEST):
            put(self, "order", "")
        if self.order == Order.BEST:  # without words nothing matches better
            put(self, "order", "")

    @classmethod
    def from_query(cls, query: QueryDict) -> "Filters":
        """What an address asks for; what it says besides is left out, and `unread` names it."""
        return cls(**{field: part.read(query) for field, part in PARTS.items()})

    def query_string(self) -> str:
        """The address of this question, without its question mark."""
        return urlencode(sorted(self._pairs()))

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for field, part in PARTS.items():
            yield from part.write(getattr(self, field))

    def but(self, **changed) -> "Filters":
        """The same question with other values of these fields."""
        return replace(self, **changed)

    @property
    def facets(self) -> tuple[str, ...]:
        """The names in an address of what is asked for; how it is ordered is no part of that."""
        return tuple(
            part.name
            for field, part in PARTS.items()
            if field != "order" and [*part.write(getattr(self, field))]
        )

    @property
    def is_by_match(self) -> bool:
        """Whether the best match comes first."""
        return bool(self.words) and not self.order

    @property
    def asks_for_dates(self) -> bool:
        return bool(self.periods or self.since or self.until or self.weekdays or self.times)


def clean_words(words: str) -> str:
    return " ".join(words.replace("\x00", " ")[: LONGEST_WORDS * 2].split())[:LONGEST_WORDS].strip()


ANYTHING = Filters()


def unread(query: QueryDict) -> list[str]:
    """The names in an address whose values mean nothing to us, in their order on the page."""
    return [name for part in PARTS.values() for name in part.unread(query)]


def read_day(text: str) -> date | None:
    """A day as a browser sends it or as people in Finland write it; None where it is none."""
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            day = datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
        return day if day.year in _YEARS else None
    return None


def normal(query: QueryDict) -> str | None:
    """The one address of what is asked for; None where the page says of a part that it is left
    out."""
    asked = Filters.from_query(query)
    age, first, last = (query.get(name, "").strip() for name in ("age", "from", "until"))
    is_read = (not age or asked.age is not None) and (
        not (first or last) or bool(asked.since or asked.until)
    )
    return asked.query_string() if is_read and not unread(query) else None


def normal_of_page(query: QueryDict) -> str | None:
    """The same with the page of the answer."""
    asked = normal(query)
    return None if asked is None else page_cache.joined(asked, page_cache.page_number(query))


def normal_of_search(query: QueryDict) -> str | None:
    """Of the search over the whole site, which asks for words alone."""
    words = clean_words(query.get("q", ""))
    return urlencode({"q": words}) if words else ""


# How each field stands in an address


@dataclass(frozen=True)
class Part:
    """`name`: in the address."""

    name: str

    def values(self, query: QueryDict, name: str = "") -> list[str]:
        said = query.getlist(name or self.name)[: MOST_VALUES * 2]
        return [value.strip() for value in said if value.strip()]


@dataclass(frozen=True)
class Text(Part):
    def read(self, query: QueryDict) -> str:
        return query.get(self.name, "")

    def write(self, value: str) -> Iterable[tuple[str, str]]:
        return [(self.name, value)] if value else []

    def unread(self, query: QueryDict) -> list[str]:
        return []


@dataclass(frozen=True)
class Many(Part):
    """Values of which `is_known` tells whether there can be such a one."""

    is_known: Callable[[str], Any]

    def read(self, query: QueryDict) -> tuple[str, ...]:
        return tuple(filter(self.is_known, self.values(query)[:MOST_VALUES]))

    def write(self, value: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        return [(self.name, one) for one in value]

    def unread(self, query: QueryDict) -> list[str]:
        return [] if all(map(self.is_known, self.values(query))) else [self.name]


@dataclass(frozen=True)
class Areas(Part):
    """One name in the address for each kind of area; `name` is that of all of them."""

    def read(self, query: QueryDict) -> tuple[Place, ...]:
        return tuple(
            Place(kind, code)
            for kind in AreaKind.values
            for code in self.values(query, kind)[:MOST_VALUES]
            if _CODE.fullmatch(code)
        )

    def write(self, value: tuple[Place, ...]) -> Iterable[tuple[str, str]]:
        return [(place.kind, place.code) for place in value]

    def unread(self, query: QueryDict) -> list[str]:
        return [
            kind
            for kind in AreaKind.values
            if not all(map(_CODE.fullmatch, self.values(query, kind)))
        ]


@dataclass(frozen=True)
class Switch(Part):
    def read(self, query: QueryDict) -> bool:
        return query.get(self.name) == "1"

    def write(self, value: bool) -> Iterable[tuple[str, str]]:
        return [(self.name, "1")] if value else []

    def unread(self, query: QueryDict) -> list[str]:
        return [self.name] if query.get(self.name, "") not in ("", "0", "1") else []


@dataclass(frozen=True)
class Choice(Many):
    """One of several, the last that is said."""

    def read(self, query: QueryDict) -> str:
        value = query.get(self.name, "")
        return value if self.is_known(value) else ""

    def write(self, value: str) -> Iterable[tuple[str, str]]:
        return [(self.name, value)] if value else []


@dataclass(frozen=True)
class Age(Part):
    def read(self, query: QueryDict) -> int | None:
        said = query.get(self.name, "").strip()
        is_number = said.isascii() and said.isdigit() and len(said) <= 3
        return int(said) if is_number and int(said) <= OLDEST else None

    def write(self, value: int | None) -> Iterable[tuple[str, str]]:
        return [] if value is None else [(self.name, str(value))]

    def unread(self, query: QueryDict) -> list[str]:
        return []  # the form says so beside the field


@dataclass(frozen=True)
class Day(Part):
    """One end of a stretch of days. Both ends are left out where they are the wrong way round or
    one is no day; the form says so beside them."""

    other: str

    def read(self, query: QueryDict) -> date | None:
        said = {name: query.get(name, "").strip() for name in ("from", "until")}
        days = {name: read_day(text) for name, text in said.items()}
        is_clear = all(days[name] or not said[name] for name in said)
        first, last = days["from"], days["until"]
        if not is_clear or (first and last and last < first):
            return None
        return days[self.name]

    def write(self, value: date | None) -> Iterable[tuple[str, str]]:
        return [(self.name, value.isoformat())] if value else []

    def unread(self, query: QueryDict) -> list[str]:
        return []


# In the order of the page.
PARTS: dict[str, Any] = {
    "words": Text("q"),
    "languages": Many("language", languages.SPOKEN.__contains__),
    "places": Areas("place"),
    "themes": Many("theme", Theme.values.__contains__),
    "audiences": Many("audience", Audience.values.__contains__),
    "age": Age("age"),
    "periods": Many("when", Period.values.__contains__),
    "since": Day("from", "until"),
    "until": Day("until", "from"),
    "weekdays": Many("weekday", Weekday.values.__contains__),
    "times": Many("time", TimeOfDay.values.__contains__),
    "is_free": Switch("free"),
    "attendances": Many("attendance", Attendance.values.__contains__),
    "child_care": Many("child_care", CHILD_CARE.__contains__),
    "is_step_free": Switch("step_free"),
    "needs_no_sign_up": Switch("no_sign_up"),
    "has_places": Switch("places_left"),
    "organisations": Many("organisation", _SLUG.fullmatch),
    "kinds": Many("kind", Kind.values.__contains__),
    "order": Choice("order", Order.values.__contains__),
}


def known(filters: Filters) -> tuple[Filters, list[str]]:
    """The same question without areas and organisations that there are not, and their names in an
    address."""
    dropped = []
    if filters.places:
        either = Q()
        for place in filters.places:
            either |= Q(kind=place.kind, code=place.code)
        there = {Place.of(area) for area in Area.objects.filter(either)}
        dropped += sorted({place.kind for place in filters.places if place not in there})
        filters = filters.but(places=tuple(there))
    if filters.organisations:
        slugs = Organisation.objects.filter(slug__in=filters.organisations)
        there = {*slugs.values_list("slug", flat=True)}
        dropped += ["organisation"] if there != {*filters.organisations} else []
        filters = filters.but(organisations=tuple(there))
    return filters, dropped
