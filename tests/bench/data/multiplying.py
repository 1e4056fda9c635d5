"""Many times the same activities, at other times of the week, made by the database itself.

The copies are read on the pages of those that were made one by one, and lack the running text,
which no list reads.
"""

from django.db import connection, models
from psycopg.sql import SQL, Identifier

from activities.models import Activity, ActivityText, Occurrence

from ..sizes import Size

_LOCAL_DATE = "local_date + copy % 7"
_LOCAL_TIME = "local_time + copy % 4 * interval '1 hour'"
_STARTS_AT = f"({_LOCAL_DATE} + ({_LOCAL_TIME})) AT TIME ZONE timezone"
# What a copy has that differs; `copy` counts from 1.
_CHANGED = {
    Activity: {"translation_key": "gen_random_uuid()"},
    ActivityText: {"body": "''"},
    Occurrence: {
        "key": "gen_random_uuid()",
        "local_date": _LOCAL_DATE,
        "local_time": _LOCAL_TIME,
        "starts_at": _STARTS_AT,
        "ends_at": f"{_STARTS_AT} + (ends_at - starts_at)",
    },
}


def multiply(size: Size) -> None:
    for model in _CHANGED if size.copies > 1 else ():
        _multiply(model, size)


def _multiply(model: type[models.Model], size: Size) -> None:
    """The rows of the model's originals, whose numbers go on without a gap."""
    last = model.objects.aggregate(last=models.Max("pk"))["last"]
    changed = {"id": f"id + copy * {last}", "activity_id": f"activity_id + copy * {size.made}"}
    changed |= _CHANGED[model]
    columns = [field.column for field in model._meta.concrete_fields if not field.generated]
    statement = SQL(
        "INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, {copies}"
    ).format(
        table=Identifier(model._meta.db_table),
        columns=SQL(", ").join(map(Identifier, columns)),
        values=SQL(", ").join(
            SQL(changed[name]) if name in changed else Identifier(name) for name in columns
        ),
        copies=SQL("generate_series(1, {}) AS copy").format(size.copies - 1),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
