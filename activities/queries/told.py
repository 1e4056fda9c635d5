"""What machines are told of activities: calendars, feeds, open data, search engines.

All of it is what a reader sees on the page, in the text that is nearest to the reader.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from activities.models import Activity, ActivityText, Occurrence
from activities.models.listing import Order
from activities.recurrence import LONGEST, Series
from orgs.models import Organisation, OrganisationPage
from polku.base import fallback, languages

from . import times
from .asked import Filters
from .cards import nearest_texts
from .listing import find
from .stored import ordered

# A calendar keeps what has been for a while, and what was called off with it.
KEPT = timedelta(days=92)


@dataclass(frozen=True)
class Told:
    """One activity for one reader. `url`: the path of its page as this reader finds it, empty where
    there is none; `dates`: all that are kept, cancelled ones among them, in order of time;
    `in_languages`: codes of those in which its text can be read."""

    activity: Activity
    text: ActivityText
    reader: str
    url: str = ""
    organisation_url: str = ""
    dates: list[Occurrence] = field(default_factory=list)
    in_languages: list[str] = field(default_factory=list)

    @property
    def is_withdrawn(self) -> bool:
        return self.activity.status == Activity.Status.ARCHIVED

    @property
    def is_foreign(self) -> bool:
        return self.text.language != self.reader

    @property
    def changed_at(self) -> datetime:
        """When anything of it changed last, its dates left aside."""
        activity = self.activity
        known = (activity.facts_published_at, activity.archived_at, self.text.published_at)
        return max(moment for moment in known if moment)

    @property
    def last_change(self) -> datetime:
        """The same, with its dates; that new ones come in sight is no change."""
        return max([self.changed_at, *(one.changed_at for one in self.dates if one.sequence)])

    @property
    def openings(self) -> list[Series]:
        """The opening hours, of what has them."""
        return [one for one in map(Series.from_json, self.activity.schedules) if one.is_open]


def told(activities: Iterable[Activity], reader: str) -> list[Told]:
    """In the order given, five queries however many; `activities` come with their organisation and
    municipality. What has no text in a language of the site is left out."""
    activities = list(activities)
    texts = nearest_texts(activities, reader, "directions", "published_at")
    urls = _addresses(
        Page.objects.filter(pk__in=[text.page_id for text in texts.values()], live=True), reader
    )
    homes = _homes({one.organisation_id for one in activities}, reader)
    dates = defaultdict(list)
    for row in _kept(Occurrence.objects.filter(activity__in=texts)).order_by("starts_at", "pk"):
        dates[row.activity_id].append(row)
    in_languages = defaultdict(list)
    for number, code in (
        ActivityText.objects.filter(activity__in=texts, language__in=languages.offered())
        .order_by("language")
        .values_list("activity_id", "language")
    ):
        in_languages[number].append(code)
    return [
        Told(
            activity=one,
            text=texts[one.pk],
            reader=reader,
            url=urls.get(texts[one.pk].page_id, ""),
            organisation_url=homes.get(one.organisation_id, ""),
            dates=dates[one.pk],
            in_languages=in_languages[one.pk],
        )
        for one in activities
        if one.pk in texts
    ]


def told_of(key: UUID, reader: str) -> Told | None:
    """Of one activity, on offer or taken back; None where there never was one."""
    found = Activity.objects.filter(translation_key=key)
    return next(iter(told(_with_names(found), reader)), None)


def told_by(key: UUID, reader: str) -> tuple[Organisation, list[Told]] | None:
    """An organisation and what it offers, with what it took back as long as dates of that are
    kept; None where there is none."""
    organisation = Organisation.objects.filter(key=key).first()
    if organisation is None:
        return None
    own = Activity.objects.filter(organisation=organisation)
    dated = _kept(Occurrence.objects.filter(activity__organisation=organisation))
    of_interest = own.filter(
        Q(status=Activity.Status.PUBLISHED) | Q(pk__in=dated.values("activity"))
    )
    return organisation, told(_with_names(of_interest).order_by("pk"), reader)


def told_found(
    filters: Filters, reader: str, number: int, *, start: int = 0, order: str = Order.SOONEST
) -> list[Told]:
    """What a reader finds, `number` from the place `start` on. Where days or hours are asked for,
    with those dates only; what was called off stays, so that who follows the search hears of it."""
    found = told(ordered(find(filters, reader), order, reader)[start : start + number], reader)
    if not filters.asks_for_dates:
        return found
    wanted = times.dates(filters, timezone.now()).filter(
        activity__in=[one.activity.pk for one in found]
    )
    keys = {*wanted.values_list("pk", flat=True)}
    off = Occurrence.Status.CANCELLED
    return [
        replace(one, dates=[row for row in one.dates if row.pk in keys or row.status == off])
        for one in found
    ]


def _with_names(activities):
    return activities.select_related("organisation", "municipality")


def _kept(dates):
    """Those that have ended a while ago are left out; the index on the beginning does the work."""
    since = timezone.now() - KEPT
    return dates.filter(starts_at__gt=since - LONGEST, ends_at__gt=since)


def _homes(organisations: set[int], reader: str) -> dict[int, str]:
    """The pages of organisations, by their number."""
    pages = fallback.chosen(
        OrganisationPage.objects.filter(organisation__in=organisations), reader
    ).order_by("-pk")
    return {page.organisation_id: fallback.address(page, reader) for page in pages}


def _addresses(pages, reader: str) -> dict[int, str]:
    return {
        page.pk: fallback.address(page, reader)
        for page in pages.select_related("locale")
        if page.locale.language_code in languages.offered()
    }
