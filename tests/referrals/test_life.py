"""Any sequence of attempts by anyone keeps what must hold of a referral (a state machine)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from polku.record.models import AuditEntry, OutboxEvent
from referrals.exchange import services
from referrals.exchange.models import Referral, ReferralMove
from referrals.exchange.queries import referral_by_key
from referrals.exchange.rules import side_of
from referrals.exchange.states import ENDED, MOVES, Status
from referrals.people.models import Person
from tests.factories import orgs
from tests.factories.referrals import Sides, draft


class Life(RuleBasedStateMachine):
    """One referral, its two sides and an outsider, each trying every move."""

    sides: Sides
    outsider = None

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.requests: dict[str, tuple] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.sides = Sides()
        self.outsider = orgs.actor(orgs.organisation("municipality"))
        self.referral = draft(self.sides)

    def actor(self, who: str):
        return {
            "sender": self.sides.sender,
            "receiver": self.sides.receiver,
            "outsider": self.outsider,
        }[who]

    @rule(
        who=st.sampled_from(["sender", "receiver", "outsider"]),
        verb=st.sampled_from(sorted(MOVES)),
        behind=st.sampled_from([None, 0, 0, 1]),
        again=st.booleans(),
        lacking=st.booleans(),
    )
    def attempt(self, who, verb, behind, again, lacking):
        actor, move = self.actor(who), MOVES[verb]
        before = Referral.objects.get()
        version = None if behind is None else before.version - behind
        request = self.requests.get((who, verb)) if again else None
        request = request or uuid4()
        made_before = ReferralMove.objects.filter(request_id=request).exists()
        try:
            with transaction.atomic():
                after = getattr(services, verb)(
                    actor=actor,
                    key=before.key,
                    version=version,
                    request_id=request,
                    **self.needs(verb, actor, lacking),
                )
        except Http404:
            assert side_of(actor, before) != move.side
            after = None
        except services.Conflict:
            assert before.status not in move.sources or behind == 1
            after = None
        except ValidationError:
            assert lacking
            after = None
        stored = Referral.objects.get()
        if after is None or made_before:
            assert (stored.status, stored.version) == (before.status, before.version)
            return
        self.requests[who, verb] = request
        assert side_of(actor, stored) == move.side
        assert before.status in move.sources
        assert (stored.status, stored.version) == (move.target, before.version + 1)

    def needs(self, verb: str, actor, lacking: bool) -> dict:
        today = timezone.localdate()
        return {
            "send": {},
            "receive": {},
            "accept": {
                "responsible_worker": None if lacking else actor.user,
                "first_contact_on": today,
            },
            "decline": {"reason": "" if lacking else "no_capacity"},
            "start": {"first_contact_on": today + timedelta(days=1) if lacking else today},
            "complete": {
                "outcome": "achieved",
                "began_on": today,
                "ended_on": today,
                "report": "" if lacking else "It went well.",
            },
        }[verb]

    @invariant()
    def history_is_whole(self):
        stored = Referral.objects.get()
        moves = list(stored.moves.order_by("previous_version"))
        assert [move.previous_version for move in moves] == list(range(stored.version))
        assert [move.target for move in moves] == [*(m.source for m in moves[1:]), stored.status]
        assert all(move.user_id and move.organisation_id and move.at for move in moves)
        assert not any(move.source in ENDED for move in moves)
        verbs = sorted(f"referral.{move.verb}" for move in moves)
        made = OutboxEvent.objects.filter(kind__startswith="referral.")
        assert sorted(made.values_list("kind", flat=True)) == verbs
        entries = AuditEntry.objects.filter(
            subject_type="exchange.referral", organisation_id__isnull=False
        )
        assert sorted(entries.values_list("verb", flat=True)) == verbs

    @invariant()
    def each_side_has_what_is_its_own(self):
        stored = Referral.objects.get()
        accepted = stored.receiver_case_id is not None
        assert Person.objects.filter(holder=self.sides.receiver.organisation).count() == accepted
        assert (stored.disclosure_id is not None) == (stored.status != Status.DRAFT)
        for actor in (self.sides.sender, self.sides.receiver, self.outsider):
            sees = actor is self.sides.sender or (
                actor is self.sides.receiver and stored.status != Status.DRAFT
            )
            try:
                assert referral_by_key(actor, stored.key) == stored
                assert sees
            except Http404:
                assert not sees


@pytest.mark.django_db
def test_the_life_of_a_referral(settings):
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Life, settings=LIFE)


LIFE = settings(
    max_examples=25,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
