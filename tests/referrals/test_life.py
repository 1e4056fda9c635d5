"""Any sequence of attempts by anyone keeps what must hold of a referral (a state machine)."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from orgs.models import Role
from polku.record.models import AuditEntry, OutboxEvent
from referrals.exchange import services
from referrals.exchange.models import Referral, ReferralMove
from referrals.exchange.queries import open_request_to_cancel, referral_by_key
from referrals.exchange.rules import may_make
from referrals.exchange.states import ACTIVE, ENDED, MOVES, Status
from referrals.people.models import Person
from tests.factories import orgs
from tests.factories.referrals import Sides, draft
from tests.referrals.making import needs, where


class Life(RuleBasedStateMachine):
    """One referral, its two sides and an outsider, each trying every move."""

    sides: Sides
    outsider = None
    manager = None

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
        self.manager = orgs.actor(self.sides.receiver.organisation, Role.MANAGER)
        self.referral = draft(self.sides)

    def actor(self, who: str):
        return {
            "sender": self.sides.sender,
            "receiver": self.sides.receiver,
            "manager": self.manager,
            "outsider": self.outsider,
        }[who]

    @rule(
        who=st.sampled_from(["sender", "sender", "receiver", "receiver", "manager", "outsider"]),
        verb=st.sampled_from(sorted(MOVES)),
        behind=st.sampled_from([None, 0, 0, 1]),
        again=st.booleans(),
        lacking=st.booleans(),
    )
    def attempt(self, who, verb, behind, again, lacking):
        actor, move = self.actor(who), MOVES[verb]
        before = self.stored()
        place = (before.status, before.business_status)
        to_cancel = open_request_to_cancel(before) is not None
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
                    **needs(verb, actor, lacking),
                )
        except Http404:
            assert not may_make(actor, move, before)
            after = None
        except services.Conflict:
            assert not move.goes_from(*place, to_cancel) or behind == 1
            after = None
        except ValidationError:
            # A client is not referred anew while they are referred there.
            again_in_vain = verb == "reopen" and before.replaced_by.exists()
            assert lacking or again_in_vain
            after = None
        stored = self.stored()
        if after is None or made_before:
            assert (stored.status, stored.version) == (before.status, before.version)
            return
        self.requests[who, verb] = request
        assert may_make(actor, move, stored)
        assert move.goes_from(*place, to_cancel)
        assert (stored.status, stored.business_status) == where(verb, place)
        assert stored.version == before.version + 1

    def stored(self) -> Referral:
        return Referral.objects.get(pk=self.referral.pk)

    @invariant()
    def history_is_whole(self):
        stored = self.stored()
        moves = list(stored.moves.order_by("previous_version"))
        assert [move.previous_version for move in moves] == list(range(stored.version))
        assert [move.target for move in moves] == [*(m.source for m in moves[1:]), stored.status]
        assert all(move.user_id and move.organisation_id and move.at for move in moves)
        left = {move.verb for move in moves if move.source in ENDED}
        assert left <= {"reopen", "mark_in_error"}
        assert not any(move.source == Status.ENTERED_IN_ERROR for move in moves)
        verbs = sorted(f"referral.{move.verb}" for move in moves)
        made = OutboxEvent.objects.filter(
            kind__startswith="referral.", facts__referral_id=stored.pk
        )
        assert sorted(made.values_list("kind", flat=True)) == verbs
        entries = AuditEntry.objects.filter(
            subject_type="exchange.referral",
            subject_id=stored.pk,
            organisation_id__isnull=False,
        )
        assert sorted(entries.values_list("verb", flat=True)) == verbs

    @invariant()
    def each_side_has_what_is_its_own(self):
        stored = self.stored()
        accepted = stored.receiver_case_id is not None
        assert Person.objects.filter(holder=self.sides.receiver.organisation).count() == accepted
        assert (stored.disclosure_id is not None) == (stored.sent_at is not None)
        assert (stored.ended_at is not None) == (stored.status not in ACTIVE)
        current = stored.assignments.filter(until__isnull=True)
        assert [a.worker_id for a in current] == [
            worker for worker in [stored.responsible_worker_id] if worker
        ]
        assert open_request_to_cancel(stored) is None or stored.status in ACTIVE
        for actor in (self.sides.sender, self.sides.receiver, self.manager, self.outsider):
            sees = actor is self.sides.sender or (
                actor in (self.sides.receiver, self.manager) and stored.sent_at is not None
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
