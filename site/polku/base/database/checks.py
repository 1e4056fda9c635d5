"""`manage.py check --deploy`: the web process must not be able to undo what binds it."""

from django.core import checks
from django.db import DatabaseError, connection


@checks.register(checks.Tags.security, deploy=True)
def web_role_owns_nothing(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """The role of DATABASE_URL owns no table and has no power over others' tables."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_POWERS)
            tables, is_superuser, bypasses_rules, may_create = cursor.fetchone()
    except DatabaseError as error:
        return [checks.Error(f"The database cannot be asked: {error}", id="polku.E001")]
    faults = {
        f"owns {tables} tables": tables,
        "is a superuser": is_superuser,
        "bypasses row-level security": bypasses_rules,
        "may create tables": may_create,
    }
    found = ", ".join(fault for fault, holds in faults.items() if holds)
    if not found:
        return []
    return [
        checks.Error(
            f"The web process's database role {found}.",
            hint="Let DATABASE_URL name a role made by manage.py create_database, and keep "
            "DATABASE_OWNER_URL for migrations.",
            id="polku.E002",
        )
    ]


_POWERS = """
    SELECT (SELECT count(*) FROM pg_class
            WHERE relowner = role.oid AND relnamespace = 'public'::regnamespace),
           role.rolsuper, role.rolbypassrls, has_schema_privilege('public', 'CREATE')
    FROM pg_roles role WHERE role.rolname = current_user
"""
