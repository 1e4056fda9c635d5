from .answers import accept, ask, decline, receive, reply
from .assigning import reassign
from .cancelling import (
    cancel,
    confirm_cancellation,
    mark_in_error,
    refuse_cancellation,
    request_cancellation,
    retract_cancellation,
)
from .drafts import ConsentGiven, create_draft, reopen, update_draft
from .moves import Conflict
from .sending import send
from .waiting import pause, resume, wait
from .work import complete, end_early, start

__all__ = [
    "Conflict",
    "ConsentGiven",
    "accept",
    "ask",
    "cancel",
    "complete",
    "confirm_cancellation",
    "create_draft",
    "decline",
    "end_early",
    "mark_in_error",
    "pause",
    "reassign",
    "receive",
    "refuse_cancellation",
    "reopen",
    "reply",
    "request_cancellation",
    "resume",
    "retract_cancellation",
    "send",
    "start",
    "update_draft",
    "wait",
]
