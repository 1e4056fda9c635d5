"""Pages × languages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from polku.content.translation.exchange.formats import FORMATS
from polku.content.translation.queries import desk, providers
from polku.content.translation.queries.desk import WAITING, Cell, Filters, Row
from polku.content.translation.states import State

from . import filters, wording

# Where nothing has to be decided first: the cell leads to the editor.
_TO_THE_EDITOR = frozenset([State.ORIGINAL, State.UP_TO_DATE, State.IN_TRANSLATION])


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    chosen = filters.read(request.GET)
    found = desk.desk(request.user, chosen, request.GET.get("p", 1))
    languages = [wording.language(code) for code in found.languages]
    context = {
        "filters": chosen,
        "fields": filters.choices(chosen, found),
        "counts": _counts(chosen, found.counts),
        "everything": filters.query(chosen, state=""),
        "languages": languages,
        "one_language": chosen.language,
        "rows": [_row(row, {one["code"]: one for one in languages}) for row in found.rows],
        "shows_organisation": len(found.organisations) > 1,
        "legend": _legend(),
        "sheet": found.sheet,
        "sheet_query": filters.query(chosen),
        "here": request.get_full_path(),
        "budget": desk.budget(found, chosen),
        "has_machine": bool(providers.configuration().providers),
        "formats": [(name, form.label) for name, form in FORMATS.items()],
    }
    return render(request, "translation/cms/desk/table.html", context)


def _counts(chosen: Filters, counts: dict[State, int]) -> list[dict]:
    return [
        {
            "number": counts[state],
            "label": state.label,
            "state": state,
            "url": filters.query(chosen, state=state),
            "is_chosen": state == chosen.state,
        }
        for state in WAITING
        if state in counts
    ]


def _legend() -> list[dict]:
    return [
        {"state": state, "short": short, "label": state.label, "meaning": wording.MEANING[state]}
        for state, short in wording.SHORT.items()
    ]


def _row(row: Row, languages: dict[str, dict]) -> dict:
    language = row.page.locale.language_code
    return {
        "key": row.key,
        "title": row.page.draft_title or row.page.title,
        "language": wording.language(language),
        "url": reverse("wagtailadmin_pages:edit", args=[row.page.pk]),
        "organisation": row.organisation,
        "kind": row.kind,
        "wishes": wording.wishes(row.wishes),
        "cells": [_cell(row, cell, languages[cell.language]) for cell in row.cells],
    }


def _cell(row: Row, cell: Cell, language: dict) -> dict:
    said = [f"{language['title']}: {cell.state.label}", wording.since(cell.since)]
    return {
        "language": language,
        "state": cell.state,
        "short": wording.SHORT[cell.state],
        "label": cell.state.label,
        "since": cell.since,
        "wishes": cell.wishes,
        "wishes_told": wording.wishes(cell.wishes),
        "told": ", ".join(filter(None, [*said, wording.wishes(cell.wishes)])),
        **_address(row, cell),
    }


def _address(row: Row, cell: Cell) -> dict:
    """`comes_back`: whether that page leads back to this one."""
    if cell.page and cell.state in _TO_THE_EDITOR:
        return {"url": reverse("wagtailadmin_pages:edit", args=[cell.page]), "comes_back": False}
    place = reverse("translation_desk:place", args=[row.key, cell.language])
    return {"url": place, "comes_back": True}
