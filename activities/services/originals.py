"""Choosing another language as an activity's original."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from activities.models import Activity, ActivityPage, DateChange, Facts, Schedule
from activities.recurrence import Series
from orgs.access import Actor
from polku.base import languages
from polku.record.audit import record

from . import publishing


class NotPossible(Exception):
    """The language cannot be the original; `str()` is a translated sentence."""


@transaction.atomic
def make_original(actor: Actor | None, activity: Activity, *, language: str) -> Activity:
    """Let the page in this language hold the facts from now on; returns the activity.

    Its copies of the facts may be old, so it gets the published ones first: nothing changes for
    readers. Raises NotPossible unless the language has a live page that is no alias. No actor
    means the system.
    """
    publishing.lock(activity.translation_key)
    activity.refresh_from_db()
    if activity.original_language == language:
        return activity
    page = (
        ActivityPage.objects.filter(
            translation_key=activity.translation_key,
            locale__language_code=language,
            live=True,
            alias_of__isnull=True,
        )
        .select_related("locale")
        .first()
    )
    if page is None:
        raise NotPossible(
            _("Publish the page in this language first: %(language)s.")
            % {"language": languages.own_name(language)}
        )
    # wagtail-localize would write the facts of the old original over those of the new one.
    Translation.objects.filter(
        source__object_id=activity.translation_key, target_locale=page.locale
    ).update(enabled=False)
    activity.original_language = language
    activity.save(update_fields=["original_language"])
    _give_facts(activity, page)
    record(actor, "activity.make_original", activity)
    activity.refresh_from_db()
    return activity


def _give_facts(activity: Activity, page: ActivityPage) -> None:
    """Put the published facts on the page as it is live, and on its draft where it has one."""
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    _copy(activity, page)
    page.save()
    if draft is not None:
        _copy(activity, draft)
        draft.save_revision()


def _copy(activity: Activity, page: ActivityPage) -> None:
    for name in Facts.fact_names():
        setattr(page, name, getattr(activity, name))
    series = [Series.from_json(stored) for stored in activity.schedules]
    changes = [change for one in series for change in one.changes]
    page.schedules = [Schedule.of(one, sort_order=number) for number, one in enumerate(series)]
    page.date_changes = [
        DateChange.of(change, sort_order=number) for number, change in enumerate(changes)
    ]
