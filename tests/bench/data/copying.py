"""Rows of a model, kept in memory and written with COPY."""

import json
from typing import Any

from django.db import connection, models
from psycopg.sql import SQL, Identifier


class Table:
    """Rows of one model. `add` takes database values by attribute name (`activity_id`); JSON and
    encrypted fields are given as stored text. What is left out gets the field's default."""

    def __init__(self, model: type[models.Model]):
        self.model = model
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        self._columns = [field.column for field in fields]
        self._defaults = {field.attname: _default(field) for field in fields}
        self._pk = model._meta.pk.attname
        last = model._base_manager.aggregate(last=models.Max("pk"))["last"]
        self._next = (last or 0) + 1
        self.rows: list[dict[str, Any]] = []

    def add(self, **values) -> dict[str, Any]:
        """The new row; its primary key is the next number unless it is given."""
        if self._pk not in values:
            values[self._pk] = self._next
            self._next += 1
        row = self._defaults | values
        if len(row) != len(self._columns):
            raise TypeError(f"{self.model.__name__} has no {values.keys() - self._defaults.keys()}")
        self.rows.append(row)
        return row

    def copy(self) -> None:
        statement = SQL("COPY {} ({}) FROM STDIN").format(
            Identifier(self.model._meta.db_table), SQL(", ").join(map(Identifier, self._columns))
        )
        with connection.cursor() as cursor, cursor.copy(statement) as stream:
            for row in self.rows:
                stream.write_row(tuple(row.values()))


def _default(field: models.Field) -> Any:
    if field.get_internal_type() == "JSONField":
        return None if field.null else json.dumps(list(field.get_default() or []))
    return field.get_default()
