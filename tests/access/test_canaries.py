"""Where no page looks: tables, jobs, mails, logs, cache and error pages of the world.

The pages are searched by `test_routes`, cell by cell, for every role.
"""

import logging

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from polku.record.classification import PERSONAL, SENSITIVE, of_kind
from referrals.exchange import services
from tests.access.answers import fill
from tests.access.roles import Role
from tests.access.table import ROWS
from tests.access.world import World

# What is written on a client and stored encrypted; names and birth dates are stored plain.
PLAIN = ("given name", "family name", "date of birth", "given_name", "family_name")
# A digest and a switch: they hold no text.
NO_TEXT = ("identity_code_index", "non_disclosure")


def tables() -> list[str]:
    return [
        name
        for name in connection.introspection.table_names()
        if not name.startswith("procrastinate_version")
    ]


def dump(table: str) -> str:
    """All rows of a table as text, as a dump of the database shows them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(string_agg(t::text, E'\\n'), '') "
            f"FROM {connection.ops.quote_name(table)} t"
        )
        return cursor.fetchone()[0]


def tables_of(*kinds: str) -> set[str]:
    return {apps.get_model(model)._meta.db_table for model, _field in of_kind(*kinds)}


def test_every_personal_and_sensitive_field_of_a_client_holds_a_canary(untouched: World):
    """A new field without one would go unwatched."""
    silent = set()
    for model, field in of_kind(PERSONAL, SENSITIVE):
        values = apps.get_model(model)._base_manager.values_list(field, flat=True)
        if field in NO_TEXT:
            continue
        if not untouched.flock.seen_in(" ".join(str(value) for value in values)):
            silent.add(f"{model}.{field}")
    assert silent == set()


def test_a_dump_of_the_database_shows_nothing_sensitive(untouched: World):
    found = {
        (table, canary.what)
        for table in tables()
        for canary in untouched.flock.seen_in(dump(table))
        if canary.about == "client" and not canary.what.split(": ")[1].startswith(PLAIN)
    }
    assert found == set()


def test_names_of_clients_stand_in_no_table_but_that_of_people(untouched: World):
    """Not in the search index, revisions, jobs, events, the record, sessions or statistics."""
    singing = {
        table
        for table in tables()
        if any(canary.about == "client" for canary in untouched.flock.seen_in(dump(table)))
    }
    assert singing == {"people_person"}
    assert singing <= tables_of(PERSONAL)


def test_mails_jobs_and_cache_say_nothing_of_anyone(untouched: World):
    for message in mail.outbox:
        assert untouched.flock.seen_in(message.subject, message.body) == set()
    for table in ("procrastinate_jobs", "record_outboxevent", "record_auditentry"):
        assert untouched.flock.seen_in(dump(table)) == set(), table
    assert untouched.flock.seen_in(str(getattr(cache, "_cache", ""))) == set()


def test_logs_say_nothing_of_anyone(untouched: World, caplog):
    """Every door is knocked at by a worker of the receiver, who sees the most."""
    caplog.set_level(logging.INFO)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    client = untouched.visitor(Role.RECEIVER_WORKER)
    for row in ROWS:
        if row.verb == "GET":
            client.get(fill(row.place, untouched))
    assert untouched.flock.seen_in(caplog.text) == set()


def test_an_error_page_says_nothing_of_anyone(untouched: World, monkeypatch, caplog):
    """Whatever breaks while a client's data is at hand."""
    referral = untouched.referrals["full"]

    def breaks(*, actor, key, **given):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(services, "accept", breaks)
    client = Client(raise_request_exception=False)
    client.cookies = untouched.visitor(Role.RECEIVER_WORKER).cookies
    response = client.post(
        reverse("desk:referral_move", args=[referral.key, "accept"]),
        {
            "version": referral.version,
            "request_id": untouched.fresh,
            "responsible_worker": untouched.accounts[Role.RECEIVER_WORKER].pk,
            "first_contact_on": untouched.next_week,
            "comment": untouched.words["full purpose"],
        },
    )
    assert response.status_code == 500
    assert untouched.flock.seen_in(response.content) == set()
    assert untouched.flock.seen_in(caplog.text) == set()


@pytest.mark.parametrize("role", [Role.RECEIVER_EDITOR, Role.SUPERUSER])
def test_the_editors_search_finds_no_client(untouched: World, role: Role):
    person = untouched.people["full"]
    client = untouched.visitor(role)
    for words in (person.family_name, person.email, str(person.key)):
        response = client.get("/cms/pages/search/", {"q": words})
        assert response.status_code == 200
        sung = {
            canary.what
            for canary in untouched.flock.seen_in(response.content)
            if canary.about == "client" and words.lower() not in map(str.lower, canary.forms)
        }
        assert sung == set()
