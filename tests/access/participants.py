"""Those who were invited and those who signed up, with a canary in each personal field."""

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from activities.signups.models import Message
from orgs.models import Invitation
from polku.base.public_forms import new_ticket
from tests.access.roles import Role
from tests.factories import signups

if TYPE_CHECKING:
    from tests.access.world import World


def sign_up(world: "World") -> None:
    """People sign up for the café of B, for its only date."""
    café = world.activities["B"]
    readers = {Role.RECEIVER_EDITOR}
    world.questions["B"] = signups.question(café, "Do you come by bus?")
    # A form that was shown a minute ago.
    world.ticket = new_ticket(time.time() - 60)
    world.sign_ups["nameless"] = signups.sign_up(café, name="Somebody", language="en")
    world.sign_ups["known"] = signups.with_mail(
        café,
        name=world.flock.word("sign-up: name", readers),
        contact=world.flock.email("sign-up: contact", readers),
        answers=[
            {
                "question": world.questions["B"].pk,
                "asked": world.questions["B"].label,
                "answer": world.flock.text("sign-up: answer", readers),
            }
        ],
        language="en",
    )
    Message.objects.create(
        activity=café,
        occurrence=world.dates["B"],
        text=world.flock.text("sign-up: message of B", readers),
        # Before anybody came, so that it stands on nobody's page but the organiser's.
        sent_at=timezone.now() - timedelta(days=1),
    )


def invite(world: "World") -> None:
    """Somebody is invited to B and to C and has not come yet."""
    for letter, manager in (("B", Role.RECEIVER_MANAGER), ("C", Role.OUTSIDER_MANAGER)):
        world.invitations[letter] = Invitation.objects.create(
            organisation=world.organisations[letter],
            email=world.flock.email(f"address of who is invited to {letter}", {manager}),
            roles=["editor"],
            invited_by=world.accounts[manager],
            expires_at=timezone.now() + timedelta(days=14),
        )
