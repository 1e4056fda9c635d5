"""Where no page looks: tables, jobs, mails, logs, cache and error pages of the world.

The pages are searched by `test_routes`, cell by cell, for every role.
"""

import copy
import io
import logging
import logging.config
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from polku.record.classification import PERSONAL, SENSITIVE, of_kind
from referrals.exchange import services
from referrals.people.models import Person
from tests.access.answers import fill
from tests.access.canaries import PEOPLE, Flock
from tests.access.roles import Role
from tests.access.table import ROWS, Row
from tests.access.world import World

# What is written on people and stored encrypted; names and birth dates are stored plain.
PLAIN = ("name", "given name", "family name", "date of birth", "given_name", "family_name")
# A digest and a switch: they hold no text.
NO_TEXT = {("people.Person", "identity_code_index"), ("people.Person", "non_disclosure")}


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
        if (model, field) in NO_TEXT:
            continue
        if not untouched.flock.seen_in(" ".join(str(value) for value in values)):
            silent.add(f"{model}.{field}")
    assert silent == set()


def test_a_dump_of_the_database_shows_nothing_sensitive(untouched: World):
    found = {
        (table, canary.what)
        for table in tables()
        for canary in untouched.flock.seen_in(dump(table))
        if canary.about in PEOPLE and not canary.what.split(": ")[1].startswith(PLAIN)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("about", "table"), [("client", "people_person"), ("participant", "signups_signup")]
)
def test_names_of_people_stand_in_no_table_but_their_own(untouched: World, about, table):
    """Not in the search index, revisions, jobs, events, the record, sessions or statistics."""
    singing = {
        each
        for each in tables()
        if any(canary.about == about for canary in untouched.flock.seen_in(dump(each)))
    }
    assert singing == {table}
    assert singing <= tables_of(PERSONAL)


def test_mails_jobs_and_cache_say_nothing_of_anyone(untouched: World):
    assert untouched.mails
    for message in untouched.mails:
        assert _of_clients(untouched, str(message.message())) == set()
    for table in ("procrastinate_jobs", "record_outboxevent", "record_auditentry"):
        assert untouched.flock.seen_in(dump(table)) == set(), table
    for key, stored in cache._cache.items():
        assert untouched.flock.seen_in(stored) == set(), key


def test_sessions_hold_nothing_of_clients(untouched: World):
    """Sessions are stored compressed, so a dump of them says nothing."""
    for row in ROWS:
        for role in (Role.SENDER_WORKER, Role.RECEIVER_WORKER):
            _ask(untouched.visitor(role), row, untouched)
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    assert len(sessions) >= len(untouched.sessions)
    assert _of_clients(untouched, *sessions) == set()


def test_logs_say_nothing_of_anyone(untouched: World, caplog):
    """Every form is sent and every page asked for by those who see the most."""
    caplog.set_level(logging.DEBUG)
    for row in ROWS:
        for role in (Role.SENDER_WORKER, Role.RECEIVER_WORKER):
            with transaction.atomic():
                _ask(untouched.visitor(role), row, untouched)
                transaction.set_rollback(True)
    assert "Method Not Allowed" in caplog.text or "Not Found" in caplog.text
    assert untouched.flock.seen_in(caplog.text) == set()


def _breaks(world: World) -> None:
    raise RuntimeError("broken on purpose")


def _breaks_in_the_database(world: World) -> None:
    """PostgreSQL tells the whole row that it refuses, names and all."""
    Person.objects.filter(pk=world.people["full"].pk).update(controller=None)


@pytest.mark.parametrize("fault", [_breaks, _breaks_in_the_database])
def test_an_error_says_nothing_of_anyone(untouched: World, monkeypatch, capsys, fault):
    """Whatever breaks while a client's data is at hand, neither page nor log tells it. The log is
    read as the site writes it, with the traceback."""
    handler = logging.StreamHandler(written := io.StringIO())
    handler.setFormatter(_formatter_of_the_site())
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    monkeypatch.setattr(services, "accept", lambda **given: fault(untouched))
    client = untouched.visitor(Role.RECEIVER_WORKER, raise_request_exception=False)
    referral = untouched.referrals["full"]
    with transaction.atomic():
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
        transaction.set_rollback(True)
    assert response.status_code == 500
    assert "Traceback" in written.getvalue()
    assert untouched.flock.seen_in(response.content) == set()
    assert untouched.flock.seen_in(written.getvalue()) == set()


def _formatter_of_the_site() -> logging.Formatter:
    """The one that `settings.LOGGING` gives to the console."""
    made = logging.config.DictConfigurator(
        {"version": 1, "formatters": copy.deepcopy(settings.LOGGING["formatters"])}
    )
    return made.configure_formatter(made.config["formatters"]["plain"])


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


def test_a_canary_is_heard_in_every_disguise():
    """The ear of all these tests."""
    flock = Flock()
    word = flock.word("a word", [Role.SENDER_WORKER])
    day = flock.birth_date("a day", [])
    phone = flock.phone("a number", [])
    for text in (word, word.upper(), f"&quot;{word}&quot;", f"q={word}%20x", f"x{word}."):
        assert {canary.what for canary in flock.seen_in(text)} == {"a word"}, text
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}"):
        assert {canary.what for canary in flock.seen_in(text)} == {"a day"}, text
    for text in (f"tel:{phone}", quote(phone), phone.removeprefix("+")):
        assert {canary.what for canary in flock.seen_in(text)} == {"a number"}, text
    assert flock.seen_in(f"{word}1", f"1{day.isoformat()}", "kanari", str(day.year)) == set()
    assert flock.leaks(Role.SENDER_WORKER, word) == []
    assert flock.leaks(Role.RECEIVER_WORKER, word.encode()) == ["a word"]


def _ask(client: Client, row: Row, world: World) -> None:
    place = fill(row.place, world)
    if row.verb == "GET":
        client.get(place)
    else:
        client.post(place, row.filled(world))


def _of_clients(world: World, *haystacks: str) -> set[str]:
    return {canary.what for canary in world.flock.seen_in(*haystacks) if canary.about in PEOPLE}
