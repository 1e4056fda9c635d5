"""A referral's state as HL7 FHIR R4 Task has it, and back: pure functions of codes.

Source: FHIR R4 Task.status; Bidirectional Services eReferral (BSeR) for a request to cancel, which
there takes the place of the business status, while ours stands beside it and is not lost. FHIR's
`on-hold` is something begun, so a waiting list before the beginning is exported as `accepted`.
"""

from dataclasses import dataclass

from .states import STATES, BusinessStatus, Status

SYSTEM = "https://polku.example/fhir/CodeSystem/referral-business-status"
BSER = "http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS"
CANCELLATION_REQUESTED = "5.2"


@dataclass(frozen=True)
class Standing:
    """Where a referral stands; `reason` is the code by which it came there."""

    status: Status
    business_status: BusinessStatus
    asked_to_cancel: bool = False
    reason: str = ""


def to_task(standing: Standing) -> dict:
    """The elements status, businessStatus and statusReason of a Task."""
    waits = standing.business_status == BusinessStatus.WAITING_LIST
    task: dict = {"status": (Status.ACCEPTED if waits else standing.status).value}
    coding = []
    if standing.business_status:
        coding.append({"system": SYSTEM, "code": standing.business_status.value})
    if standing.asked_to_cancel:
        coding.append({"system": BSER, "code": CANCELLATION_REQUESTED})
    if coding:
        task["businessStatus"] = {"coding": coding}
    if standing.reason:
        task["statusReason"] = {"coding": [{"system": f"{SYSTEM}-reason", "code": standing.reason}]}
    return task


def from_task(task: dict) -> Standing:
    """The reverse. Raises ValueError for codes which do not go together."""
    codings = task.get("businessStatus", {}).get("coding", [])
    finer = BusinessStatus(next((c["code"] for c in codings if c["system"] == SYSTEM), ""))
    status = Status.ON_HOLD if finer == BusinessStatus.WAITING_LIST else Status(task["status"])
    if finer not in STATES[status]:
        raise ValueError(f"{task['status']} does not go with {finer}")
    reasons = task.get("statusReason", {}).get("coding", [])
    return Standing(
        status,
        finer,
        any(c == {"system": BSER, "code": CANCELLATION_REQUESTED} for c in codings),
        next((c["code"] for c in reasons), ""),
    )
