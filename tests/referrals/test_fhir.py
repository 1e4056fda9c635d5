"""States as FHIR Task has them, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.exchange.fhir import Standing, from_task, to_task
from referrals.exchange.states import (
    STATES,
    BusinessStatus,
    CancelReason,
    DeclineReason,
    EndReason,
    HoldReason,
    Status,
)

# HL7 FHIR R4, Task.status.
TASK_STATUS = {
    "draft",
    "requested",
    "received",
    "accepted",
    "rejected",
    "ready",
    "cancelled",
    "in-progress",
    "on-hold",
    "failed",
    "completed",
    "entered-in-error",
}
REASONS = ["", *DeclineReason.values, *HoldReason.values, *EndReason.values, *CancelReason.values]
places = st.sampled_from([(status, finer) for status in STATES for finer in STATES[status]])


@given(places, st.booleans(), st.sampled_from(REASONS))
def test_there_and_back_nothing_is_lost(place, asked, reason):
    standing = Standing(*place, asked, reason)
    task = to_task(standing)
    assert task["status"] in TASK_STATUS
    assert from_task(task) == standing


def test_a_waiting_list_before_the_beginning_is_exported_as_accepted():
    waiting = Standing(Status.ON_HOLD, BusinessStatus.WAITING_LIST)
    assert to_task(waiting)["status"] == "accepted"
    assert to_task(Standing(Status.ON_HOLD, BusinessStatus.PAUSED))["status"] == "on-hold"


@pytest.mark.parametrize("task", [{"status": "ready"}, {"status": "completed"}])
def test_what_does_not_go_together_is_refused(task):
    with pytest.raises(ValueError, match=r"completed|ready"):
        from_task(task)
