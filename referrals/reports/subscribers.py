"""Counts what the outbox tells: one fact a move, however often the move is told."""

from uuid import UUID

from django.utils import timezone

from polku.record.models import OutboxEvent
from polku.record.outbox import subscribe
from referrals.exchange.states import MOVES

from .models import ReferralFact


@subscribe(*(f"referral.{verb}" for verb in MOVES))
def count_move(event: OutboxEvent) -> None:
    facts = event.facts
    ReferralFact.objects.get_or_create(
        event_id=event.pk,
        defaults={
            "verb": event.kind.removeprefix("referral."),
            "on": timezone.localdate(event.at),
            "sender_id": facts["sender_id"],
            "receiver_id": facts["receiver_id"],
            "activity_kind": facts["activity_kind"],
            "themes": facts["themes"],
            "municipality_id": facts["municipality_id"],
            "case_number": UUID(facts["case_number"]),
            "reason": facts["reason"],
            "outcome": facts["outcome"],
        },
    )
