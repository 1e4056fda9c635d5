"""The codes of a referral's state.

`Status` holds codes of FHIR Task.status (HL7 FHIR R4), `BusinessStatus` the finer code of the
field. Labels are translated; codes never change.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REQUESTED = "requested", _("Sent")
    RECEIVED = "received", _("Under review")
    ACCEPTED = "accepted", _("Accepted")
    ON_HOLD = "on-hold", _("On hold")
    REJECTED = "rejected", _("Declined")
    IN_PROGRESS = "in-progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    FAILED = "failed", _("Ended early")
    CANCELLED = "cancelled", _("Withdrawn")
    ENTERED_IN_ERROR = "entered-in-error", _("Entered in error")


class BusinessStatus(models.TextChoices):
    NONE = "", "–"
    SENT = "sent", _("Sent")
    UNDER_REVIEW = "under-review", _("Under review")
    INFO_REQUESTED = "info-requested", _("More information asked for")
    ACCEPTED = "accepted", _("Accepted")
    WAITING_LIST = "waiting-list", _("On the waiting list")
    DECLINED_BY_ORGANISATION = "declined-by-org", _("Declined by the organisation")
    DECLINED_BY_CLIENT = "declined-by-client", _("Declined by the client")
    CONTACTED = "contacted", _("Contacted")
    ACTIVE = "active", _("In progress")
    PAUSED = "paused", _("Paused")
    COMPLETED = "completed", _("Completed")
    ENDED_EARLY = "ended-early", _("Ended early")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# The finer codes that each status can have.
STATES: dict[Status, tuple[BusinessStatus, ...]] = {
    Status.DRAFT: (BusinessStatus.NONE,),
    Status.REQUESTED: (BusinessStatus.SENT,),
    Status.RECEIVED: (BusinessStatus.UNDER_REVIEW, BusinessStatus.INFO_REQUESTED),
    Status.ACCEPTED: (BusinessStatus.ACCEPTED,),
    Status.ON_HOLD: (BusinessStatus.WAITING_LIST, BusinessStatus.PAUSED),
    Status.REJECTED: (
        BusinessStatus.DECLINED_BY_ORGANISATION,
        BusinessStatus.DECLINED_BY_CLIENT,
    ),
    Status.IN_PROGRESS: (BusinessStatus.CONTACTED, BusinessStatus.ACTIVE),
    Status.COMPLETED: (BusinessStatus.COMPLETED,),
    Status.FAILED: (BusinessStatus.ENDED_EARLY,),
    Status.CANCELLED: (BusinessStatus.WITHDRAWN,),
    Status.ENTERED_IN_ERROR: (BusinessStatus.NONE,),
}

# A second referral of the same client to the same activity waits until the first has left these.
ACTIVE = (
    Status.DRAFT,
    Status.REQUESTED,
    Status.RECEIVED,
    Status.ACCEPTED,
    Status.ON_HOLD,
    Status.IN_PROGRESS,
)

# Nothing changes these but finding that the referral should never have been.
ENDED = (Status.REJECTED, Status.COMPLETED, Status.FAILED, Status.CANCELLED)


class Outcome(models.TextChoices):
    ACHIEVED = "achieved", _("Achieved")
    PARTLY = "partly", _("Partly achieved")
    NOT = "not", _("Not achieved")
