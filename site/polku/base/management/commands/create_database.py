import os

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from polku.base.database import roles
from polku.base.database.address import conninfo, parse

OLDEST = 15


class Command(BaseCommand):
    help = (
        "Make the two roles and the database named by DATABASE_URL and DATABASE_OWNER_URL on their "
        "PostgreSQL server. DATABASE_ADMIN_URL names a role that may make roles and databases. "
        "What is there already stays."
    )
    requires_system_checks = ()

    def handle(self, **options):
        database = connections["default"].settings_dict
        owner = database.get("OWNER")
        if "DATABASE_ADMIN_URL" not in os.environ or not owner:
            raise CommandError(
                "Set DATABASE_URL, DATABASE_OWNER_URL and DATABASE_ADMIN_URL in the environment."
            )
        if owner["USER"] == database["USER"]:
            raise CommandError("DATABASE_URL and DATABASE_OWNER_URL must name two different roles.")
        admin = parse(os.environ["DATABASE_ADMIN_URL"], "DATABASE_ADMIN_URL")
        try:
            with psycopg.connect(**conninfo(admin), autocommit=True) as connection:
                self._prepare(connection, database, owner)
            with psycopg.connect(**conninfo(owner), autocommit=True) as connection:
                roles.prepare_database(connection, app=database["USER"])
        except psycopg.Error as error:
            raise CommandError(f"The database server says: {str(error).strip()}") from None
        self.stdout.write(
            f"The database {database['NAME']} is ready: {owner['USER']} owns it, "
            f"{database['USER']} works in it. Next: manage.py migrate."
        )

    def _prepare(self, connection, database, owner):
        release = connection.info.server_version // 10_000
        if release < OLDEST:
            raise CommandError(
                f"Polku needs PostgreSQL {OLDEST} or newer; this server is {release}."
            )
        roles.prepare_server(
            connection,
            owner=owner["USER"],
            app=database["USER"],
            database=database["NAME"],
            passwords={each["USER"]: each.get("PASSWORD") for each in (owner, database)},
        )
