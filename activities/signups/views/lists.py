"""The organiser's lists of those who signed up. Each look is written down."""

from io import BytesIO
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from activities.models import Activity, Occurrence
from activities.queries import When
from activities.signups.models import SignUp
from activities.signups.queries import lists as queries
from activities.signups.states import ACTIVE, Mark, Status
from orgs.access import Actor
from orgs.editors_door import WRITERS, page
from polku.base import languages
from polku.base.spreadsheets import writable
from polku.record import audit

from .activity import PART, shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@page(*WRITERS)
def activity_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    counts = queries.counts(actor)
    rows = [
        shown(one)
        | counts.get(one.pk, {"held": 0, "waiting": 0})
        | {"list_url": reverse("sign_up_lists:people", args=[one.translation_key])}
        for one in queries.activities_of(actor)
    ]
    return render(request, "signups/editor/list.html", {"rows": rows})


@require_safe
@page(*WRITERS)
def people(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    """Those who signed up for a date, or for the series, with their marks of the date."""
    activity, dates, chosen = choose(request, actor, key)
    found = queries.people(actor, queries.gathering(activity, chosen))
    audit.record(actor, "sign_up.list", activity, count=len(found))
    marks = queries.marks(found, chosen)
    context = {
        "part": PART,
        "activity": shown(activity),
        "key": key,
        "dates": [
            {"pk": one.pk, "when": When.of(one), "is_chosen": one == chosen} for one in dates
        ],
        "chosen": chosen,
        "when": When.of(chosen) if chosen else None,
        "rows": [_row(one, marks) for one in found],
        "marks": [("", _("Not marked")), *Mark.choices],
        "capacity": activity.capacity,
        "held": sum(one.places for one in found if one.status in ACTIVE[:1] + ACTIVE[2:]),
        "is_series": not activity.is_signed_up_by_date,
    }
    return render(request, "signups/editor/people.html", context)


@require_safe
@page(*WRITERS)
def file(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    """The list as a file for a spreadsheet; every cell is a text or a number, none a formula."""
    activity, _dates, chosen = choose(request, actor, key)
    found = queries.people(actor, queries.gathering(activity, chosen))
    audit.record(actor, "sign_up.export", activity, count=len(found))
    marks = queries.marks(found, chosen)
    asked = queries.asked(queries.questions(actor, activity), found)
    head = [_("Name"), _("State"), _("Contact"), _("Language")]
    head += [
        pgettext("who comes along", "Children"),
        _("Other adults"),
        _("Was there"),
        *(words for _number, words in asked),
    ]
    rows = [head]
    for one in found:
        answers = {
            (answer["question"], answer["asked"]): _said(answer["answer"])
            for answer in one.answers or []
        }
        mark = marks.get(one.pk, "")
        rows.append(
            [
                one.name,
                one.get_status_display(),
                one.contact,
                languages.own_name(one.language),
                one.children,
                one.adults,
                str(Mark(mark).label) if mark else "",
                *(answers.get(question, "") for question in asked),
            ]
        )
    response = HttpResponse(_workbook(rows), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="sign-ups.xlsx"'
    return response


def choose(
    request: HttpRequest, actor: Actor, key: UUID
) -> tuple[Activity, list[Occurrence], Occurrence | None]:
    """The activity, its dates, and the one that is asked for, else the next. Raises Http404 where
    it is not one of the actor's organisation."""
    activity = queries.activity_of(actor, key)
    if activity is None:
        raise Http404
    dates, now = queries.dates(actor, activity), timezone.now()
    wanted = request.GET.get("date", "")
    chosen = next((one for one in dates if str(one.pk) == wanted), None)
    if chosen is None:
        chosen = next((one for one in dates if one.ends_at > now), dates[-1] if dates else None)
    return activity, dates, chosen


def _row(one: SignUp, marks: dict[int, str]) -> dict:
    return {
        "pk": one.pk,
        "name": one.name,
        "contact": one.contact,
        "status": one.get_status_display(),
        "is_confirmed": one.status == Status.CONFIRMED,
        "is_active": one.status in ACTIVE,
        "language": languages.own_name(one.language),
        "language_code": one.language,
        "children": one.children,
        "adults": one.adults,
        "mark": marks.get(one.pk, ""),
        "answers": [
            {"asked": answer["asked"], "text": _said(answer["answer"])}
            for answer in one.answers or []
        ],
    }


def _said(answer: str | int | bool) -> str | int:
    """An answer as an organiser reads it."""
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    return answer


def _workbook(rows: list[list]) -> bytes:
    book = Workbook()
    sheet = book.active
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place, writable(value))
            if isinstance(value, str):
                # What somebody wrote is a text, even where it begins like a formula.
                cell.data_type = "s"
    written = BytesIO()
    book.save(written)
    return written.getvalue()
