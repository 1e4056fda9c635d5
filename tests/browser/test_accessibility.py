"""WCAG 2.2, levels A and AA, on every kind of page that a resident meets.

Each is looked at in Finnish, Arabic and Chinese, on a small phone and at a desk, in light and in
dark colours, with letters twice as large, and in the colours of the reader's own system; axe judges
it by its rules of both levels and of good practice. What was looked at is printed as a table.
"""

from collections import defaultdict
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test.signals import template_rendered

from tests.browser import axe
from tests.browser.every_page import ELSEWHERE, WORDS, paths
from tests.factories import content, orgs, signups

SMALL = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
RIGHT_TO_LEFT = {"ar"}
# Folders of the templates that residents meet; the files themselves, not the folders in them.
FOLDERS = (
    "",
    "activities",
    "activities/find",
    "content",
    "handouts",
    "orgs",
    "signups",
    "upkeep",
)

_STRUCTURE = """() => {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter(each => each.checkVisibility()).map(each => +each.tagName[1]);
  const names = [...document.querySelectorAll("nav, form[role=search], aside[aria-label]")]
    .filter(each => each.checkVisibility())
    .map(each => each.ariaLabel ?? each.getAttribute("aria-labelledby"));
  return {
    language: document.documentElement.lang,
    direction: document.documentElement.dir,
    mains: document.querySelectorAll("main").length,
    titled: document.title.trim() !== "",
    firsts: headings.filter(level => level === 1).length,
    leaps: headings.filter((level, place) => place && level - headings[place - 1] > 1).length,
    nameless: names.filter(name => !name).length,
    jumps: document.querySelectorAll("[tabindex]:not([tabindex='0'], [tabindex='-1'])").length,
  };
}"""
# Words in another script than their element's language says.
_STRANGERS = """() => {
  const arabic = /[\\u0600-\\u06ff]{3}/, found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement, text = walker.currentNode.data;
    if (arabic.test(text) !== /^(ar|fa)/.test(parent.closest("[lang]").lang) && arabic.test(text))
      found.push(text.trim());
  }
  return found;
}"""
# Letters of Arabic script fall apart where they are spaced, and are never slanted.
_SPOILT = """() => [...document.querySelectorAll("body *")].filter(each => {
  const style = getComputedStyle(each);
  return /^(ar|fa)/.test(each.closest("[lang]").lang)
    && [...each.childNodes].some(node => node.nodeType === 3 && /[\\u0600-\\u06ff]/.test(node.data))
    && (!["normal", "0px"].includes(style.letterSpacing) || style.fontStyle === "italic"
        || style.textTransform === "uppercase");
}).map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", WORDS)
def test_every_kind_of_page(watched, record_property, language):
    """One visit for all: a site is dearer to make than to look at."""
    places = paths(language)
    table, faults = defaultdict(dict), []
    with _templates() as rendered:
        for name, viewport in (("320", SMALL), ("1280", DESKTOP)):
            with watched(viewport, language=language) as page:
                for kind, path in places.items():
                    answer = page.goto(f"/{language}/{path}")
                    found = [] if answer.ok or kind == "not found" else [f"is a {answer.status}"]
                    found += _looked_at(page, language)
                    table[kind][name] = len(found)
                    faults += [f"{kind} at {name}: {fault}" for fault in found]
    for kind, counts in table.items():
        shown = "  ".join(f"{width} px: {number}" for width, number in counts.items())
        record_property("count", f"axe, {language:8} {kind:16} {shown}")
    assert faults == []
    assert _of_residents() - rendered - set(ELSEWHERE) == set()


@pytest.mark.parametrize("name", ["429.html", "500.html"])
def test_pages_of_errors(watched, live_server, name):
    """They are drawn without the site's database, so that they come whatever is broken."""
    from django.template.loader import render_to_string

    content.site_tree(["fi"])
    with watched(SMALL) as page:
        page.goto("/fi/")
        drawn = render_to_string(name).replace('src="/', f'src="{live_server.url}/')
        page.route("**/broken/", lambda route: route.fulfill(body=drawn, content_type="text/html"))
        page.goto("/broken/")
        assert axe.everything(page) == []
        assert axe.is_within_the_window(page)


def _looked_at(page, language: str) -> list[str]:
    """What is wrong with the page that is open. Changes its text: what is read stands first."""
    faults = []
    facts = page.evaluate(_STRUCTURE)
    expected = {
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "mains": 1,
        "titled": True,
        "firsts": 1,
        "leaps": 0,
        "nameless": 0,
        "jumps": 0,
    }
    faults += [f"{name}: {facts[name]}" for name in expected if facts[name] != expected[name]]
    faults += [f"not marked as Arabic: {text}" for text in page.evaluate(_STRANGERS)]
    faults += [f"spaced or slanted: {element}" for element in page.evaluate(_SPOILT)]
    if not axe.is_within_the_window(page):
        faults.append("wider than the window")
    if page.viewport_size == DESKTOP:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if not axe.is_within_the_window(page):
            faults.append("wider than the window with letters twice as large")
        page.evaluate("document.documentElement.style.fontSize = ''")
    faults += axe.everything(page)
    page.emulate_media(color_scheme="dark")
    faults += [f"in dark: {fault}" for fault in axe.contrast(page)]
    page.emulate_media(color_scheme="light")
    return faults


@contextmanager
def _templates():
    """The names of the templates that answer while this is open."""
    names = set()

    def note(sender, template, **more):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def _of_residents() -> set[str]:
    (root, *_others) = settings.TEMPLATES[0]["DIRS"]
    return {
        file.relative_to(root).as_posix()
        for folder in FOLDERS
        for file in (root / folder).glob("*.html")
    }


# By keyboard alone


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_somebody_signs_up_by_the_keyboard_alone(watched, language):
    home = content.site_tree(["fi", language])[language]
    house = orgs.organisation("association", "Birch Association")
    activity = signups.activity(house, language=language, title=WORDS[language], themes=["work"])
    assert home.live
    with watched(DESKTOP, language=language) as page:
        page.goto(f"/{language}/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        _press(page, "main .card h3 a")
        page.wait_for_url(f"**/{quote(activity.texts.get().page.slug)}/")
        _press(page, "main a[href*='/sign-up/']")
        page.wait_for_url("**/sign-up/**")
        _go_to(page, "#id_name")
        page.keyboard.type("Leyla")
        page.wait_for_timeout(2500)  # nobody fills in a form more quickly
        _press(page, "main form button[type=submit]")
        page.wait_for_url("**/sign-up/place/**")
        assert "Leyla" in page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_the_focus_goes_down_the_page(watched, language):
    """First the way past the head, then head, content and foot; what is not in it is skipped."""
    places = paths(language)
    with watched(DESKTOP, language=language) as page:
        for kind in ("home", "activities", "activity", "sign-up"):
            page.goto(f"/{language}/{places[kind]}")
            order = []
            for _time in range(200):
                page.keyboard.press("Tab")
                part = page.evaluate(
                    "document.activeElement.closest('.skip, header, main, footer')"
                    "?.matches('.skip') ? 'skip' : document.activeElement"
                    ".closest('body > header, main, body > footer')?.tagName.toLowerCase()"
                )
                if part is None:
                    break
                if part not in order[-1:]:
                    order.append(part)
            assert order == ["skip", "header", "main", "footer"], kind


def test_the_colours_of_the_reader_are_enough(watched):
    """Where the system gives the colours, a line tells what else a colour would. Their contrast is
    the system's own affair."""
    places = paths("fi")
    with watched(SMALL) as page:
        page.emulate_media(forced_colors="active")
        for kind in ("home", "activities", "activity", "guidance points", "sign-up"):
            page.goto(f"/fi/{places[kind]}")
            bare = page.evaluate(
                """() => [...document.querySelectorAll(
                  ".button, .card, .badge, .notice, .open-now, .sign, .filters, input, select"
                )].filter(each => each.checkVisibility())
                  .filter(each => !["radio", "checkbox"].includes(each.type))  // the system's own
                  .filter(each => getComputedStyle(each).borderInlineStartWidth === "0px")
                  .map(each => each.outerHTML.slice(0, 80))"""
            )
            assert bare == [], kind
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style != "none", kind
            # axe reads the colours of links from the stylesheet, also where the system gives them.
            found = axe.everything(page)
            assert [fault for fault in found if not fault.startswith("color-contrast")] == [], kind


def _go_to(page, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _time in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def _press(page, selector: str) -> None:
    _go_to(page, selector)
    page.keyboard.press("Enter")
