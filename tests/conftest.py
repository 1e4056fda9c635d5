"""The ground under all tests: settings, database, network, browser.

Ordinary tests run in a transaction that is rolled back. A test that needs real commits or threads
(`transactional_db`, `django_db(transaction=True)`, `live_server`) gets a database of its own,
copied from the migrated template: nothing is ever emptied, so append-only tables and Wagtail's
first pages stay as they are.
"""

import gc
import ipaddress
import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

if "DJANGO_SETTINGS_MODULE" in os.environ and os.environ.get("POLKU_MODE") != "test":
    raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests choose their settings.")

# Before Django reads its settings. Workers of pytest-xdist find these already set.
if os.environ.get("POLKU_MODE") != "test":
    os.environ["POLKU_MODE"] = "test"
    os.environ["POLKU_VAR"] = str(
        Path(os.environ.get("POLKU_VAR", ROOT / "var")).absolute() / "test"
    )
# Tools of the tests bring lxml; openpyxl would use it, which the product does not have.
os.environ["OPENPYXL_LXML"] = "False"
os.environ["DJANGO_SETTINGS_MODULE"] = "polku.settings"
os.environ.setdefault("DJANGO_LIVE_TEST_SERVER_ADDRESS", "127.0.0.1")

import django  # noqa: E402

django.setup()

from django.conf import settings as django_settings  # noqa: E402

from polku.base import catalogues  # noqa: E402
from polku.base.database import DatabaseUnavailable, embedded  # noqa: E402
from polku.base.database.copies import Copies, fingerprint  # noqa: E402
from polku.base.page_cache import stores  # noqa: E402

IN_CI = os.environ.get("CI") == "true"
SHARED_DATA = ROOT.parent / "shared" / "data"
VAR = Path(os.environ["POLKU_VAR"])
PACKAGES = ("site", "orgs", "activities", "referrals")
MADE_FROM = (
    "**/migrations/*.py",
    "**/apps.py",
    "**/base/database/*.py",
    "**/settings.py",
    "data/areas.csv",
)


def pytest_configure(config):
    """Keep the database server running for the whole session, in each process of it."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    server = embedded.at_hand(VAR, durable=False, say=lambda sentence: None)
    try:
        catalogues.compile_newer(django_settings.LOCALE_PATHS)
        server.__enter__()
    except (catalogues.CatalogueBroken, DatabaseUnavailable) as error:
        raise pytest.UsageError(str(error)) from None
    config.add_cleanup(lambda: server.__exit__(None, None, None))


def pytest_collection_finish(session):
    """What is loaded by now stays: collecting garbage need not go through it again and again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter):
    """What tests counted (`record_property("count", …)`), in whichever process they ran."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "count":
                terminalreporter.write_line(value)


@pytest.fixture(scope="session")
def database_copies(request, django_test_environment, django_db_blocker) -> Copies:
    files = [
        file for package in PACKAGES for name in MADE_FROM for file in (ROOT / package).glob(name)
    ]
    copies = Copies(fingerprint([*files, ROOT / "site" / "constraints.txt"]))
    with django_db_blocker.unblock():
        copies.make_template(anew=request.config.getvalue("create_db"))
    return copies


@pytest.fixture(scope="session")
def django_db_setup(database_copies, django_db_blocker):
    """In place of pytest-django's: one copy of the template for all rolled-back tests."""
    with django_db_blocker.unblock():
        name = database_copies.copy()
        with database_copies.using(name):
            yield
        database_copies.drop(name)


@pytest.fixture
def _django_db_helper(request, database_copies, django_db_setup, django_db_blocker):
    """pytest-django's single way to a database; where it would empty tables, we take a copy."""
    marker = request.node.get_closest_marker("django_db")
    has_commits = marker is not None and marker.kwargs.get("transaction")
    if not has_commits and not {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("_django_db_helper")
        yield
        return
    with django_db_blocker.unblock():
        name = database_copies.copy()
        with database_copies.using(name):
            stores.store().move()  # pages of another database
            yield
        database_copies.drop(name)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch):
    """No test reaches another machine; one that tries fails."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            pytest.fail(f"A test tried to reach {address[0]}: tests stay on this machine.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """The real digest takes half a second by design; no test is about its strength."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """What a test uploads goes away with it."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def without_second_factor(settings):
    """A password alone opens the doors; the second factor and its gate have tests of their own."""
    settings.POLKU_SECOND_FACTOR_REQUIRED = False


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real input, which lies beside the checkout and does not ship with it."""
    if not SHARED_DATA.is_dir():
        reason = "the folder shared/data of real input does not lie beside this checkout"
        may_lack = os.environ.get("POLKU_SHARED_DATA") == "absent" or not IN_CI
        pytest.skip(reason) if may_lack else pytest.fail(reason)
    return SHARED_DATA
