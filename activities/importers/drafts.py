"""Makes draft pages of services and keeps them in step with the register they came from.

A service is known by its number in the register, whatever its title becomes. A new one becomes a
draft below the page of its holder; one that changed in the register becomes a new draft of its
page, published or not, which an editor then looks at. A page that was edited here since the last
import is never overwritten: the row is refused with that reason, and the editor decides. A deleted
page comes again; one that was moved stays where it is.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from html import escape

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Site

from activities.models import ActivityPage, ImportedPage, Kind
from orgs.models import Area, Organisation, OrganisationKind, OrganisationPage
from orgs.services import organisations
from polku.content.models import HomePage
from polku.record.audit import record

from .services import NATIONAL, Refusal, ServiceRow, Sheet

REGISTER = "ptv"
LANGUAGE = "fi"
_SUMMARY_LENGTH = 250
_EDITOR_MARKS = re.compile(r' data-block-key="[^"]*"')


class ImportImpossible(Exception):
    """The site cannot take the services in; its text is one translated sentence."""


@dataclass(frozen=True)
class NationalHolder:
    """The organisation that holds services for the whole country, by its short name; `name` is
    what it is called where it has to be made."""

    slug: str
    name: str


@dataclass
class Plan:
    """What an import would do, row by row."""

    new: list[ServiceRow] = field(default_factory=list)
    changed: list[ServiceRow] = field(default_factory=list)
    unchanged: list[ServiceRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    left_out: int = 0
    # The names of the holders by code, for those that read the plan.
    holders: dict[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        return len(self.new) + len(self.changed)


def plan(sheet: Sheet, *, national: NationalHolder) -> Plan:
    """Compare a sheet with the site; nothing is written. Raises ImportImpossible."""
    _check_site(national)
    areas = {area.code: area for area in _municipalities()}
    result = Plan(refused=list(sheet.refusals), left_out=sheet.left_out)
    result.holders = {code: area.name_fi for code, area in areas.items()}
    result.holders[NATIONAL] = national.name
    known = _known(sheet.rows)
    for row in sheet.rows:
        if row.holder != NATIONAL and row.holder not in areas:
            reason = _("no municipality has the code %(code)s.") % {"code": row.holder}
            result.refused.append(Refusal(row.number, "municipalityCode", reason))
        elif (imported := known.get(str(row.identifier))) is None:
            result.new.append(row)
        elif imported.digest == (wanted := _digest(_content(row))):
            result.unchanged.append(row)
        else:
            now = _digest(_content_of_page(imported.page.get_latest_revision_as_object()))
            if now == wanted:
                result.unchanged.append(row)
            elif now == imported.digest:
                result.changed.append(row)
            else:
                result.refused.append(Refusal(row.number, "id", _edited_here(imported.page)))
    result.refused.sort(key=lambda refusal: refusal.row)
    return result


@transaction.atomic
def apply(sheet: Sheet, *, national: NationalHolder) -> Plan:
    """Write what the plan says, all or nothing; returns it."""
    todo = plan(sheet, national=national)
    areas = {area.code: area for area in _municipalities()}
    parents: dict[str, OrganisationPage] = {}
    for row in todo.new:
        area = areas.get(row.holder)
        if row.holder not in parents:
            parents[row.holder] = _page_of(_holder(area, national))
        _add(row, parents[row.holder], area)
    known = _known(todo.changed)
    for row in todo.changed:
        _revise(row, known[str(row.identifier)], areas.get(row.holder))
    record(None, "services.import", count=todo.changes)
    return todo


def _check_site(national: NationalHolder) -> None:
    root = Site.objects.get(is_default_site=True).root_page
    homes = HomePage.objects.filter(translation_key=root.translation_key)
    if not homes.filter(locale__language_code=LANGUAGE).exists():
        raise ImportImpossible(
            _(
                "The site has no home page in Finnish yet, below which the services could be. "
                "Make it first."
            )
        )
    if Organisation.objects.filter(slug=national.slug, closed_on__isnull=False).exists():
        raise ImportImpossible(
            _("The organisation “%(name)s” is closed: name another one as national holder.")
            % {"name": national.slug}
        )


def _municipalities():
    return Area.objects.filter(kind="municipality", valid_to__isnull=True)


def _known(rows: list[ServiceRow]) -> dict[str, ImportedPage]:
    return {
        imported.identifier: imported
        for imported in ImportedPage.objects.filter(
            register=REGISTER, identifier__in=[str(row.identifier) for row in rows]
        ).select_related("page")
    }


def _edited_here(page: ActivityPage) -> str:
    return _(
        "it changed in the register, but “%(title)s” was edited here since; bring the change in "
        "by hand."
    ) % {"title": page.draft_title}


def _holder(area: Area | None, national: NationalHolder) -> Organisation:
    """The organisation that holds the services of a municipality, or of the whole country."""
    if area is None:
        found = Organisation.objects.filter(slug=national.slug).first()
        return found or organisations.found_organisation(
            name=national.name,
            slug=national.slug,
            kind=OrganisationKind.OTHER,
            language=LANGUAGE,
        )
    found = Organisation.objects.filter(
        kind=OrganisationKind.MUNICIPALITY, areas=area, closed_on__isnull=True
    )
    if organisation := found.order_by("pk").first():
        return organisation
    slug = slugify(area.name_fi)
    if Organisation.objects.filter(slug=slug).exists():
        slug = f"{slug}-{area.code}"
    return organisations.found_organisation(
        name=area.name_fi,
        slug=slug,
        kind=OrganisationKind.MUNICIPALITY,
        language=LANGUAGE,
        areas=[area],
    )


def _page_of(organisation: Organisation) -> OrganisationPage:
    """The organisation's Finnish page; a draft, where it has to be made."""
    pages = OrganisationPage.objects.filter(organisation=organisation)
    if page := pages.filter(locale__language_code=LANGUAGE).first():
        return page
    if other := pages.filter(alias_of__isnull=True).first():
        return other.copy_for_translation(Locale.objects.get(language_code=LANGUAGE))
    return organisations.make_page(organisation=organisation, language=LANGUAGE, live=False)


def _add(row: ServiceRow, parent: OrganisationPage, area: Area | None) -> None:
    page = ActivityPage(
        locale=parent.locale, live=False, kind=Kind.AUTHORITY_SERVICE, municipality=area
    )
    _fill(page, row)
    parent.add_child(instance=page)
    page.save_revision()
    ImportedPage.objects.create(
        register=REGISTER,
        identifier=str(row.identifier),
        page=page,
        digest=_digest(_content(row)),
        imported_at=timezone.now(),
    )


def _revise(row: ServiceRow, imported: ImportedPage, area: Area | None) -> None:
    page = imported.page.get_latest_revision_as_object()
    page.municipality = area
    _fill(page, row)
    page.save_revision()
    imported.digest = _digest(_content(row))
    imported.imported_at = timezone.now()
    imported.save()


def _fill(page: ActivityPage, row: ServiceRow) -> None:
    content = _content(row)
    page.title = page.draft_title = content["title"]
    page.summary = content["summary"]
    page.themes = content["themes"]
    page.body = json.dumps(
        [{"type": "paragraph", "value": paragraph} for paragraph in content["body"]]
    )


def _content(row: ServiceRow) -> dict:
    """What a row says, in the form in which a page holds it."""
    paragraphs = [" ".join(part.split()) for part in row.text.splitlines()]
    paragraphs = [part for part in paragraphs if part]
    return {
        "title": row.name,
        "summary": shorten(" ".join(paragraphs)),
        "body": [f"<p>{escape(part, quote=False)}</p>" for part in paragraphs],
        "themes": list(row.themes),
    }


def _content_of_page(page: ActivityPage) -> dict:
    return {
        "title": page.title,
        "summary": page.summary,
        "body": paragraphs_of_page(page),
        "themes": list(page.themes),
    }


def paragraphs_of_page(page: ActivityPage) -> list[str]:
    """The text of a page block by block, as an import wrote it."""
    return [_EDITOR_MARKS.sub("", _source(block)) for block in page.body]


def _source(block) -> str:
    """The stored text of a block; of one that no import makes, anything that differs from it."""
    return getattr(block.value, "source", None) or f"{block.block_type}: {block.value}"


def _digest(content: dict) -> str:
    content = content | {"themes": sorted(content["themes"])}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def shorten(text: str) -> str:
    """The text up to 250 characters: whole sentences where one ends in the second half, else whole
    words and an ellipsis."""
    if len(text) <= _SUMMARY_LENGTH:
        return text
    start = text[:_SUMMARY_LENGTH]
    end = max(start.rfind(f"{mark} ") for mark in ".!?")
    if end >= _SUMMARY_LENGTH // 2:
        return start[: end + 1]
    words, space, _rest = start.rpartition(" ")
    return (words if space else start[: _SUMMARY_LENGTH - 1]).rstrip(" ,;:–-") + "…"
