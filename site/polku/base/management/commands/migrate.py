from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections, transaction

from polku.base.database import roles


class Command(migrate.Command):
    """Django's command as the owner of the database; afterwards the app role has its privileges."""

    def handle(self, *args, **options):
        alias = options["database"]
        connection = connections[alias]
        app = connection.settings_dict["USER"]
        with roles.as_owner(alias):
            connection.ensure_connection()
            roles.prepare_database(connection.connection, app=app)
            super().handle(*args, **options)
            with transaction.atomic(alias), connection.cursor() as cursor:
                roles.grant(cursor, app=app, append_only=settings.POLKU_APPEND_ONLY_TABLES)
