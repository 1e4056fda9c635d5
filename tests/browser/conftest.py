"""A browser for the tests of this folder: Chromium, driven by Playwright, on this machine only."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import chromium

MISSING = f"Browser tests need Chromium. {chromium.HOW_TO_GET_IT}"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
HERE = Path(__file__).parent
SECONDS = 1000  # Playwright counts milliseconds


def pytest_collection_modifyitems(items):
    """All tests in this folder need the browser: without it they are skipped, in CI they fail."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if chromium.PATH is None and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(MISSING)


@pytest.fixture(scope="package")
def browser():
    if chromium.PATH is None:
        pytest.fail(MISSING)
    # Playwright keeps an event loop in this thread; our own calls are not asynchronous for that.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium.running() as browser:
        yield browser
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def watched(browser, live_server):
    """Opens a page, as in `with watched(PHONE) as page:`; its paths start at the live server.

    When it closes, it must not have broken the content security policy, raised an error in a
    script, or asked another machine for anything; `also` is one that it may ask.
    """

    @contextmanager
    def open_page(viewport: dict, *, language: str = "fi", also: str = "", **more):
        complaints = []
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,
            locale=language,
            timezone_id="Europe/Helsinki",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(15 * SECONDS)
        own = filter(None, [live_server.url, also])
        known = (*(f"{host}/" for host in own), "data:", "blob:", "about:")
        context.on("request", lambda sent: complaints.extend(_foreign(sent.url, known)))
        context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
        context.on("console", lambda message: complaints.extend(_violations(message.text)))
        try:
            yield context.new_page()
        finally:
            context.close()
        assert complaints == []

    return open_page


def _foreign(url: str, known: tuple[str, ...]) -> list[str]:
    return [] if url.startswith(known) else [f"request to {url}"]


def _violations(text: str) -> list[str]:
    return [text] if "Content Security Policy" in text else []
