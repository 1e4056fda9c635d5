"""Activities as cards of a list, for templates/components/activity_card.html."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from activities.models import Activity, ActivityText, Occurrence
from activities.recurrence import Series, opening_sentence
from orgs.models import Organisation
from polku.base import fallback, languages
from polku.base.positions import Position

from . import times
from .asked import ANYTHING, Filters
from .dates import When
from .listing import find

UPCOMING = 6


@dataclass(frozen=True)
class Card:
    """`key`: of the activity in all its languages. `lang` and `dir` are those of the text, which is
    in another language where the reader's is missing (`is_fallback`). `languages`: those spoken, as
    {code, name}."""

    key: UUID
    url: str
    title: str
    summary: str
    lang: str
    dir: str
    when: When | None
    # Of what has opening hours, such as “Mon–Fri 8:00–20:00, until 25 October”.
    open_hours: list[str]
    place: str
    languages: list[dict]
    organisation: str
    price_cents: int
    is_fallback: bool
    # Of the place that is shown, where it is known.
    where: Position | None = None


def cards(activities: Iterable[Activity], reader: str, asked: Filters = ANYTHING) -> list[Card]:
    """Cards in a reader's language, three queries however many; `activities` come with their
    organisation and municipality. Each shows the next date of those that are asked for."""
    activities = list(activities)
    dates = {
        occurrence.activity_id: When.of(occurrence)
        for occurrence in times.dates(asked, timezone.now())
        .filter(activity__in=[activity.pk for activity in activities])
        .order_by("activity", "starts_at", "pk")
        .distinct("activity")
    }
    shown = {activity.pk: (activity, dates.get(activity.pk)) for activity in activities}
    return [*_cards(shown, reader).values()]


def cards_of_dates(dates: Iterable[Occurrence], reader: str) -> dict[int, Card]:
    """A card for each date by its key, two queries however many; dates come with their activity,
    its organisation and municipality."""
    return _cards({date.pk: (date.activity, When.of(date)) for date in dates}, reader)


def upcoming(language: str) -> list[Card]:
    """What happens soonest, for a home page in this language."""
    soon = find(ANYTHING, language).filter(next_start__isnull=False)[:UPCOMING]
    return cards(soon, language)


def by_organisation(organisation: Organisation, language: str) -> list[Card]:
    """All that an organisation offers, for its page in this language."""
    return cards(find(ANYTHING, language).filter(organisation=organisation), language)


def nearest_texts(activities: list[Activity], reader: str, *more: str) -> dict[int, ActivityText]:
    """The text of each activity that is nearest to the reader; the original before others that
    are as far. `more`: fields that are wanted besides title and summary."""
    originals = {activity.pk: activity.original_language for activity in activities}
    found = ActivityText.objects.filter(
        activity__in=originals, language__in=languages.offered()
    ).only("activity_id", "language", "title", "summary", "page_id", *more)

    def distance(text: ActivityText) -> tuple:
        is_other = text.language != originals[text.activity_id]
        return languages.rank(text.language, reader), is_other, text.language

    # The nearest is written last.
    return {text.activity_id: text for text in sorted(found, key=distance, reverse=True)}


def _cards(shown: dict[int, tuple[Activity, When | None]], reader: str) -> dict[int, Card]:
    texts = nearest_texts([activity for activity, _when in shown.values()], reader)
    pages = Page.objects.filter(pk__in=[text.page_id for text in texts.values()])
    urls = {page.pk: fallback.address(page, reader) for page in pages.select_related("locale")}
    return {
        key: _card(activity, text, reader, urls.get(text.page_id) or "", when)
        for key, (activity, when) in shown.items()
        if (text := texts.get(activity.pk))
    }


def _card(activity: Activity, text: ActivityText, reader: str, url: str, when: When | None) -> Card:
    return Card(
        key=activity.translation_key,
        url=url,
        title=text.title,
        summary=text.summary,
        lang=text.language,
        dir=languages.direction(text.language),
        when=when,
        open_hours=_open_hours(activity),
        # A date may be at another place than all others.
        place=(when and when.place) or place(activity),
        languages=spoken(activity.languages, reader),
        organisation=activity.organisation.name,
        price_cents=activity.price_cents,
        is_fallback=text.language != reader,
        where=None if when and when.place else activity.where,
    )


def _open_hours(activity: Activity) -> list[str]:
    """How what is open, or will be, is open: one line however many days that are."""
    today = timezone.localdate()
    return [
        opening_sentence(series, today)
        for series in map(Series.from_json, activity.schedules)
        if series.is_open and (series.last_date is None or series.last_date >= today)
    ]


def place(activity: Activity) -> str:
    """The venue and the municipality, as far as they are known."""
    municipality = activity.municipality.name if activity.municipality else ""
    return ", ".join(filter(None, [activity.venue, municipality]))


def spoken(codes: list[str], reader: str) -> list[dict]:
    return [{"code": code, "name": languages.name_in(code, reader)} for code in codes]
