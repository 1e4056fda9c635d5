"""One database a size, kept between runs as long as what it was made from stays the same."""

import time
from datetime import date
from pathlib import Path
from random import Random

from django.core.management.color import no_style
from django.db import connection, transaction
from psycopg.sql import SQL, Identifier, Literal

from polku.base.database import roles
from polku.base.database.copies import Copies, fingerprint

from ..sizes import Size
from . import multiplying
from .clients import Clients
from .copying import Table
from .offers import Offers
from .texts import FOLDER

ROOT = Path(__file__).resolve().parents[3]
SEED = 20260901
LOCK = 7_015_403  # one process at a time loads data; others wait and find them
# The schema; then what the generator makes the rows from.
SCHEMA = ("**/migrations/*.py", "**/base/database/*.py", "**/settings.py", "data/areas.csv")
PACKAGES = ("site", "orgs", "activities", "referrals", "tests/bench")
GENERATOR = ("tests/bench/data/*.py", "tests/bench/sizes.py")


def prepare(size: Size) -> float:
    """The database of this size is there and loaded. Returns the seconds that loading took, 0 for
    one that was kept. Data are as of the first day of the month, so each month begins anew."""
    today = date.today().replace(day=1)
    schema = [file for name in SCHEMA for package in PACKAGES for file in _files(package, name)]
    schema.append(ROOT / "site" / "constraints.txt")
    generator = [file for name in GENERATOR for file in _files(".", name)]
    generator += FOLDER.glob("*.toml")
    stamp = f"{fingerprint(schema)} {fingerprint(generator)} {today}"
    copies = Copies(fingerprint(schema))
    with copies.connect() as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if _stamp(admin, size.database) == stamp:
            return 0.0
        copies.make_template()
        began = time.monotonic()
        unfinished = copies.copy()
        with copies.using(unfinished):
            _load(size, today)
        copies.drop(size.database, admin)
        names = {"old": Identifier(unfinished), "new": Identifier(size.database)}
        admin.execute(SQL("ALTER DATABASE {old} RENAME TO {new}").format(**names))
        admin.execute(
            SQL("COMMENT ON DATABASE {new} IS {stamp}").format(stamp=Literal(stamp), **names)
        )
    return time.monotonic() - began


def _files(folder: str, pattern: str) -> list[Path]:
    return list((ROOT / folder).glob(pattern))


def _stamp(admin, name: str) -> str | None:
    found = admin.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    return found and found[0]


def _load(size: Size, today: date) -> None:
    random = Random(f"{SEED} {size.name}")
    with roles.as_owner():
        with transaction.atomic():
            offers = Offers(random, size, today)
            tables = offers.copy()
            tables += Clients(random, size, today, offers).copy()
            multiplying.multiply(size)
            _catch_up(tables)
            offers.add_last_pages()
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def _catch_up(tables: list[Table]) -> None:
    """Rows that were copied with their numbers left the sequences behind."""
    models = [table.model for table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
