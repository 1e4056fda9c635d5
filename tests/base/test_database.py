"""What the web process may do in the database, and what the test harness promises."""

import pytest
from django.db import ProgrammingError, connection


@pytest.fixture
def sql(db):
    with connection.cursor() as cursor:
        yield cursor


@pytest.mark.database15
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE intruder (id int)",
        "CREATE TEMPORARY TABLE intruder (id int)",
        "CREATE SCHEMA intruder",
        "DROP TABLE django_session",
        "ALTER TABLE django_session DISABLE TRIGGER ALL",
        "TRUNCATE django_session",
        "DELETE FROM django_migrations",
        "UPDATE django_migrations SET name = ''",
        "SET ROLE polku_owner",
        "CREATE ROLE intruder",
    ],
)
def test_web_process_cannot(sql, statement):
    with pytest.raises(ProgrammingError):
        sql.execute(statement)
