"""The record is added to, and nothing else, whoever asks."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from polku.base.database.roles import as_owner
from polku.record.audit import record
from polku.record.models import AuditEntry
from tests.factories import orgs

# A column that each append-only table has.
COLUMN = {
    "record_auditentry": "verb",
    "exchange_referralmove": "verb",
    "consent_disclosure": "legal_basis",
}


def _changes(table: str) -> list[str]:
    return [
        f"UPDATE {table} SET {COLUMN[table]} = 'x'",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    ]


def _refusal(statement: str) -> str:
    with (
        pytest.raises(ProgrammingError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return str(error.value)


def test_every_append_only_table_is_tried_here():
    assert list(COLUMN) == settings.POLKU_APPEND_ONLY_TABLES


@pytest.mark.database15
@pytest.mark.django_db
@pytest.mark.parametrize("table", COLUMN)
def test_the_web_process_may_not_change_what_is_written(table):
    for statement in _changes(table):
        assert _refusal(statement).startswith("permission denied"), statement


@pytest.mark.database15
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", COLUMN)
def test_a_trigger_refuses_even_the_owner(table):
    with as_owner():
        for statement in _changes(table):
            assert f"Rows of {table} are never changed or removed." in _refusal(statement)


@pytest.mark.django_db
def test_an_entry_names_who_did_what_to_which_row_and_no_value():
    actor = orgs.actor(orgs.organisation(name="Hiljainen yhdistys"))
    entry = record(actor, "organisation.read", actor.organisation, count=3)
    stored = AuditEntry.objects.values().get(pk=entry.pk)
    at = stored.pop("at")
    assert at.tzinfo is not None
    assert stored == {
        "id": entry.pk,
        "user_id": actor.user.pk,
        "organisation_id": actor.organisation.pk,
        "verb": "organisation.read",
        "subject_type": "orgs.organisation",
        "subject_id": actor.organisation.pk,
        "count": 3,
    }


@pytest.mark.django_db
def test_what_the_system_does_has_no_actor():
    entry = record(None, "areas.load")
    assert (entry.user_id, entry.organisation_id, entry.subject_id) == (None, None, None)


@pytest.mark.django_db
def test_the_record_outlives_what_it_speaks_of():
    user = orgs.user()
    organisation = orgs.organisation()
    entry = record(orgs.Actor(user, organisation, frozenset()), "organisation.read", organisation)
    number = organisation.pk
    organisation.delete()
    user.delete()
    assert AuditEntry.objects.get(pk=entry.pk).subject_id == number
