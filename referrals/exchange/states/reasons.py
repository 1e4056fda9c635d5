"""Why a referral went another way than hoped: coded, so that it can be counted."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER = "other"


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
    CLIENT_DISTRUST = "client_distrust", _("The client does not feel safe or does not trust")
    OTHER = OTHER, _("Other")


CLIENT_REASONS = frozenset(r for r in DeclineReason.values if r.startswith("client_"))


class HoldReason(models.TextChoices):
    """Before the work begins or in the middle of it."""

    NO_PLACE = "no_place", _("No place is free now")
    GROUP_NOT_STARTED = "group_not_started", _("The group has not started")
    INTERPRETER_MISSING = "interpreter_missing", _("No interpreter yet")
    CLIENT_ASKS = "client_asks", _("The client asks for it")
    ILLNESS_OR_LEAVE = "illness_or_leave", _("Illness or leave")
    AUTHORITY_DECIDES = "authority_decides", _("An authority’s decision is awaited")
    FUNDING_BREAK = "funding_break", _("A break in funding")
    OTHER = OTHER, _("Other")


class EndReason(models.TextChoices):
    """Why the work ended before its time. Missed meetings alone never end it by themselves."""

    MOVED = "moved", _("The client moved away")
    WORK_OR_STUDIES = "work_or_studies", _("Work or studies began")
    NEEDS_MET_ELSEWHERE = "needs_met_elsewhere", _("The client gets help elsewhere")
    DISENGAGED = "disengaged", _("The client stayed away")
    ILLNESS = "illness", _("Illness")
    DIED = "died", _("The client died")
    PERMIT_ENDED = "permit_ended", _("The residence permit ended")
    TO_AUTHORITY = "to_authority", _("Transferred to an authority")
    OTHER = OTHER, _("Other")


class CancelReason(models.TextChoices):
    """Why the sender takes a referral back."""

    MISTAKEN = "mistaken", _("Made by mistake or twice")
    CLIENT_WITHDREW = "client_withdrew", _("The client does not want it any more")
    CIRCUMSTANCES = "circumstances", _("The client’s situation has changed")
    REPLACED = "replaced", _("Another referral takes its place")
    OTHER = OTHER, _("Other")


_LISTS = (DeclineReason, HoldReason, EndReason, CancelReason)


def reason_label(code: str, reasons: type[models.TextChoices] | None = None) -> str | Promise:
    """What a stored code is called, in its list or, where that is not known, in any."""
    for listed in (reasons,) if reasons else _LISTS:
        if code in listed.values:
            return listed(code).label
    return code
