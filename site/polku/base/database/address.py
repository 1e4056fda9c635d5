"""From the environment to Django's description of the database."""

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from polku.base.database.cluster import Cluster

NAME, OWNER, APP = "polku", "polku_owner", "polku_app"
_DJANGO = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def configuration(environ: Mapping[str, str], var: Path) -> dict:
    """`DATABASES["default"]`: the app role's address, with the owner's under `OWNER`.

    `DATABASE_URL` names the app role, `DATABASE_OWNER_URL` the owner; the latter is needed only
    where migrations or tests run, so `OWNER` is None without it. Without `DATABASE_URL` both are
    roles of the cluster under `var`. Raises ImproperlyConfigured for an unreadable address.
    """
    if environ.get("DATABASE_URL"):
        app = parse(environ["DATABASE_URL"], "DATABASE_URL")
        owner_url = environ.get("DATABASE_OWNER_URL")
        owner = parse(owner_url, "DATABASE_OWNER_URL") if owner_url else None
    else:
        host = str(Cluster.under(var).socket_folder)
        app = {"NAME": NAME, "USER": APP, "HOST": host, "OPTIONS": {}}
        owner = {**app, "USER": OWNER}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **app,
        "OWNER": owner,
    }


def parse(url: str, name: str) -> dict:
    """Django's keys out of a libpq address such as `postgresql://user:secret@host:5432/polku`.

    A socket is written `postgresql://user@/polku?host=/run/postgresql`; other libpq parameters
    (`sslmode`, `connect_timeout`, …) become options. `name` is the variable to blame.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(
            f"{name} must be an address like postgresql://user:password@host:5432/polku: "
            "Polku runs on PostgreSQL only."
        )
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {str(error).strip()}.") from None
    if not parts.get("dbname") or not parts.get("user"):
        raise ImproperlyConfigured(f"{name} must name a user and a database.")
    return {
        **{key: str(parts.pop(word)) for word, key in _DJANGO.items() if word in parts},
        "OPTIONS": parts,
    }


def conninfo(database: Mapping) -> dict:
    """The same address as keyword arguments of `psycopg.connect`."""
    words = {word: database[key] for word, key in _DJANGO.items() if database.get(key)}
    return words | database.get("OPTIONS", {})
