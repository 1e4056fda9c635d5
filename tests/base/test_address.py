"""Addresses of databases in the environment."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from polku.base.database.address import configuration, conninfo, parse

NOWHERE = Path("/nowhere/var")


def test_address_becomes_djangos_keys():
    url = "postgresql://polku_app:se%40cret@db.example:5433/polku?sslmode=verify-full"
    assert parse(url, "DATABASE_URL") == {
        "NAME": "polku",
        "USER": "polku_app",
        "PASSWORD": "se@cret",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_socket_is_a_host():
    database = parse("postgresql://polku_app@/polku?host=/run/postgresql", "DATABASE_URL")
    assert (database["HOST"], database["OPTIONS"]) == ("/run/postgresql", {})


def test_keys_become_the_address_again():
    database = parse("postgresql://a:b@h:1/d?sslmode=require", "DATABASE_URL")
    assert conninfo(database) == {
        "dbname": "d",
        "user": "a",
        "password": "b",
        "host": "h",
        "port": "1",
        "sslmode": "require",
    }


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://root@localhost/polku", "PostgreSQL only"),
        ("polku", "PostgreSQL only"),
        ("postgresql://polku_app@localhost", "must name a user and a database"),
        ("postgresql://localhost/polku", "must name a user and a database"),
        ("postgresql://a@b:port/polku?nonsense=1", "cannot be read"),
    ],
)
def test_unreadable_address_is_blamed_by_name(url, sentence):
    with pytest.raises(ImproperlyConfigured, match=rf"DATABASE_URL.*{sentence}"):
        parse(url, "DATABASE_URL")


def test_owner_is_unknown_unless_named():
    web = {"DATABASE_URL": "postgresql://polku_app@h/polku"}
    assert configuration(web, NOWHERE)["OWNER"] is None
    both = web | {"DATABASE_OWNER_URL": "postgresql://polku_owner@h/polku"}
    assert configuration(both, NOWHERE)["OWNER"]["USER"] == "polku_owner"


def test_without_address_both_roles_live_in_the_embedded_server(tmp_path):
    database = configuration({}, tmp_path)
    assert database["USER"] == "polku_app"
    assert database["OWNER"]["USER"] == "polku_owner"
    assert database["HOST"] == database["OWNER"]["HOST"]
