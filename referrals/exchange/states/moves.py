"""All moves of a referral: the one table of who does what from where."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .codes import ACTIVE, ENDED, BusinessStatus, Status
from .reasons import CancelReason, DeclineReason, EndReason, HoldReason

# A status in all its finer states, or one of them.
Place = Status | tuple[Status, BusinessStatus]

WAITING = (Status.ON_HOLD, BusinessStatus.WAITING_LIST)
PAUSED = (Status.ON_HOLD, BusinessStatus.PAUSED)


class Side(StrEnum):
    """Which of the two organisations makes a move."""

    SENDER = "sender"
    RECEIVER = "receiver"
    SYSTEM = "system"


@dataclass(frozen=True)
class Move:
    """One verb: from which states to which, who makes it, and what it needs.

    `target` and `business_status` are None where they stay as they are. `needs` names the data
    that the service refuses to go without; `reasons` is the list from which its reason comes.
    `definition` is what the verb means, shown beside its button, since organisations mean
    different things by "accepted"; `done` is what it is called once it has been made.
    `when_asked_to_cancel`: whether it needs an open request to cancel (True) or that there is none
    (False). `tells`: whether something waits for the other side because of it.
    """

    verb: str
    sources: tuple[Place, ...]
    target: Status | None
    business_status: BusinessStatus | None
    side: Side
    needs: tuple[str, ...]
    label: Promise
    done: Promise
    definition: Promise
    reasons: type[models.TextChoices] | None = None
    managers_only: bool = False
    when_asked_to_cancel: bool | None = None
    tells: bool = True

    def goes_from(self, status: str, business_status: str, asked_to_cancel: bool) -> bool:
        if self.when_asked_to_cancel not in (None, asked_to_cancel):
            return False
        return status in self.sources or (status, business_status) in self.sources


_BY_SENDER = (
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
        "reply",
        ((Status.RECEIVED, BusinessStatus.INFO_REQUESTED),),
        Status.RECEIVED,
        BusinessStatus.UNDER_REVIEW,
        Side.SENDER,
        ("comment",),
        _("Answer the question"),
        _("Question answered"),
        _(
            "The organisation gets your answer and goes on. Where you do not know or may not "
            "tell, say so; the time for its answer runs again."
        ),
    ),
    Move(
        "cancel",
        (Status.REQUESTED, Status.RECEIVED),
        Status.CANCELLED,
        BusinessStatus.WITHDRAWN,
        Side.SENDER,
        ("reason",),
        _("Withdraw the referral"),
        _("Withdrawn"),
        _("The organisation has not answered yet: the referral ends at once."),
        reasons=CancelReason,
    ),
    Move(
        "request_cancellation",
        (Status.ACCEPTED, Status.ON_HOLD, Status.IN_PROGRESS),
        None,
        None,
        Side.SENDER,
        ("reason",),
        _("Ask to cancel"),
        _("Asked to cancel"),
        _(
            "The organisation works with the client already: it confirms that it stops, or says "
            "why it goes on."
        ),
        reasons=CancelReason,
        when_asked_to_cancel=False,
    ),
    Move(
        "retract_cancellation",
        (Status.ACCEPTED, Status.ON_HOLD, Status.IN_PROGRESS),
        None,
        None,
        Side.SENDER,
        (),
        _("Do not cancel after all"),
        _("Request to cancel taken back"),
        _("The organisation goes on as before."),
        when_asked_to_cancel=True,
    ),
    Move(
        "reopen",
        ENDED,
        None,
        None,
        Side.SENDER,
        ("comment",),
        _("Refer again"),
        _("Referred again"),
        _(
            "A new draft with the same content, tied to this referral. Nothing is sent before you "
            "have read it through."
        ),
        tells=False,
    ),
    Move(
        "mark_in_error",
        (*ACTIVE, *ENDED),
        Status.ENTERED_IN_ERROR,
        BusinessStatus.NONE,
        Side.SENDER,
        ("comment",),
        _("Mark as entered in error"),
        _("Entered in error"),
        _(
            "The referral should never have been, as with the wrong client. The organisation loses "
            "its sight of the content; the record of what happened stays."
        ),
    ),
)

_BY_RECEIVER = (
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
        tells=False,
    ),
    Move(
        "confirm_cancellation",
        (Status.ACCEPTED, Status.ON_HOLD, Status.IN_PROGRESS),
        Status.CANCELLED,
        BusinessStatus.WITHDRAWN,
        Side.RECEIVER,
        (),
        _("Confirm the cancellation"),
        _("Cancellation confirmed"),
        _("You stop the work with the client, as the sender asks."),
        when_asked_to_cancel=True,
    ),
    Move(
        "refuse_cancellation",
        (Status.ACCEPTED, Status.ON_HOLD, Status.IN_PROGRESS),
        None,
        None,
        Side.RECEIVER,
        ("comment",),
        _("Go on in spite of the request"),
        _("Request to cancel refused"),
        _("You go on with the client, and tell the sender why."),
        when_asked_to_cancel=True,
    ),
    Move(
        "accept",
        (Status.REQUESTED, Status.RECEIVED, WAITING),
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
        "ask",
        ((Status.RECEIVED, BusinessStatus.UNDER_REVIEW),),
        Status.RECEIVED,
        BusinessStatus.INFO_REQUESTED,
        Side.RECEIVER,
        ("comment",),
        _("Ask for more information"),
        _("More information asked for"),
        _("The sender gets your question. The time for your answer stops until they reply."),
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
        "resume",
        (PAUSED,),
        Status.IN_PROGRESS,
        BusinessStatus.ACTIVE,
        Side.RECEIVER,
        (),
        _("Go on"),
        _("Gone on"),
        _("The pause is over; the work goes on."),
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
    Move(
        "wait",
        (Status.RECEIVED, Status.ACCEPTED),
        Status.ON_HOLD,
        BusinessStatus.WAITING_LIST,
        Side.RECEIVER,
        ("reason", "review_on"),
        _("Put on the waiting list"),
        _("On the waiting list"),
        _(
            "The client waits for a place. You say when it may begin, if you know, and look at it "
            "again on the day you give."
        ),
        reasons=HoldReason,
    ),
    Move(
        "pause",
        (Status.IN_PROGRESS,),
        Status.ON_HOLD,
        BusinessStatus.PAUSED,
        Side.RECEIVER,
        ("reason", "review_on"),
        _("Pause the work"),
        _("Paused"),
        _("The work has begun and rests for a while. Look at it again on the day you give."),
        reasons=HoldReason,
    ),
    Move(
        "end_early",
        (Status.IN_PROGRESS, PAUSED),
        Status.FAILED,
        BusinessStatus.ENDED_EARLY,
        Side.RECEIVER,
        ("reason", "outcome", "report"),
        _("End early"),
        _("Ended early"),
        _("The work cannot go on. The sender gets the reason and a short report."),
        reasons=EndReason,
    ),
    Move(
        "decline",
        (Status.REQUESTED, Status.RECEIVED, Status.ACCEPTED, WAITING),
        Status.REJECTED,
        BusinessStatus.DECLINED_BY_ORGANISATION,
        Side.RECEIVER,
        ("reason",),
        _("Decline"),
        _("Declined"),
        _("You do not take the client, or the client does not want to come. Say why."),
        reasons=DeclineReason,
    ),
    Move(
        "reassign",
        (Status.ACCEPTED, Status.IN_PROGRESS, PAUSED),
        None,
        None,
        Side.RECEIVER,
        ("responsible_worker",),
        _("Change the responsible worker"),
        _("Responsible worker changed"),
        _("Another worker of yours takes care of the client from now on."),
        managers_only=True,
        tells=False,
    ),
)

# Those of each side in the order in which they are offered: the likeliest next step first.
MOVES: dict[str, Move] = {move.verb: move for move in (*_BY_SENDER, *_BY_RECEIVER)}


def moves_from(
    status: str, business_status: str, side: Side, asked_to_cancel: bool = False
) -> list[Move]:
    """The moves that a side can make from a state, in the order of the table."""
    return [
        move
        for move in MOVES.values()
        if move.side == side and move.goes_from(status, business_status, asked_to_cancel)
    ]
