"""The life of a sign-up as data: its states and moves. Pages, jobs, services and tests read this
one table."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    CONFIRMED = "confirmed", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    # A place became free and is kept until the person answers, or the time to do so is over.
    OFFERED = "offered", _("Asked whether they still want the place")
    CANCELLED = "cancelled", _("Cancelled by the person")
    REMOVED = "removed", _("Cancelled by the organiser")
    EXPIRED = "expired", _("Did not answer in time")


# These take places; those who wait take none.
HOLDING = (Status.CONFIRMED, Status.OFFERED)
ACTIVE = (Status.CONFIRMED, Status.WAITING, Status.OFFERED)
# Nothing follows these.
ENDED = (Status.CANCELLED, Status.REMOVED, Status.EXPIRED)


class Mark(models.TextChoices):
    """Whether somebody with a place was there on a date."""

    PRESENT = "present", _("Was there")
    ABSENT = "absent", _("Was not there")


class By(StrEnum):
    PERSON = "person"
    ORGANISER = "organiser"
    SYSTEM = "system"


@dataclass(frozen=True)
class Move:
    """One verb: from which states to which, who makes it, and of what the person is told by mail
    (`activities.signups.services.mails`; empty: of nothing)."""

    verb: str
    sources: tuple[Status, ...]
    target: Status
    by: By
    tells: str = ""


MOVES: dict[str, Move] = {
    move.verb: move
    for move in (
        Move("offer", (Status.WAITING,), Status.OFFERED, By.SYSTEM, "offered"),
        Move("accept", (Status.OFFERED,), Status.CONFIRMED, By.PERSON, "confirmed"),
        Move("expire", (Status.OFFERED,), Status.EXPIRED, By.SYSTEM, "expired"),
        Move("cancel", ACTIVE, Status.CANCELLED, By.PERSON),
        Move("remove", ACTIVE, Status.REMOVED, By.ORGANISER, "removed"),
    )
}
