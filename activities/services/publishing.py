"""From pages to published facts.

`publish` makes the facts of one translation group what its pages in the database say, whatever
happened to them, and writes only what differs. It runs in the transaction that changed a page
(`ActivityPage.save`, `activities.signals`), so that both come about or neither.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import places
from activities.models import Activity, ActivityPage, Facts
from activities.queries.times import open_slots
from activities.states import STATUS, Identity
from orgs.queries import owner_of
from polku.content import originals

from . import occurrences, texts

# What changes every date for who has it in a calendar.
_OF_ALL_DATES = frozenset(
    ["venue", "street_address", "postal_code", "position", "municipality", "attendance", "status"]
)


def lock(translation_key: UUID) -> None:
    """Let one transaction at a time publish this activity; the lock goes with the transaction.

    Taken before a page is written: two languages published at once would each see the other's
    page as it was.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('activity:' || %s, 0))",
            [str(translation_key)],
        )


@transaction.atomic(savepoint=False)
def publish(translation_key: UUID, *, is_locked: bool = False) -> list[str]:
    """Bring the facts of one activity in line with its pages; returns what differed. Where it
    fails, so does the transaction around it, with the change of the page.

    Raises ValidationError where the original's page is below no organisation, and
    `recurrence.Problem` where its schedule cannot be read (`ActivityPage.clean` tells before).
    """
    if not is_locked:
        lock(translation_key)
    pages = {
        page.locale.language_code: page
        for page in ActivityPage.objects.filter(
            translation_key=translation_key, alias_of__isnull=True
        )
        .select_related("locale")
        .order_by("-pk")
    }
    # Texts are found by the names of both.
    known = Activity.objects.select_related("organisation", "municipality")
    activity = known.filter(translation_key=translation_key).first()
    if activity is None and not any(page.live for page in pages.values()):
        return []
    language = activity.original_language if activity else _first_original(translation_key, pages)
    page = pages.get(language)
    is_live = page is not None and page.live
    status = STATUS[Identity(activity.status) if activity else Identity.UNKNOWN, is_live]
    if status == Identity.UNKNOWN:
        return []
    activity = activity or Activity(translation_key=translation_key, original_language=language)
    changed = _write_facts(activity, page) if is_live else _archive(activity)
    changed += texts.write(activity, pages)
    if is_live:
        changed += occurrences.upsert(activity)
    if changed:
        places.tell(activity)
    return changed


def _first_original(translation_key: UUID, pages: dict[str, ActivityPage]) -> str:
    """The language that an editor has chosen, else that of the page made first, the last one."""
    chosen = originals.registered([translation_key]).get(translation_key, "")
    return chosen if chosen in pages else list(pages)[-1]


def _write_facts(activity: Activity, page: ActivityPage) -> list[str]:
    """Copy the facts of the original's live page; returns the names of what differed."""
    now = timezone.now()
    facts = {name: page._meta.get_field(name).attname for name in Facts.fact_names()}
    wanted = {name: (attribute, page.published_value(name)) for name, attribute in facts.items()}
    series = page.series
    wanted |= {
        "status": ("status", Activity.Status.PUBLISHED),
        "organisation": ("organisation_id", _organisation_of(page)),
        "schedules": ("schedules", [one.to_json() for one in series]),
    }
    opens, closes = occurrences.open_time(series)
    wanted |= {"open_from": ("open_from", opens), "open_until": ("open_until", closes)}
    wanted["open_slots"] = ("open_slots", open_slots(series))
    changed = [
        name
        for name, (attribute, value) in wanted.items()
        if activity.pk is None or getattr(activity, attribute) != value
    ]
    if changed:
        for attribute, value in wanted.values():
            setattr(activity, attribute, value)
        activity.archived_at = None
        activity.first_published_at = activity.first_published_at or now
        activity.facts_published_at = now
        is_open = any(one.is_open for one in series)
        if activity.pk and (_OF_ALL_DATES & {*changed} or (is_open and "schedules" in changed)):
            activity.sequence += 1
        # How many places are left is written by those who sign up, meanwhile.
        activity.save(
            update_fields=None
            if activity.pk is None
            else [
                *(attribute for attribute, _value in wanted.values()),
                "archived_at",
                "first_published_at",
                "facts_published_at",
                "sequence",
            ]
        )
    return changed


def _archive(activity: Activity) -> list[str]:
    if activity.status == Activity.Status.ARCHIVED:
        return []
    activity.status = Activity.Status.ARCHIVED
    activity.archived_at = timezone.now()
    activity.sequence += 1
    activity.save(update_fields=["status", "archived_at", "sequence"])
    return ["status"]


def _organisation_of(page: ActivityPage) -> int:
    organisation = owner_of(page)
    if organisation is None:
        raise ValidationError(
            _("Put “%(title)s” below the page of an organisation.") % {"title": page.title}
        )
    return organisation.pk
