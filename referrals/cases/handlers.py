"""What happens to the personal data of this room."""

from datetime import date

from django.utils import timezone

from polku.record.personal_data import CLIENT, Handlers, register

from .models import Case, Note


def _copy_cases(person_id: int) -> list[dict]:
    return list(
        Case.objects.filter(person_id=person_id).values(
            "holder__name", "status", "opened_on", "closed_on"
        )
    )


def _merge_cases(kept_id: int, gone_id: int) -> int:
    """One open case a person: where both have one, the other's is closed before it moves."""
    moving = Case.objects.filter(person_id=gone_id)
    if Case.objects.filter(person_id=kept_id, status=Case.Status.OPEN).exists():
        moving.filter(status=Case.Status.OPEN).update(
            status=Case.Status.CLOSED, closed_on=timezone.localdate()
        )
    return moving.update(person_id=kept_id)


def _keep_case_until(person_id: int) -> date | None:
    """Without end while a case is open; a closed one holds nothing by itself."""
    is_open = Case.objects.filter(person_id=person_id, status=Case.Status.OPEN).exists()
    return date.max if is_open else None


register(
    "cases.Case",
    Handlers(
        CLIENT,
        lambda person_id: 0,  # codes, dates and a random number, which statistics need
        _copy_cases,
        _merge_cases,
        _keep_case_until,
    ),
)


def _erase_notes(person_id: int) -> int:
    return Note.objects.filter(case__person_id=person_id).update(text="")


def _copy_notes(person_id: int) -> list[dict]:
    return list(Note.objects.filter(case__person_id=person_id).values("text", "written_at"))


register(
    "cases.Note",
    Handlers(
        CLIENT,
        _erase_notes,
        _copy_notes,
        lambda kept_id, gone_id: 0,  # follows its case
        lambda person_id: None,
    ),
)
