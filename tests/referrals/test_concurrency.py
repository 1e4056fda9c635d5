"""Two workers at one referral at the same moment: one wins, the other is told."""

import threading
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection
from django.utils import timezone

from referrals.exchange import services
from referrals.exchange.models import Referral, ReferralMove
from referrals.exchange.states import Status
from referrals.people.models import Person
from tests.factories import orgs
from tests.factories.referrals import Sides, client, draft, identity_code, received

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list:
    """Run each in a thread and on a connection of its own; their results or exceptions."""
    results: list = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(place: int, act) -> None:
        close_old_connections()
        gate.wait()
        try:
            results[place] = act()
        except Exception as error:  # the test looks at it
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_of_two_decisions_one_wins():
    sides = Sides()
    colleague = orgs.actor(sides.receiver.organisation)
    referral = received(sides)
    version = referral.version
    results = at_once(
        lambda: services.accept(
            actor=sides.receiver,
            key=referral.key,
            version=version,
            responsible_worker=sides.receiver.user,
            first_contact_on=timezone.localdate(),
        ),
        lambda: services.decline(
            actor=colleague, key=referral.key, version=version, reason="no_capacity"
        ),
    )
    lost = [result for result in results if isinstance(result, services.Conflict)]
    won = [result for result in results if isinstance(result, Referral)]
    assert (len(won), len(lost)) == (1, 1)
    assert (lost[0].given, lost[0].current) == (version, version + 1)
    stored = Referral.objects.get()
    assert (stored.status, stored.version) == (won[0].status, version + 1)
    # Whole or not at all: a client of the receiver only where the referral was accepted.
    own = Person.objects.filter(holder=sides.receiver.organisation).count()
    assert own == (stored.status == Status.ACCEPTED)


def test_the_same_request_at_the_same_moment_is_one_move():
    sides = Sides()
    referral = received(sides)
    request = uuid4()

    def decline():
        return services.decline(
            actor=sides.receiver,
            key=referral.key,
            version=referral.version,
            request_id=request,
            reason="no_capacity",
        )

    results = at_once(decline, decline, decline)
    assert [result.version for result in results] == [referral.version + 1] * 3
    assert ReferralMove.objects.filter(verb="decline").count() == 1


def test_of_two_drafts_of_one_client_one_is_made():
    sides = Sides()
    results = at_once(lambda: draft(sides), lambda: draft(sides))
    assert {type(result) for result in results} == {Referral, ValidationError}
    assert Referral.objects.count() == 1


def test_of_two_clients_with_one_identity_code_one_is_made():
    actor, code = orgs.actor(orgs.organisation()), identity_code()
    results = at_once(
        lambda: client(actor, identity_code=code), lambda: client(actor, identity_code=code)
    )
    refused = [result for result in results if isinstance(result, ValidationError)]
    assert [list(error.message_dict) for error in refused] == [["identity_code"]]
    assert Person.objects.count() == 1
