from django.db import migrations


class Migration(migrations.Migration):
    """`unaccent()` is not immutable, so no index may use it; this wrapper is."""

    dependencies = [("base", "0002_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE OR REPLACE FUNCTION polku_unaccent(text) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
            AS $$ SELECT public.unaccent('public.unaccent', $1) $$;
            """,
            "DROP FUNCTION polku_unaccent(text);",
        )
    ]
