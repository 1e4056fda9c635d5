"""Tables to which rows are added and nothing else, whoever asks."""

from django.db import migrations

_FUNCTION = """
CREATE OR REPLACE FUNCTION polku_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""


def append_only(table: str) -> migrations.RunSQL:
    """A migration operation: a trigger that refuses UPDATE, DELETE and TRUNCATE of `table`.

    The app role lacks the right to them as well (settings.POLKU_APPEND_ONLY_TABLES); the trigger
    holds for the owner too.
    """
    return migrations.RunSQL(
        sql=f"""
        {_FUNCTION}
        CREATE TRIGGER {table}_append_only
            BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION polku_refuse_change();
        """,
        reverse_sql=f"DROP TRIGGER {table}_append_only ON {table};",
    )
