"""The life of a referral as data: its states, reasons and moves. Forms, buttons, services,
statistics and tests read these tables."""

from .codes import ACTIVE, ENDED, STATES, BusinessStatus, Outcome, Status
from .moves import MOVES, Move, Side, moves_from
from .reasons import (
    CLIENT_REASONS,
    CancelReason,
    DeclineReason,
    EndReason,
    HoldReason,
    reason_label,
)

__all__ = [
    "ACTIVE",
    "CLIENT_REASONS",
    "ENDED",
    "MOVES",
    "STATES",
    "BusinessStatus",
    "CancelReason",
    "DeclineReason",
    "EndReason",
    "HoldReason",
    "Move",
    "Outcome",
    "Side",
    "Status",
    "moves_from",
    "reason_label",
]
