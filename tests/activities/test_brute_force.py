"""Every facet against a filter written a second time, in plain Python, over invented activities:
the same set, the same counts, the same order, and the same days.

Words are asked elsewhere (tests/activities/test_listing.py): what a stemmer does is not invented
twice.
"""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from activities.models import Activity, ActivityText, Attendance, Kind, Occurrence
from activities.queries import Filters, Place, days_with_dates, find, month
from activities.queries.asked import CHILD_CARE, Period, TimeOfDay, Weekday
from activities.queries.facets import FIELDS, counted, shown
from orgs.models import Area
from tests.activities.invented import (
    ANYTHING,
    AUDIENCES,
    DAY,
    HELSINKI,
    LANGUAGES,
    MOMENTS,
    MUNICIPALITIES,
    OFFERS,
    QUESTIONS,
    REGIONS,
    SCHEDULE,
    SLUGS,
    THEMES,
    Date,
    Offer,
    question,
)
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db

# The same in plain Python


@dataclass
class World:
    """What is stored, and what the filter in Python looks at."""

    now: datetime
    activities: list[Activity] = field(default_factory=list)
    dates: dict[int, list[Occurrence]] = field(default_factory=dict)
    slugs: dict[int, str] = field(default_factory=dict)
    inside: dict[Place, set[int]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.astimezone(HELSINKI).date()

    def found(self, asked: Filters) -> list[int]:
        """In their order."""
        met = [one for one in self.activities if self.meets(one, asked)]
        return [one.pk for one in sorted(met, key=lambda one: self.place_in_list(one, asked))]

    def place_in_list(self, one: Activity, asked: Filters) -> tuple:
        starts = [row.starts_at for row in self.dates[one.pk] if self.is_asked(row, asked)]
        if one.open_from and one.open_from > self.now:
            starts.append(one.open_from)
        first = min(starts, default=None)
        opened = -one.open_from.timestamp() if one.open_from else None
        return (first is None, first or self.now, opened is None, opened or 0, one.pk)

    def meets(self, one: Activity, asked: Filters) -> bool:
        return (
            (not asked.languages or bool({*one.languages} & {*asked.languages}))
            and (not asked.themes or bool({*one.themes} & {*asked.themes}))
            and (not asked.audiences or bool({*one.audiences} & {*asked.audiences}))
            and (not asked.places or self.is_in_one_of(one, asked.places))
            and (asked.age is None or (one.age_from or 0) <= asked.age <= (one.age_to or 999))
            and (not asked.is_free or one.price_cents == 0)
            and (not asked.attendances or one.attendance in asked.attendances)
            and (not asked.child_care or one.child_care in asked.child_care)
            and (not asked.is_step_free or one.step_free == "yes")
            and (not asked.needs_no_sign_up or "come" in one.joining)
            and (not asked.organisations or self.slugs[one.organisation_id] in asked.organisations)
            and (not asked.kinds or one.kind in asked.kinds)
            and (not asked.has_places or one.places_left != 0)
            and self.takes_place(one, asked)
        )

    def is_there(self, pk: int, place: Place) -> bool:
        [one] = [one for one in self.activities if one.pk == pk]
        return one.attendance == "in_person" and one.municipality_id in self.inside[place]

    def is_in_one_of(self, one: Activity, places: tuple[Place, ...]) -> bool:
        here = any(one.municipality_id in self.inside[place] for place in places)
        return here or one.attendance in ("online", "hybrid")

    def takes_place(self, one: Activity, asked: Filters) -> bool:
        says_no_time = not one.schedules and not asked.asks_for_dates
        has_date = any(self.is_asked(row, asked) for row in self.dates[one.pk])
        return says_no_time or has_date or self.is_open(one, asked)

    def stretches(self, asked: Filters) -> list[tuple[date, date]]:
        sunday = self.today + DAY * (6 - self.today.weekday())
        days = {
            "today": (self.today, self.today),
            "this_week": (self.today, sunday),
            "weekend": (max(self.today, sunday - DAY), sunday),
        }
        found = [days[period] for period in asked.periods]
        if asked.since or asked.until:
            found.append((asked.since or date.min, asked.until or date.max))
        return found or [(date.min, date.max)]

    def is_asked(self, row: Occurrence, asked: Filters) -> bool:
        if row.status == "cancelled" or row.ends_at <= self.now:
            return False
        if asked.has_places and row.places_left == 0:
            return False
        begins = row.starts_at.astimezone(ZoneInfo(row.timezone))
        if asked.weekdays and Weekday.values[begins.weekday()] not in asked.weekdays:
            return False
        if asked.times and not row.is_all_day and time_of_day(begins.hour) not in asked.times:
            return False
        return any(self.touches(row, stretch) for stretch in self.stretches(asked))

    def touches(self, row: Occurrence, stretch: tuple[date, date]) -> bool:
        begins, ends = (moment.astimezone(HELSINKI) for moment in (row.starts_at, row.ends_at))
        last = (ends - timedelta(microseconds=1)).date()
        return begins.date() <= stretch[1] and last >= stretch[0]

    def is_open(self, one: Activity, asked: Filters) -> bool:
        """The dates between which it is open, and its weekly hours, have each their say."""
        if one.open_from is None or (one.open_until and one.open_until <= self.now):
            return False
        opens = one.open_from.astimezone(HELSINKI).date()
        last = one.open_until.astimezone(HELSINKI).date() - DAY if one.open_until else date.max
        by_hours = bool(asked.weekdays or asked.times)
        for since, until in self.stretches(asked):
            first = max(since, self.today)
            if opens > until or last < first:
                continue
            number = min((until - first).days + 1, 7)
            days = [first + DAY * ahead for ahead in range(number)]
            if (number == 7 and not by_hours) or any(
                day.isoweekday() * 10 + at in one.open_slots
                for day in days
                for at, name in enumerate(TimeOfDay.values)
                if not asked.weekdays or Weekday.values[day.weekday()] in asked.weekdays
                if not asked.times or name in asked.times
            ):
                return True
        return False

    def days(self, asked: Filters) -> list[tuple[date, int]]:
        """How many dates each day has, each date on the first day that is asked for."""
        found = Counter()
        for pk in self.found(asked):
            for row in self.dates[pk]:
                if self.is_asked(row, asked):
                    begins = row.starts_at.astimezone(ZoneInfo(row.timezone)).date()
                    stretch = min(one for one in self.stretches(asked) if self.touches(row, one))
                    found[max(begins, stretch[0], self.today)] += 1
        return sorted(found.items())

    def month(self, asked: Filters, first: date) -> dict[date, int]:
        """How many dates are on each day of a month."""
        found = Counter()
        for pk in self.found(asked):
            for row in self.dates[pk]:
                if self.is_asked(row, asked):
                    found.update(self.days_of(row))
        return {
            day: number
            for day, number in found.items()
            if day >= self.today and (day.year, day.month) == (first.year, first.month)
            if any(since <= day <= until for since, until in self.stretches(asked))
        }

    def days_of(self, row: Occurrence) -> list[date]:
        zone = ZoneInfo(row.timezone)
        begins = row.starts_at.astimezone(zone).date()
        if row.ends_at - row.starts_at < DAY:
            return [begins]
        last = (row.ends_at.astimezone(zone) - timedelta(seconds=1)).date()
        return [begins + DAY * number for number in range((last - begins).days + 1)]


def time_of_day(hour: int) -> str:
    return "morning" if hour < 12 else "day" if hour < 17 else "evening"


# Both at once


@pytest.fixture
def ground():
    content.site_tree(["fi", "en"])
    for slug in SLUGS:
        orgs.organisation(slug=slug)


@contextmanager
def stored(offers: list[Offer], now: datetime):
    """A world with these offers at a moment; nothing of it stays."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: now)
        yield _stored(offers, World(now))
        transaction.set_rollback(True)


def _stored(offers: list[Offer], world: World) -> World:
    midnight = datetime.combine(world.today, time(), HELSINKI)
    organisations = {one.slug: one for one in orgs.Organisation.objects.filter(slug__in=SLUGS)}
    areas = {(area.kind, area.code): area for area in Area.objects.all()}
    world.slugs = {one.pk: slug for slug, one in organisations.items()}
    for kind, codes in (("municipality", MUNICIPALITIES), ("region", REGIONS)):
        for code in codes:
            area = areas[kind, code]
            parts = {*area.parts.values_list("pk", flat=True)}
            world.inside[Place(kind, code)] = {area.pk, *parts}
    kept = []
    for offer in offers:
        opens, closes = offer.opens or (None, None)
        kept.append(
            Activity(
                translation_key=uuid4(),
                organisation=organisations[offer.organisation],
                original_language="fi",
                status="published" if offer.is_published else "archived",
                archived_at=None if offer.is_published else world.now,
                municipality=areas.get(("municipality", offer.municipality)),
                schedules=[SCHEDULE] if offer.dates or offer.opens else [],
                open_from=None if opens is None else midnight + DAY * opens,
                open_until=None if closes is None else midnight + DAY * closes,
                open_slots=sorted(offer.slots) if offer.opens else [],
                first_published_at=world.now,
                facts_published_at=world.now,
                **offer.facts,
            )
        )
    Activity.objects.bulk_create(kept)
    ActivityText.objects.bulk_create(
        ActivityText(activity=one, language="fi", title="Café", published_at=world.now)
        for one, offer in zip(kept, offers, strict=True)
        if offer.has_text
    )
    for one, offer in zip(kept, offers, strict=True):
        # One date a local start, whatever the zones.
        dates = (_date(one, made, midnight) for made in offer.dates)
        starts = {(date.local_date, date.local_time): date for date in dates}
        world.dates[one.pk] = Occurrence.objects.bulk_create(starts.values())
        if offer.is_published and offer.has_text:
            world.activities.append(one)
    return world


def _date(activity: Activity, made: Date, midnight: datetime) -> Occurrence:
    starts = midnight.astimezone(UTC) + timedelta(hours=made.hour)
    local = starts.astimezone(ZoneInfo(made.zone))
    return Occurrence(
        activity=activity,
        local_date=local.date(),
        local_time=local.time(),
        timezone=made.zone,
        starts_at=starts,
        ends_at=starts + timedelta(hours=made.lasts),
        status="cancelled" if made.is_cancelled else "scheduled",
        is_all_day=made.is_all_day,
        places_left=made.places_left,
    )


VALUES = {
    "language": ("languages", LANGUAGES),
    "theme": ("themes", THEMES),
    "audience": ("audiences", AUDIENCES),
    "when": ("periods", Period.values),
    "weekday": ("weekdays", Weekday.values),
    "time": ("times", TimeOfDay.values),
    "attendance": ("attendances", Attendance.values),
    "child_care": ("child_care", CHILD_CARE),
    "organisation": ("organisations", SLUGS),
    "kind": ("kinds", Kind.values),
}
SWITCHES = {
    "free": "is_free",
    "step_free": "is_step_free",
    "no_sign_up": "needs_no_sign_up",
    "places_left": "has_places",
}


def numbers(world: World, asked: Filters) -> dict[tuple[str, str], int]:
    """By name and value in an address, what is found when it alone is chosen in its facet."""
    questions = {}
    for name, (fields, values) in VALUES.items():
        without = {"since": None, "until": None} if name == "when" else {}
        for value in values:
            questions[name, value] = asked.but(**without, **{fields: (value,)})
    for name, switch in SWITCHES.items():
        questions[name, "1"] = asked.but(**{switch: True})
    for place in world.inside:
        # What is everywhere makes no place worth a choice.
        question = asked.but(places=(place,))
        is_there = any(world.is_there(pk, place) for pk in world.found(question))
        if is_there or place in asked.places:
            questions[place.kind, place.code] = question
    found = {key: len(world.found(one)) for key, one in questions.items()}
    return {key: number for key, number in found.items() if number}


def loosened(world: World, asked: Filters) -> dict[str, int]:
    without = {
        facet: asked.but(**{name: getattr(ANYTHING, name) for name in names})
        for facet, names in FIELDS.items()
    }
    return {facet: len(world.found(one)) for facet, one in without.items() if one != asked}


@settings(
    deadline=None,
    max_examples=25,
    # What fails is small already, and each try costs a database.
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(OFFERS, max_size=7),
    st.lists(QUESTIONS, min_size=1, max_size=3),
    st.sampled_from(MOMENTS),
)
def test_a_plain_filter_finds_the_same(ground, offers, questions, now):
    with stored(offers, now) as world:
        for one in questions:
            asked = question(one, world.today)
            assert [*find(asked, "fi").values_list("pk", flat=True)] == world.found(asked)
            counts = counted(asked, "fi")
            assert counts.total == len(world.found(asked))
            offered = {
                (option.name, option.value): option.count
                for facet in shown(asked, counts, "fi")
                for option in facet.options
                if option.count
            }
            assert offered == numbers(world, asked)
            assert counts.loosened == loosened(world, asked)
            assert days_with_dates(asked, "fi") == world.days(asked)
            first = world.today.replace(day=1)
            drawn = month(asked, "fi", first)
            assert {
                day.date: day.count for week in drawn.weeks for day in week if day and day.count
            } == world.month(asked, first)
