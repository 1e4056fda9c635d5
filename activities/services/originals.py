"""When another language becomes an activity's original, the facts go there."""

from wagtail.models import Page

from activities.models import Activity, ActivityPage, DateChange, Facts, Schedule
from activities.recurrence import Series
from orgs.models import User
from polku.content import originals

from . import publishing


@originals.follow
def take_facts_along(user: User | None, before: Page, after: Page) -> None:
    """Let this page hold the facts from now on, in the transaction of the change.

    Its copies of the facts may be old, so it gets the published ones first: nothing changes for
    readers. What was never published is, with the facts that the page has.
    """
    page = after.specific
    if not isinstance(page, ActivityPage):
        return
    publishing.lock(page.translation_key)
    activity = Activity.objects.filter(translation_key=page.translation_key).first()
    if activity is None:
        publishing.publish(page.translation_key, is_locked=True)
        return
    activity.original_language = page.locale.language_code
    activity.save(update_fields=["original_language"])
    _give_facts(activity, page)


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
