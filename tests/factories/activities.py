"""Activities as their editors make them: pages, translations, and the facts they publish."""

from datetime import date, time, timedelta

from django.utils import timezone
from wagtail.models import Page

from activities.models import Activity, ActivityPage, Schedule
from orgs.models import Organisation

from . import content, orgs


def schedule(first: date | None = None, starts: str = "17:00", **fields) -> Schedule:
    """One time; without a first date, a week from today. `minutes`: how long it lasts."""
    return Schedule(
        first_date=first or timezone.localdate() + timedelta(days=7),
        starts=time.fromisoformat(starts),
        duration_minutes=fields.pop("minutes", 120),
        **fields,
    )


def page(
    organisation: Organisation | None = None,
    *,
    language: str = "fi",
    live: bool = True,
    schedules: list[Schedule] | None = None,
    **fields,
) -> ActivityPage:
    """A page below that of its organisation; one time next week unless `schedules` says else."""
    organisation = organisation or orgs.organisation()
    fields = {"title": f"Activity in {language}", "languages": [language]} | fields
    made = ActivityPage(live=False, locale=content.locale(language), **fields)
    made.schedules = [schedule()] if schedules is None else schedules
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
