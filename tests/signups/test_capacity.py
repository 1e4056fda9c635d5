"""Whatever people and organisers do, in whatever order: no place is given twice, none stays empty
while somebody waits for whom it would do."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from activities.models import Activity, Occurrence
from activities.signups.models import Gathering, SignUp
from activities.signups.rules import KEPT_FOR, Refusal
from activities.signups.services import clock, places, signing_up
from activities.signups.services.moves import NotPossible
from activities.signups.states import ACTIVE, Status
from tests.factories import signups

pytestmark = pytest.mark.django_db


def machine(by_date: bool):
    class Places(RuleBasedStateMachine):
        """The site, and beside it a list of who came, in a few lines of Python."""

        def __init__(self):
            super().__init__()
            sign_up = "date" if by_date else "series"
            self.activity = signups.activity(sign_up=sign_up, capacity=5)
            self.date = signups.date_of(self.activity)
            self.now = timezone.now()

        @property
        def gathering(self) -> Gathering:
            activity = Activity.objects.get(pk=self.activity.pk)
            date = Occurrence.objects.get(pk=self.date.pk) if by_date else None
            return Gathering(activity, date)

        def some(self, data, *statuses) -> int | None:
            found = self.gathering.sign_ups().filter(status__in=statuses).values_list("pk")
            found = [pk for (pk,) in found]
            return data.draw(st.sampled_from(found)) if found else None

        @rule(along=st.integers(0, 3), grown=st.integers(0, 2))
        def sign_up(self, along, grown):
            before = self.gathering
            size, free = 1 + along + grown, before.free()
            try:
                made = signups.sign_up(
                    self.activity,
                    self.date if by_date else None,
                    children=along,
                    adults=grown,
                    now=self.now,
                )
            except signing_up.Refused as refused:
                assert refused.reason == Refusal.TOO_MANY
                assert size > before.capacity
            else:
                assert made.status == (Status.CONFIRMED if size <= free else Status.WAITING)

        @rule(data=st.data())
        def cancel(self, data):
            if (pk := self.some(data, *ACTIVE)) is not None:
                signing_up.cancel(sign_up_id=pk, now=self.now)

        @rule(data=st.data())
        def accept(self, data):
            if (pk := self.some(data, Status.OFFERED)) is None:
                return
            is_late = SignUp.objects.get(pk=pk).reply_by <= self.now
            try:
                signing_up.accept(sign_up_id=pk, now=self.now)
            except NotPossible:
                assert is_late
            else:
                assert not is_late

        @rule(hours=st.integers(1, 30))
        def time_passes(self, hours):
            if self.now + timedelta(hours=hours) < self.date.starts_at - timedelta(hours=2):
                self.now += timedelta(hours=hours)
                clock.expire_offers(self.now)

        @rule(capacity=st.integers(1, 8))
        def the_organiser_changes_the_number_of_places(self, capacity):
            Activity.objects.filter(pk=self.activity.pk).update(capacity=capacity)
            places.recount(Activity.objects.get(pk=self.activity.pk), self.now)

        @rule()
        def nothing_is_published_anew(self):
            places.recount(Activity.objects.get(pk=self.activity.pk), self.now)

        @invariant()
        def no_place_is_given_twice(self):
            gathering = self.gathering
            row = gathering.occurrence or gathering.activity
            assert row.places_left == max(0, gathering.capacity - gathering.taken())

        @invariant()
        def nobody_waits_for_what_is_free(self):
            gathering = self.gathering
            waiting = gathering.sign_ups().filter(status=Status.WAITING)
            assert all(one.places > gathering.free() for one in waiting)

        @invariant()
        def a_place_is_kept_for_a_while_only(self):
            for one in self.gathering.sign_ups().filter(status=Status.OFFERED):
                assert self.now < one.reply_by <= self.now + KEPT_FOR

        @invariant()
        def who_is_asked_came_before_those_who_wait_for_as_little(self):
            held = self.gathering.sign_ups()
            for asked in held.filter(status=Status.OFFERED):
                assert not held.filter(
                    status=Status.WAITING, pk__lt=asked.pk, places__lte=asked.places
                ).exists()

    return Places


@pytest.mark.parametrize("by_date", [True, False], ids=["a date", "a series"])
def test_places_hold_whatever_happens(house, by_date):
    run_state_machine_as_test(
        machine(by_date),
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_lower_number_of_places_takes_none_away_and_oversells_none(house):
    activity = signups.activity(house, capacity=3)
    kept = [signups.sign_up(activity) for _number in range(3)]
    Activity.objects.filter(pk=activity.pk).update(capacity=2)
    places.recount(Activity.objects.get(pk=activity.pk))
    assert signups.date_of(activity).places_left == 0
    waits = signups.sign_up(activity)
    assert waits.status == Status.WAITING
    signing_up.cancel(sign_up_id=kept[0].pk)
    waits.refresh_from_db()
    assert waits.status == Status.WAITING
    signing_up.cancel(sign_up_id=kept[1].pk)
    waits.refresh_from_db()
    assert waits.status == Status.OFFERED
