"""Reading what was disclosed."""

from orgs.access import Actor
from referrals.people.rules import works_with_clients

from .models import DisclosedSnapshot, Disclosure


def snapshot_content(actor: Actor, disclosure: Disclosure) -> dict:
    """What went with a disclosure, for workers of the two organisations; empty once erased.

    Nothing for anyone else: who may see which disclosure is settled again here.
    """
    if not works_with_clients(actor):
        return {}
    if actor.organisation.pk not in (disclosure.sender_id, disclosure.receiver_id):
        return {}
    snapshot = DisclosedSnapshot.objects.filter(disclosure=disclosure).first()
    return (snapshot.content or {}) if snapshot else {}
