"""Two roles: the owner makes tables, the app role fills them.

Because the app role owns nothing, the triggers and privileges on append-only tables bind the web
process: it can neither drop a trigger nor grant itself a right.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from psycopg.sql import SQL, Identifier, Literal

# All four are "trusted": the owner of a database may create them without being a superuser.
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin", "btree_gist")
MIGRATIONS_TABLE = "django_migrations"


def prepare_server(
    admin: psycopg.Connection,
    *,
    owner: str,
    app: str,
    database: str,
    passwords: dict[str, str] | None = None,
) -> None:
    """Make the two roles and the database, unless they are there. `admin` is in autocommit."""
    for role, power in ((owner, "CREATEDB"), (app, "NOCREATEDB")):
        options = SQL(f"LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS {power}")
        if password := (passwords or {}).get(role):
            options += SQL(" PASSWORD {}").format(Literal(password))
        verb = "ALTER" if _exists(admin, "pg_roles", "rolname", role) else "CREATE"
        admin.execute(SQL(verb + " ROLE {} {}").format(Identifier(role), options))
    # The owner may act as the app role, and end its sessions when a test database is dropped.
    admin.execute(SQL("GRANT {} TO {}").format(Identifier(app), Identifier(owner)))
    if not _exists(admin, "pg_database", "datname", database):
        create_database(admin, database, owner=owner)


def create_database(
    connection: psycopg.Connection, name: str, *, owner: str, template: str = "template0"
) -> None:
    """A database, empty or a copy of `template`. It sorts by code point, alike on every system."""
    statement = SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
        Identifier(name), Identifier(owner), Identifier(template)
    )
    if template == "template0":
        builtin = connection.info.server_version >= 170000
        statement += SQL(" ENCODING 'UTF8' ") + SQL(
            "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
            if builtin
            else "LOCALE_PROVIDER libc LOCALE 'C.UTF-8'"
        )
    connection.execute(statement)


def close_database(connection: psycopg.Connection, database: str, *, app: str) -> None:
    """Only owner and app role may connect. `connection` is the owner's, to any database."""
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}",
    ):
        names = {"database": Identifier(database), "app": Identifier(app)}
        connection.execute(SQL(statement).format(**names))


def prepare_database(connection: psycopg.Connection, *, app: str) -> None:
    """Extensions and privileges of one database; `connection` is the owner's, in autocommit."""
    for extension in EXTENSIONS:
        connection.execute(SQL("CREATE EXTENSION IF NOT EXISTS {}").format(Identifier(extension)))
    close_database(connection, connection.info.dbname, app=app)
    for statement in (
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {app}",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {app}",
    ):
        connection.execute(SQL(statement).format(app=Identifier(app)))


def grant(cursor, *, app: str, append_only: Sequence[str]) -> None:
    """Set the app role's privileges on every table and sequence of the owner; may run at any time.

    Of the `append_only` tables (with their partitions) and of the list of migrations the app role
    may not change or remove a row. Tables that are not there yet are passed over.
    """
    cursor.execute(_TABLES)
    tables = [name for (name,) in cursor.fetchall()]
    cursor.execute(_SEQUENCES)
    sequences = [name for (name,) in cursor.fetchall()]
    cursor.execute(_WITH_PARTITIONS, [list(append_only)])
    append_only = [name for (name,) in cursor.fetchall()]
    role = Identifier(app)
    if tables:
        names = SQL(", ").join(map(Identifier, tables))
        cursor.execute(SQL("REVOKE ALL ON TABLE {} FROM {}").format(names, role))
        cursor.execute(
            SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE {} TO {}").format(names, role)
        )
    if sequences:
        names = SQL(", ").join(map(Identifier, sequences))
        cursor.execute(SQL("GRANT USAGE, SELECT ON SEQUENCE {} TO {}").format(names, role))
    if append_only:
        names = SQL(", ").join(map(Identifier, append_only))
        cursor.execute(SQL("REVOKE UPDATE, DELETE ON TABLE {} FROM {}").format(names, role))
    if MIGRATIONS_TABLE in tables:
        cursor.execute(
            SQL("REVOKE INSERT, UPDATE, DELETE ON TABLE {} FROM {}").format(
                Identifier(MIGRATIONS_TABLE), role
            )
        )


@contextmanager
def as_owner(alias: str = "default") -> Iterator[None]:
    """Within this block Django's connection is the owner's. Not inside a transaction.

    Raises ImproperlyConfigured where the owner's address is not known.
    """
    connection = connections[alias]
    settings = connection.settings_dict
    owner = settings.get("OWNER")
    if not owner:
        raise ImproperlyConfigured(
            "This command changes tables, so it needs the address of the role that owns them: "
            "set DATABASE_OWNER_URL (README.md has the table of settings)."
        )
    if connection.in_atomic_block:
        raise RuntimeError("The role cannot change inside a transaction.")
    keys = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    app = {key: settings[key] for key in keys}
    connection.close()
    settings.update({key: owner.get(key, "") for key in keys})
    settings["OPTIONS"] = owner.get("OPTIONS", {})
    try:
        yield
    finally:
        connection.close()
        settings.update(app)


def _exists(connection: psycopg.Connection, catalogue: str, column: str, name: str) -> bool:
    query = SQL("SELECT 1 FROM {} WHERE {} = %s").format(Identifier(catalogue), Identifier(column))
    return connection.execute(query, [name]).fetchone() is not None


_OWN = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
      AND relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
"""
_TABLES = _OWN + "AND relkind IN ('r', 'p', 'v', 'm') ORDER BY relname"
_SEQUENCES = _OWN + "AND relkind = 'S' ORDER BY relname"
_WITH_PARTITIONS = """
    WITH RECURSIVE part AS (
        SELECT oid, relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)
        UNION ALL
        SELECT pg_class.oid, pg_class.relname
        FROM part JOIN pg_inherits ON inhparent = part.oid JOIN pg_class ON pg_class.oid = inhrelid
    )
    SELECT relname FROM part ORDER BY relname
"""
