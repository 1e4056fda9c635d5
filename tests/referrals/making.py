"""Making any move of the table with all that it needs, or with something lacking."""

from datetime import timedelta

from django.utils import timezone

from orgs.access import Actor
from orgs.models import Role
from referrals.exchange import services
from referrals.exchange.models import Referral
from referrals.exchange.states import MOVES, Side
from tests.factories import orgs
from tests.factories.referrals import IN_PLACE, IN_STATE, Sides


def needs(verb: str, actor: Actor, lacking: bool = False) -> dict:
    """What the service of the move asks for; `lacking` one of them, where it asks for any."""
    today = timezone.localdate()
    soon = today + timedelta(days=20)
    report = {
        "outcome": "partly",
        "began_on": today,
        "ended_on": today,
        "report": "" if lacking else "It went well.",
    }
    words = "" if lacking else "In a few words."
    given = {
        "reply": {"comment": words},
        "cancel": {"reason": "" if lacking else "mistaken"},
        "request_cancellation": {"reason": "" if lacking else "client_withdrew"},
        "refuse_cancellation": {"comment": words},
        "reopen": {"comment": words},
        "mark_in_error": {"comment": words},
        "accept": {
            "responsible_worker": None if lacking else actor.user,
            "first_contact_on": today,
        },
        "ask": {"comment": words},
        "start": {"first_contact_on": today + timedelta(days=1) if lacking else today},
        "wait": {"reason": "no_place", "review_on": None if lacking else soon},
        "pause": {"reason": "illness_or_leave", "review_on": today if lacking else soon},
        "end_early": report | {"reason": "moved"},
        "decline": {"reason": "" if lacking else "no_capacity"},
        "complete": report,
    }
    if verb == "reassign":
        worker = None if lacking else orgs.member(actor.organisation, Role.WORKER)
        return {"responsible_worker": worker}
    return given.get(verb, {})


def make(verb: str, actor: Actor, key, **more) -> Referral:
    return getattr(services, verb)(actor=actor, key=key, **needs(verb, actor) | more)


def maker(sides: Sides, verb: str):
    """Who makes the move."""
    own = sides.sender if MOVES[verb].side == Side.SENDER else sides.receiver
    return orgs.actor(own.organisation, Role.MANAGER) if MOVES[verb].managers_only else own


def ready_for(sides: Sides, verb: str, place=None) -> Referral:
    """A referral in a place from which the move goes, by default its first, with the request to
    cancel that it may need."""
    place = place or MOVES[verb].sources[0]
    referral = (IN_PLACE[place] if isinstance(place, tuple) else IN_STATE[place])(sides)
    return asked_to_cancel(sides, referral) if MOVES[verb].when_asked_to_cancel else referral


def asked_to_cancel(sides: Sides, referral: Referral) -> Referral:
    return make("request_cancellation", sides.sender, referral.key)


def where(verb: str, place: tuple[str, str]) -> tuple[str, str]:
    """The place to which the move leads from another."""
    move = MOVES[verb]
    return place if move.target is None else (move.target.value, move.business_status.value)
