"""What happens to the personal data of this room.

A referral stands between two organisations, each with its own person. What only the sender wrote
goes with the sender's person; words that both sides read (comments, reports) go when no side has
a person left. Until then `queries.contents` and `queries.reports` close them to the side that
erased.
"""

from datetime import date

from django.db.models import Q, QuerySet

from polku.record.personal_data import CLIENT, Handlers, register

from .models import MoveComment, Referral, Report
from .states import ACTIVE


def _of(person_id: int, prefix: str = "") -> Q:
    return Q(**{f"{prefix}sender_case__person_id": person_id}) | Q(
        **{f"{prefix}receiver_case__person_id": person_id}
    )


def _held_by_nobody(person_id: int, prefix: str) -> Q:
    """Of this person's, those whose other side has no person, or an erased one."""
    as_sender = Q(**{f"{prefix}sender_case__person_id": person_id}) & (
        Q(**{f"{prefix}receiver_case__isnull": True})
        | Q(**{f"{prefix}receiver_case__person__erased_at__isnull": False})
    )
    as_receiver = Q(
        **{
            f"{prefix}receiver_case__person_id": person_id,
            f"{prefix}sender_case__person__erased_at__isnull": False,
        }
    )
    return as_sender | as_receiver


def _empty(rows: QuerySet, **values) -> int:
    """An update over joins, which SQL's UPDATE has not."""
    return rows.model.objects.filter(pk__in=rows.values("pk")).update(**values)


def _merge(kept_id: int, gone_id: int) -> int:
    """Referrals follow their cases."""
    return 0


def _keep_until(person_id: int) -> date | None:
    """Without end while a referral is under way."""
    active = Referral.objects.filter(_of(person_id), status__in=ACTIVE).exists()
    return date.max if active else None


def _erase_referrals(person_id: int) -> int:
    return _empty(Referral.objects.filter(sender_case__person_id=person_id), purpose="")


def _copy_referrals(person_id: int) -> list[dict]:
    found = Referral.objects.filter(_of(person_id)).select_related("sender", "receiver")
    return [
        {
            "number": referral.number,
            "sender": referral.sender.name,
            "receiver": referral.receiver.name,
            "status": referral.status,
            "sent_at": referral.sent_at,
            "outcome": referral.outcome,
            # Written by the sender for itself; the receiver's copy is the snapshot.
            "purpose": referral.purpose if referral.sender_case.person_id == person_id else "",
        }
        for referral in found.select_related("sender_case")
    ]


register(
    "exchange.Referral",
    Handlers(CLIENT, _erase_referrals, _copy_referrals, _merge, _keep_until),
)


def _erase_comments(person_id: int) -> int:
    rows = MoveComment.objects.filter(_held_by_nobody(person_id, "move__referral__"))
    return _empty(rows, text="")


def _copy_comments(person_id: int) -> list[dict]:
    found = MoveComment.objects.filter(_of(person_id, "move__referral__"))
    return list(found.values("move__verb", "move__at", "text"))


register(
    "exchange.MoveComment",
    Handlers(CLIENT, _erase_comments, _copy_comments, _merge, lambda person_id: None),
)


def _erase_reports(person_id: int) -> int:
    rows = Report.objects.filter(_held_by_nobody(person_id, "referral__"))
    return _empty(rows, text="")


def _copy_reports(person_id: int) -> list[dict]:
    found = Report.objects.filter(_of(person_id, "referral__"))
    return list(
        found.values("version", "outcome", "began_on", "ended_on", "visits", "text", "sent_at")
    )


register(
    "exchange.Report",
    Handlers(CLIENT, _erase_reports, _copy_reports, _merge, lambda person_id: None),
)
