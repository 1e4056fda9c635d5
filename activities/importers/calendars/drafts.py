"""Makes draft activities of the events of a calendar, and keeps them in step with it.

An event is known by its UID within the organisation, whatever its title becomes. A new one becomes
a draft below the organisation's page; one that changed in the calendar becomes a new draft of its
page, published or not, which an editor then looks at. A page that was edited here since the last
import is never overwritten. What has ended is left out, and so is what was cancelled as a whole:
its page, if there is one, is for its editors to end.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.importers.drafts import paragraphs_of_page, shorten
from activities.models import ActivityPage, DateChange, ImportedPage, Schedule
from activities.recurrence import Problem, Series, expand
from orgs.models import Organisation, OrganisationPage
from polku.record.audit import record

from .files import CalendarEntry, CalendarFile, Unread

REGISTER = "calendar"
_TITLE_LENGTH, _PLACE_LENGTH = 255, 200
_FAR = timedelta(days=366 * 3)


class ImportImpossible(Exception):
    """The organisation cannot take the events in; its text is one translated sentence."""


@dataclass
class Plan:
    """What an import would do, event by event."""

    new: list[CalendarEntry] = field(default_factory=list)
    changed: list[CalendarEntry] = field(default_factory=list)
    unchanged: list[CalendarEntry] = field(default_factory=list)
    ended: list[CalendarEntry] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return len(self.new) + len(self.changed)


def organisation_page(slug: str, language: str = "") -> OrganisationPage:
    """The page below which the drafts are made: in this language, else in the organisation's own.
    Raises ImportImpossible."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise ImportImpossible(
            _("There is no organisation with the short name “%(slug)s”.") % {"slug": slug}
        )
    if organisation.closed_on:
        raise ImportImpossible(
            _("The organisation “%(name)s” is closed.") % {"name": organisation.name}
        )
    pages = OrganisationPage.objects.filter(organisation=organisation, alias_of__isnull=True)
    page = pages.filter(locale__language_code=language or organisation.language).first()
    if page is None:
        raise ImportImpossible(
            _("“%(name)s” has no page in this language yet. Make it first.")
            % {"name": organisation.name}
        )
    return page


def plan(file: CalendarFile, parent: OrganisationPage) -> Plan:
    """Compare a calendar with the organisation's pages; nothing is written."""
    result = Plan(refused=list(file.unread))
    known = _known(file.entries, parent)
    now = timezone.now()
    for entry in file.entries:
        imported = known.get(_identifier(entry, parent))
        wanted = _digest(_content(entry))
        if not entry.title:
            result.refused.append(_refuse(entry, _("it has no title. Give it one.")))
        elif len(entry.title) > _TITLE_LENGTH:
            reason = _("its title is longer than %(count)s characters.")
            result.refused.append(_refuse(entry, reason % {"count": _TITLE_LENGTH}))
        elif imported is None:
            is_over = entry.is_cancelled or not any(_goes_on(one, now) for one in entry.series)
            (result.ended if is_over else result.new).append(entry)
        elif imported.digest == wanted:
            result.unchanged.append(entry)
        elif entry.is_cancelled and not _is_cancelled_by_date(entry):
            reason = _("it is cancelled in the calendar; end its page by hand.")
            result.refused.append(_refuse(entry, reason))
        else:
            now_here = _digest(_content_of_page(imported.page.get_latest_revision_as_object()))
            if now_here == wanted:
                result.unchanged.append(entry)
            elif now_here == imported.digest:
                result.changed.append(entry)
            else:
                result.refused.append(_refuse(entry, _edited_here(imported.page)))
    return result


@transaction.atomic
def apply(file: CalendarFile, parent: OrganisationPage) -> Plan:
    """Write what the plan says, all or nothing; returns it."""
    todo = plan(file, parent)
    for entry in todo.new:
        page = ActivityPage(locale=parent.locale, live=False)
        _fill(page, entry)
        parent.add_child(instance=page)
        page.save_revision()
        _remember(ImportedPage(register=REGISTER, page=page), entry, parent)
    known = _known(todo.changed, parent)
    for entry in todo.changed:
        imported = known[_identifier(entry, parent)]
        page = imported.page.get_latest_revision_as_object()
        _fill(page, entry)
        page.save_revision()
        _remember(imported, entry, parent)
    record(None, "calendar.import", count=todo.changes)
    return todo


def _known(entries: list[CalendarEntry], parent: OrganisationPage) -> dict[str, ImportedPage]:
    identifiers = [_identifier(entry, parent) for entry in entries]
    found = ImportedPage.objects.filter(register=REGISTER, identifier__in=identifiers)
    return {imported.identifier: imported for imported in found.select_related("page")}


def _identifier(entry: CalendarEntry, parent: OrganisationPage) -> str:
    """A UID may be of any length, and two organisations may take in the same calendar."""
    return hashlib.sha256(f"{parent.organisation_id}:{entry.uid}".encode()).hexdigest()


def _remember(imported: ImportedPage, entry: CalendarEntry, parent: OrganisationPage) -> None:
    imported.identifier = _identifier(entry, parent)
    imported.digest = _digest(_content(entry))
    imported.imported_at = timezone.now()
    imported.save()


def _refuse(entry: CalendarEntry, reason: str) -> Unread:
    return Unread(entry.uid, entry.title, reason)


def _edited_here(page: ActivityPage) -> str:
    return _(
        "it changed in the calendar, but “%(title)s” was edited here since; bring the change in "
        "by hand."
    ) % {"title": page.draft_title}


def _is_cancelled_by_date(entry: CalendarEntry) -> bool:
    return any(change.is_cancelled for one in entry.series for change in one.changes)


def _goes_on(series: Series, now: datetime) -> bool:
    """Whether anything is still to come."""
    last = max(series.first_date, timezone.localdate(now)) + _FAR
    return any(not slot.reason for slot in expand(series, after=now, last=last))


def _fill(page: ActivityPage, entry: CalendarEntry) -> None:
    content = _content(entry)
    page.title = page.draft_title = content["title"]
    page.summary = content["summary"]
    page.body = json.dumps([{"type": "paragraph", "value": text} for text in content["body"]])
    page.venue = content["venue"]
    page.schedules = [
        Schedule.of(one, sort_order=number) for number, one in enumerate(entry.series)
    ]
    changes = [change for one in entry.series for change in one.changes]
    page.date_changes = [
        DateChange.of(change, sort_order=number) for number, change in enumerate(changes)
    ]


def _content(entry: CalendarEntry) -> dict:
    """What an event says, in the form in which a page holds it."""
    paragraphs = [" ".join(part.split()) for part in entry.text.splitlines()]
    paragraphs = [part for part in paragraphs if part]
    return {
        "title": entry.title,
        "summary": shorten(" ".join(paragraphs)),
        "body": [f"<p>{escape(part, quote=False)}</p>" for part in paragraphs],
        "venue": entry.place[:_PLACE_LENGTH],
        "series": [one.to_json() for one in entry.series],
    }


def _content_of_page(page: ActivityPage) -> dict:
    try:
        series = [one.to_json() for one in page.series]
    except Problem:
        series = ["edited here"]
    return {
        "title": page.title,
        "summary": page.summary,
        "body": paragraphs_of_page(page),
        "venue": page.venue,
        "series": series,
    }


def _digest(content: dict) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
