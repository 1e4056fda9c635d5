from .answers import accept, decline, receive
from .drafts import ConsentGiven, create_draft, update_draft
from .moves import Conflict
from .sending import send
from .work import complete, start

__all__ = [
    "Conflict",
    "ConsentGiven",
    "accept",
    "complete",
    "create_draft",
    "decline",
    "receive",
    "send",
    "start",
    "update_draft",
]
