"""Who may refer, who may make which move, what a move needs, and working days."""

from datetime import date, timedelta

import holidays
from django.utils.translation import gettext as _

from activities.models import Activity
from orgs.access import Actor
from orgs.models import Organisation, OrganisationKind, Role
from referrals.people.rules import works_with_clients

from .models import Referral
from .states import Move, Side

# Authorities and others with a task by law in integration.
MAY_REFER = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.EMPLOYMENT_AUTHORITY,
        OrganisationKind.COUNTY,
        OrganisationKind.RECEPTION_CENTRE,
        OrganisationKind.STATE_CENTRE,
        OrganisationKind.KELA,
        OrganisationKind.EDUCATION_PROVIDER,
    }
)


def may_refer(actor: Actor) -> bool:
    """Whether the actor's organisation refers clients, and the actor in it."""
    return works_with_clients(actor) and actor.organisation.kind in MAY_REFER


def side_of(actor: Actor, referral: Referral) -> Side | None:
    """On which side the actor stands; None where they see nothing of it.

    What has never been sent belongs to its sender alone.
    """
    if not works_with_clients(actor):
        return None
    if referral.sender_id == actor.organisation.pk:
        return Side.SENDER
    if referral.receiver_id == actor.organisation.pk and referral.sent_at is not None:
        return Side.RECEIVER
    return None


def may_make(actor: Actor, move: Move, referral: Referral) -> bool:
    """Whether the move is the actor's at all, in whatever state the referral is."""
    if move.managers_only and not actor.has(Role.MANAGER):
        return False
    return side_of(actor, referral) == move.side


def wants(move: Move, referral: Referral, given: dict) -> dict[str, str]:
    """What the move needs and has not: a sentence by the name of the need."""
    stored = {
        "legal_basis": referral.share_set.legal_basis,
        "shared_fields": referral.share_set.fields,
        "purpose": referral.purpose,
        "answer_due_on": referral.answer_due_on,
    }
    return {need: _ask(need) for need in move.needs if not given.get(need, stored.get(need))}


def _ask(need: str) -> str:
    return {
        "legal_basis": _("Choose on what basis the information may be sent."),
        "shared_fields": _("Choose what goes along to the organisation."),
        "purpose": _("Write in a few words why you refer the client."),
        "answer_due_on": _("Say by when you want an answer."),
        "responsible_worker": _("Choose who takes care of the client."),
        "first_contact_on": _("Give the day of the first contact."),
        "reason": _("Choose the reason."),
        "outcome": _("Choose how far the goal was reached."),
        "report": _("Write what was done and how it went."),
        "review_on": _("Say when you will look at it again."),
        "comment": _("Write it in a few words: the other side reads this."),
    }[need]


def hindrance(activity: Activity, sender: Organisation) -> str:
    """Why the sender cannot refer anyone to the activity now; empty where it can."""
    if activity.status != Activity.Status.PUBLISHED or activity.organisation.closed_on:
        return _("The activity is not offered any more. Choose another one.")
    if not activity.takes_referrals:
        return _("The activity does not take referrals now. Choose another one.")
    if activity.organisation_id == sender.pk:
        return _("The activity is your own organisation’s: no referral is needed.")
    return ""


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`: no Saturday, Sunday or Finnish public holiday."""
    free = holidays.country_holidays("FI")
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in free:
            count -= 1
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days come after `first`, up to and with `last`."""
    free = holidays.country_holidays("FI")
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in free for day in days)
