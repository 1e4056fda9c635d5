"""One activity as its page shows it, in any of its languages."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import places
from activities.models import Activity, ActivityPage, Audience, Facts, Theme
from activities.recurrence import Series, change_sentences, sentences
from orgs.models import Organisation, OrganisationPage
from polku.base import fallback, languages, page_cache
from polku.base.page_cache.unchanged import while_unchanged

from .cards import spoken
from .dates import DATES_SHOWN, When, dates_of_draft, is_to_come, next_dates
from .listing import published
from .shown import CourseFacts, Detail, FactsShown

# A date a day until the horizon of 18 months, and then some.
MOST_DATES = 1000


def detail(page: ActivityPage, reader: str, *, is_draft: bool = False) -> Detail:
    """What a page shows besides its own text: the published facts, whatever its language.

    `is_draft`: of a preview, which shows the facts of the draft where that is the original's.
    """
    activity = (
        Activity.objects.filter(translation_key=page.translation_key)
        .select_related("organisation", "municipality", "cover")
        .first()
    )
    if is_draft and (original := _original_draft(page, activity)):
        return _of_draft(original, page, reader)
    if activity is None:
        organisation = page.get_parent().specific.organisation
        return Detail(FactsShown(), _organisation(organisation, page), "withdrawn")
    series = [Series.from_json(stored) for stored in activity.schedules]
    dates = next_dates(activity, series)
    return Detail(
        _shown(activity, series, dates, reader, activity.original_language),
        _organisation(activity.organisation, page),
        _state(activity, series, dates),
        activity,
    )


def all_dates(key: UUID) -> tuple[Activity, list[When]] | None:
    """A published activity with its dates to come; None where there is none."""
    activity = published().filter(translation_key=key).select_related("organisation").first()
    if activity is None:
        return None
    series = [Series.from_json(stored) for stored in activity.schedules]
    return activity, next_dates(activity, series, MOST_DATES)[:MOST_DATES]


def _original_draft(page: ActivityPage, activity: Activity | None) -> ActivityPage | None:
    """The draft that holds the facts: this page where it is the original, else, as long as nothing
    is published, that of the page made first."""
    if activity is not None:
        return page if page.locale.language_code == activity.original_language else None
    group = ActivityPage.objects.filter(
        translation_key=page.translation_key, alias_of__isnull=True
    ).order_by("pk")
    first = group.first()
    if first is None or first.pk == page.pk:
        return page
    return first.get_latest_revision_as_object()


def _of_draft(original: ActivityPage, page: ActivityPage, reader: str) -> Detail:
    series = original.series
    dates = dates_of_draft(series, original.locale.language_code)
    organisation = page.get_parent().specific.organisation
    return Detail(
        _shown(original, series, dates, reader, original.locale.language_code),
        _organisation(organisation, page),
        "published",
    )


def _state(activity: Activity, series: list[Series], dates: list[When]) -> str:
    if activity.status == Activity.Status.ARCHIVED:
        return "withdrawn"
    now = timezone.now()
    if activity.open_until and activity.open_until > now:
        page_cache.until(activity.open_until)
    is_open = activity.open_from and (activity.open_until is None or activity.open_until > now)
    if not series or is_open or not all(when.is_cancelled for when in dates):
        return "published"
    return "published" if is_to_come(series, now) else "ended"


def _shown(
    facts: Facts, series: list[Series], dates: list[When], reader: str, original: str
) -> FactsShown:
    """`original`: the language of the page that holds the facts."""
    today: date = timezone.localdate()
    return FactsShown(
        when_next=dates[:DATES_SHOWN],
        are_more_dates=len(dates) > DATES_SHOWN,
        # A single date to come stands among the dates already.
        schedule_sentences=[
            said
            for one in series
            if one.rrule or one.is_open or one.first_date < today
            for said in sentences(one, today)
        ],
        changes=_changes(series, dates[:DATES_SHOWN], original),
        venue=facts.venue,
        street_address=facts.street_address,
        postal_code=facts.postal_code,
        where=facts.where,
        municipality=facts.municipality.name if facts.municipality else "",
        attendance=facts.attendance,
        meeting_link=facts.meeting_link,
        step_free=facts.step_free,
        child_care=facts.child_care,
        price_cents=facts.price_cents,
        capacity=facts.capacity,
        languages=spoken(facts.languages, reader),
        themes=[str(Theme(code).label) for code in facts.themes],
        audiences=[str(Audience(code).label) for code in facts.audiences],
        ages=_ages(facts.age_from, facts.age_to),
        course=_course(facts, today) if facts.is_course else None,
        joining=list(facts.joining),
        joining_url=facts.joining_url,
        sign_up=_offer(facts) if facts.sign_up else None,
        has_waiting_list=facts.sign_up_waiting_list,
        contact_phone=facts.contact_phone,
        contact_email=facts.contact_email,
        takes_referrals=facts.takes_referrals,
        cover=facts.cover,
    )


def _offer(facts: Facts) -> places.Offer | None:
    activity = facts if isinstance(facts, Activity) else None
    return places.offer(facts.translation_key, activity)


def _changes(series: list[Series], dates: list[When], original: str) -> list[dict]:
    """What is otherwise on dates that do not stand among the next ones."""
    seen = {(when.moved_from or when.starts).date() for when in dates}
    return [
        {
            "sentence": said.sentence,
            "note": said.note,
            "lang": original,
            "dir": languages.direction(original),
        }
        for one in series
        for said in change_sentences(one, timezone.localdate())
        if one.is_open or said.date not in seen
    ]


def _ages(youngest: int | None, oldest: int | None) -> str:
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return _("%(age)s years and older") % {"age": youngest}
    if youngest is None:
        return _("up to %(age)s years") % {"age": oldest}
    return _("%(youngest)s–%(oldest)s years") % {"youngest": youngest, "oldest": oldest}


def _course(facts: Facts, today: date) -> CourseFacts:
    application = ""
    if facts.apply_from or facts.apply_until:
        application = "open"
        if facts.apply_from and today < facts.apply_from:
            application = "upcoming"
        elif facts.apply_until and today > facts.apply_until:
            application = "closed"
    return CourseFacts(
        level_from=facts.get_level_from_display(),
        level_to=facts.get_level_to_display(),
        apply_from=facts.apply_from,
        apply_until=facts.apply_until,
        application=application,
        total_hours=facts.total_hours,
        hours_per_week=facts.hours_per_week,
        final_test=str(facts.get_final_test_display()),
    )


def _organisation(organisation: Organisation, page: ActivityPage) -> dict:
    """Its name, and its page as the reader finds it."""
    reader = get_language() or page.language
    return {"name": organisation.name, "url": _home_of(organisation.pk, reader)}


@while_unchanged
def _home_of(organisation: int, reader: str) -> str:
    """The same for all that it offers."""
    pages = OrganisationPage.objects.filter(organisation=organisation)
    own = fallback.chosen(pages, reader).order_by("pk").first()
    return fallback.address(own, reader) if own else ""


def original_languages(keys: Collection[UUID] | None = None) -> QuerySet:
    """(translation key, language whose page holds the facts) of those (None: of all); what was
    never published is not among them."""
    found = (
        Activity.objects.all()
        if keys is None
        else Activity.objects.filter(translation_key__in=keys)
    )
    return found.values_list("translation_key", "original_language")
