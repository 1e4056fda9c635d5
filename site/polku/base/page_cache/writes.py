"""A committed change of a public table moves the mark of the page cache, once and after it."""

import re

from django.conf import settings
from django.db.backends.signals import connection_created

from . import stores

# The tables that a statement writes to; the locks and conflicts of SQL have an UPDATE, too.
_WRITES = re.compile(
    r"\b(?:INSERT\s+INTO|MERGE\s+INTO|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|COPY"
    r"|(?<!\bFOR\s)(?<!\bKEY\s)(?<!\bDO\s)UPDATE)\s+(?:ONLY\s+)?"
    r'(?:"?\w+"?\.)?"?(?P<table>\w+)',
    re.IGNORECASE,
)
# As Django writes plain values of a row.
_SETS = re.compile(
    r'UPDATE "(?P<table>\w+)" SET (?P<columns>"\w+" = (?:%s|NULL)(?:, "\w+" = (?:%s|NULL))*)'
    r"(?: WHERE |$)"
)
_COLUMN = re.compile(r'"(\w+)" = ')


def watch() -> None:
    """In every process that uses the database."""
    connection_created.connect(_watch, dispatch_uid="page_cache")


def _watch(connection, **kwargs) -> None:
    # First in the row: whoever has put in theirs takes away the last one.
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _note)


def _note(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if changes_pages(sql):
        _move_after(context["connection"])
    return result


def _move_after(connection) -> None:
    """As `transaction.on_commit` does it, but once a transaction and ahead of all others, whose
    faults would keep it from being called. What is taken back with a part of the transaction takes
    its note along."""
    if not connection.in_atomic_block:
        move()
    elif all(noted is not move for _points, noted, _robust in connection.run_on_commit):
        connection.run_on_commit.insert(0, (set(connection.savepoint_ids), move, True))


def changes_pages(sql) -> bool:
    """Whether a statement writes to a table from which public pages are made."""
    text = sql if isinstance(sql, str) else sql.as_string(None)
    if text.startswith("SELECT") or _is_bookkeeping(text):
        return False
    return any(
        not found["table"].startswith(tuple(settings.POLKU_TABLES_NOT_SHOWN))
        for found in _WRITES.finditer(text)
    )


def _is_bookkeeping(text: str) -> bool:
    """Whether it sets columns only that public pages show nothing of, such as those of drafts."""
    sets = _SETS.match(text)
    columns = sets and settings.POLKU_COLUMNS_NOT_SHOWN.get(sets["table"])
    return bool(columns) and columns.issuperset(_COLUMN.findall(sets["columns"]))


def move() -> None:
    """Every page is made anew from now on, in every process."""
    stores.store().move()
