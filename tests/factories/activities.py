"""Activities as their editors make them: pages, translations, and the facts they publish."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.utils import timezone
from wagtail.models import Page

from activities.models import Activity, ActivityPage, DateChange, NeedPage, Schedule
from orgs.models import Organisation
from polku.base.opening_hours import read

from . import content, orgs


def schedule(first: date | None = None, starts: str = "17:00", **fields) -> Schedule:
    """One time; without a first date, a week from today. `minutes`: how long it lasts."""
    return Schedule(
        first_date=first or timezone.localdate() + timedelta(days=7),
        starts=time.fromisoformat(starts),
        duration_minutes=fields.pop("minutes", 120),
        **fields,
    )


def whole_days(first: date, days: int = 1, **fields) -> Schedule:
    return Schedule(shape="all_day", first_date=first, duration_minutes=days * 24 * 60, **fields)


def opening(
    first: date,
    last: date | None = None,
    *,
    weekdays: range = range(7),
    hours: str = "8–20",
    **fields,
) -> Schedule:
    """What is open on these weekdays between two dates."""
    openings = [one.to_json() for day in weekdays for one in read(day, hours)]
    return Schedule(
        shape="open", first_date=first, last_date=last, opening_hours=openings, **fields
    )


def cancelled(day: date, reason: str = "illness", **fields) -> DateChange:
    return DateChange(date=day, kind="cancelled", reason=reason, **fields)


def moved(day: date, **fields) -> DateChange:
    """`fields`: new_date, new_starts, new_ends, new_place, note."""
    return DateChange(date=day, kind="moved", **fields)


def page(
    organisation: Organisation | None = None,
    *,
    language: str = "fi",
    live: bool = True,
    schedules: list[Schedule] | None = None,
    changes: list[DateChange] | None = None,
    **fields,
) -> ActivityPage:
    """A page below that of its organisation; one time next week unless `schedules` says else."""
    organisation = organisation or orgs.organisation()
    fields = {"title": f"Activity in {language}", "languages": [language]} | fields
    made = ActivityPage(live=False, locale=content.locale(language), **fields)
    made.schedules = [schedule()] if schedules is None else schedules
    for number, row in enumerate(made.schedules.all()):
        row.sort_order = number
    made.date_changes = changes or []
    parent = content.organisation_page(organisation, language)
    parent.add_child(instance=made)
    made.save_revision()
    return publish(made) if live else made


def translate(
    original: ActivityPage, language: str, *, live: bool = True, **fields
) -> ActivityPage:
    """The page in another language, below its organisation's page in that language."""
    organisation = original.get_parent().specific.organisation
    content.organisation_page(organisation, language)
    fields = {"title": f"Activity in {language}"} | fields
    made = original.copy_for_translation(content.locale(language))
    for name, value in fields.items():
        setattr(made, name, value)
    made.save_revision()
    return publish(made) if live else made


def need(parent: Page | None = None, helpful: Sequence[Page] = (), **fields) -> NeedPage:
    """A live need for which these pages help; the question itself where no parent is named."""
    pages = [("page", page) for page in helpful]
    return content.below(parent, NeedPage, helpful_pages=pages, **fields)


def publish(changed: ActivityPage) -> ActivityPage:
    """Publish what the object says, as an editor does; returns the page anew."""
    changed.save_revision().publish()
    return ActivityPage.objects.get(pk=changed.pk)


def activity(organisation: Organisation | None = None, **fields) -> Activity:
    """A published activity; `fields` are those of `page`."""
    return of(page(organisation, **fields))


def of(page: Page) -> Activity | None:
    """The published facts of a page's activity, None where there are none."""
    return Activity.objects.filter(translation_key=page.translation_key).first()
