"""What a log tells of a fault, and what it does not."""

import logging
import sys

import pytest

from polku.base.logs import DiscreetFormatter

FORMATTER = DiscreetFormatter("%(name)s: %(message)s")


def _line(message: str, *values, fault=None) -> str:
    record = logging.LogRecord("wagtail.admin", logging.ERROR, "", 1, message, values, fault)
    return FORMATTER.format(record)


def test_no_address_of_anybody():
    written = _line("Failed to send '%s' to %s", "A new page", "rima.s@example.org")
    assert written == "wagtail.admin: Failed to send 'A new page' to …@…"


def test_no_address_inside_other_signs():
    assert "example" not in _line("%s", ["<rima@example.org>", "a+b@mail.example.org;"])


@pytest.mark.parametrize(
    "path",
    [
        "/so/sign-up/place/7K2M-9QXR-41ZB-0HCT/cancel/",
        "/en/sign-up/place/7K2M-9QXR-41ZB-0HCT/",
        "/account/invitation/7K2M-9QXR/",
        "/account/password/reset/key/3-7K2M-9QXR/",
        "/fi/review/7K2M-9QXR:1/?end",
    ],
)
def test_no_code_that_opens_anything(path):
    written = _line("Forbidden (%s): %s", "CSRF cookie not set.", path)
    assert "7K2M" not in written
    assert written.startswith(f"wagtail.admin: Forbidden (CSRF cookie not set.): {path[:4]}")


def test_no_words_of_a_fault():
    typed = " ".join(["Rima", "Sarraj"])
    try:
        int(typed)
    except ValueError:
        written = _line("it failed", fault=sys.exc_info())
    assert "builtins.ValueError" in written
    assert "test_logs.py" in written
    assert typed not in written
