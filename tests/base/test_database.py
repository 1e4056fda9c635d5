"""What the web process may do in the database, and what the test harness promises."""

import threading

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from polku.base.database import checks, embedded, roles
from polku.base.database.address import conninfo

pytestmark = pytest.mark.database15


@pytest.fixture
def sql(db):
    with connection.cursor() as cursor:
        yield cursor


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


@pytest.mark.parametrize("table", settings.POLKU_APPEND_ONLY_TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id", "TRUNCATE {}"])
def test_web_process_cannot_change_append_only_table(sql, table, statement):
    with pytest.raises(ProgrammingError, match=f"permission denied for table {table}"):
        sql.execute(statement.format(table))


@pytest.mark.parametrize("table", settings.POLKU_APPEND_ONLY_TABLES)
def test_web_process_reads_and_adds_to_append_only_table(sql, table):
    sql.execute(
        "SELECT has_table_privilege(%s, 'SELECT'), has_table_privilege(%s, 'INSERT')",
        [table, table],
    )
    assert sql.fetchone() == (True, True)


def test_web_process_works_in_every_other_table(sql):
    sql.execute("""
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
          AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
                   AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))
    """)
    kept = {name for (name,) in sql.fetchall()}
    assert kept == {*settings.POLKU_APPEND_ONLY_TABLES, "django_migrations"}


def test_partition_of_append_only_table_is_append_only_too(transactional_db):
    app = connection.settings_dict["USER"]
    with roles.as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE log (id int) PARTITION BY RANGE (id)")
        cursor.execute("CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (9)")
        roles.grant(cursor, app=app, append_only=["log"])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO log VALUES (1)")
        with pytest.raises(ProgrammingError, match="permission denied for table log_1"):
            cursor.execute("DELETE FROM log_1")


def test_owner_is_no_superuser(transactional_db):
    with roles.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_role_does_not_change_inside_a_transaction(transactional_db):
    with transaction.atomic(), pytest.raises(RuntimeError), roles.as_owner():
        pass


def test_role_is_the_web_processs_again_after_migrating(transactional_db):
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (connection.settings_dict["USER"],)


def test_without_owners_address_migrating_is_refused(transactional_db, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "OWNER", None)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL"):
        call_command("migrate", verbosity=0)


def test_check_passes_for_the_web_role_and_fails_for_the_owner(transactional_db):
    assert checks.web_role_owns_nothing(None) == []
    with roles.as_owner():
        (error,) = checks.web_role_owns_nothing(None)
    assert error.id == "polku.E002"
    assert "owns" in error.msg and "may create tables" in error.msg


def test_check_reports_a_database_that_does_not_answer(transactional_db, monkeypatch, tmp_path):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", str(tmp_path))
    (error,) = checks.web_role_owns_nothing(None)
    assert error.id == "polku.E001"


# Making a database on another server


def test_create_database_names_what_is_missing(monkeypatch):
    monkeypatch.delenv("DATABASE_ADMIN_URL", raising=False)
    with pytest.raises(CommandError, match="DATABASE_ADMIN_URL"):
        call_command("create_database")


def test_one_role_for_both_is_refused(db, monkeypatch):
    monkeypatch.setenv("DATABASE_ADMIN_URL", "postgresql://postgres@/postgres")
    monkeypatch.setitem(connection.settings_dict["OWNER"], "USER", connection.settings_dict["USER"])
    with pytest.raises(CommandError, match="two different roles"):
        call_command("create_database")


def test_server_that_does_not_answer_is_one_sentence(db, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_ADMIN_URL", f"postgresql://postgres@/postgres?host={tmp_path}")
    with pytest.raises(CommandError, match="The database server says: "):
        call_command("create_database")


# The harness itself


def test_rolled_back_test_leaves_nothing_first(db):
    assert not Group.objects.filter(name="left behind").exists()
    Group.objects.create(name="left behind")


test_rolled_back_test_leaves_nothing_second = test_rolled_back_test_leaves_nothing_first


def test_other_thread_sees_what_a_transactional_test_commits(transactional_db):
    Group.objects.create(name="committed")
    seen = []

    def look():
        seen.append(Group.objects.filter(name="committed").exists())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [True]


def test_transactional_test_has_a_database_of_its_own(transactional_db):
    assert not Group.objects.filter(name__in=["committed", "left behind"]).exists()
    with psycopg.connect(**conninfo(connection.settings_dict)) as ours:
        assert ours.info.dbname == connection.settings_dict["NAME"]


def test_embedded_server_is_left_alone_where_another_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://polku_app@h/polku")
    with embedded.at_hand(tmp_path) as cluster:
        assert cluster is None
    assert list(tmp_path.iterdir()) == []


def test_a_copy_goes_though_somebody_is_connected_to_it(database_copies, django_db_blocker):
    with django_db_blocker.unblock():
        name = database_copies.copy()
        app = {**settings.DATABASES["default"], "NAME": name}
        with psycopg.connect(**conninfo(app)) as visitor:
            visitor.execute("SELECT 1")
            database_copies.drop(name)
            with pytest.raises(psycopg.OperationalError):
                visitor.execute("SELECT 1")
        with database_copies.connect() as connection:
            left = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            assert left.fetchone() is None
        database_copies.drop(name)  # once more is no fault
