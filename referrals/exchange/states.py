"""The life of a referral as data: its states and moves. Forms, buttons, services and tests read
this one table.

`Status` holds codes of FHIR Task.status (HL7 FHIR R4), `BusinessStatus` the finer code of the
field. Labels are translated; codes never change.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REQUESTED = "requested", _("Sent")
    RECEIVED = "received", _("Under review")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Declined")
    IN_PROGRESS = "in-progress", _("In progress")
    COMPLETED = "completed", _("Completed")


class BusinessStatus(models.TextChoices):
    NONE = "", "–"
    SENT = "sent", _("Sent")
    UNDER_REVIEW = "under-review", _("Under review")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED_BY_ORGANISATION = "declined-by-org", _("Declined by the organisation")
    DECLINED_BY_CLIENT = "declined-by-client", _("Declined by the client")
    CONTACTED = "contacted", _("Contacted")
    COMPLETED = "completed", _("Completed")


# A second referral of the same client to the same activity waits until the first has left these.
ACTIVE = (
    Status.DRAFT,
    Status.REQUESTED,
    Status.RECEIVED,
    Status.ACCEPTED,
    Status.IN_PROGRESS,
)


# Nothing follows these.
ENDED = (Status.REJECTED, Status.COMPLETED)


class Side(StrEnum):
    """Which of the two organisations makes a move."""

    SENDER = "sender"
    RECEIVER = "receiver"
    SYSTEM = "system"


class DeclineReason(models.TextChoices):
    """By the organisation or by the client: two lists, two statistics."""

    NO_CAPACITY = "no_capacity", _("No places")
    WAIT_TOO_LONG = "wait_too_long", _("The waiting list is too long")
    NOT_TARGET_GROUP = "not_target_group", _("Not our target group or age")
    OUTSIDE_AREA = "outside_area", _("Outside our area")
    LANGUAGE_NOT_AVAILABLE = "language_not_available", _("We do not have the language")
    NEED_BEYOND_COMPETENCE = "need_beyond_competence", _("The need belongs to an authority")
    MISSING_INFORMATION = "missing_information", _("Information is missing")
    CONFLICT_OR_SAFETY = "conflict_or_safety", _("Conflict of interest or safety")
    DUPLICATE = "duplicate", _("The same referral came twice")
    SERVICE_ENDED = "service_ended", _("The activity has ended")
    CLIENT_DOES_NOT_WANT = "client_does_not_want", _("The client does not want to come")
    CLIENT_GETS_HELP = "client_gets_help", _("The client gets help already")
    CLIENT_NOT_REACHED = "client_not_reached", _("The client could not be reached")
    CLIENT_HINDERED = "client_hindered", _("Time, work, care or health hinders the client")
    CLIENT_DISTANCE = "client_distance", _("Too far for the client")
    OTHER = "other", _("Other")


CLIENT_REASONS = frozenset(r for r in DeclineReason.values if r.startswith("client_"))


class Outcome(models.TextChoices):
    ACHIEVED = "achieved", _("Achieved")
    PARTLY = "partly", _("Partly achieved")
    NOT = "not", _("Not achieved")


@dataclass(frozen=True)
class Move:
    """One verb: from which states to which, who makes it, and what it needs.

    `needs` names the data that the service refuses to go without; `definition` is what the verb
    means, shown beside its button, since organisations mean different things by "accepted"; `done`
    is what it is called once it has been made.
    """

    verb: str
    sources: tuple[Status, ...]
    target: Status
    business_status: BusinessStatus
    side: Side
    needs: tuple[str, ...]
    label: Promise
    done: Promise
    definition: Promise


MOVES: dict[str, Move] = {
    move.verb: move
    for move in (
        Move(
            "send",
            (Status.DRAFT,),
            Status.REQUESTED,
            BusinessStatus.SENT,
            Side.SENDER,
            ("legal_basis", "shared_fields", "purpose", "answer_due_on"),
            _("Send"),
            _("Sent"),
            _("The organisation gets the chosen information and is asked for an answer."),
        ),
        Move(
            "receive",
            (Status.REQUESTED,),
            Status.RECEIVED,
            BusinessStatus.UNDER_REVIEW,
            Side.RECEIVER,
            (),
            _("Open"),
            _("Opened"),
            _("The organisation has opened the referral and considers it. The sender sees this."),
        ),
        Move(
            "accept",
            (Status.REQUESTED, Status.RECEIVED),
            Status.ACCEPTED,
            BusinessStatus.ACCEPTED,
            Side.RECEIVER,
            ("responsible_worker", "first_contact_on"),
            _("Accept"),
            _("Accepted"),
            _(
                "You take the client: a named worker makes contact by the date you give, and the "
                "client becomes a client of your organisation."
            ),
        ),
        Move(
            "decline",
            (Status.REQUESTED, Status.RECEIVED, Status.ACCEPTED),
            Status.REJECTED,
            BusinessStatus.DECLINED_BY_ORGANISATION,
            Side.RECEIVER,
            ("reason",),
            _("Decline"),
            _("Declined"),
            _("You do not take the client, or the client does not want to come. Say why."),
        ),
        Move(
            "start",
            (Status.ACCEPTED,),
            Status.IN_PROGRESS,
            BusinessStatus.CONTACTED,
            Side.RECEIVER,
            ("first_contact_on",),
            _("Start"),
            _("Started"),
            _("The first contact or meeting has taken place; the work has begun."),
        ),
        Move(
            "complete",
            (Status.IN_PROGRESS,),
            Status.COMPLETED,
            BusinessStatus.COMPLETED,
            Side.RECEIVER,
            ("outcome", "report"),
            _("Report and complete"),
            _("Completed"),
            _("The work has ended as planned. The sender gets the report you write here."),
        ),
    )
}


def moves_from(status: str, side: Side) -> list[Move]:
    """The moves that a side can make from a state, in the order of the table."""
    return [move for move in MOVES.values() if move.side == side and status in move.sources]
