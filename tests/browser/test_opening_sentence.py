"""The opening sentence as one walk: a person who reads Somali, on an old phone with little data,
wants to know where to practise Finnish on Thursday evening near home, whether children may come,
and how to get in. In Somali and in Arabic, by keyboard only; what was read is there offline."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

from tests.factories import activities, content, orgs

OLD_PHONE = {"width": 320, "height": 640}
DIRECTIONS = {"so": "ltr", "ar": "rtl"}
CAFES = {"so": "Makhaayadda luqadda", "ar": "مقهى اللغة"}
NEEDS = {"so": "Luqad", "ar": "لغة"}
DOORS = {"so": "Albaabka B, dabaqa labaad.", "ar": "الباب ب، الطابق الثاني."}
CHOICES = [
    ("place", "municipality", "837"),
    ("when", "weekday", "thu"),
    ("when", "time", "evening"),
    ("wishes", "child_care", "come_along"),
]
# After a step: it goes on down the page, or comes round; and it is seen in the window, by its own
# outline or by that of the card around it. A field for a day has several stops, and shows them
# itself. True where it arrived.
STEP = """wanted => {
  const now = document.activeElement, before = window.before;
  window.before = now;
  if (now === document.body || now === before) return false;
  const onwards = Node.DOCUMENT_POSITION_FOLLOWING;
  if (before !== document.body && !(before.compareDocumentPosition(now) & onwards))
    throw new Error(`back: ${now.outerHTML}`);
  const {top, bottom, width} = now.getBoundingClientRect();
  const outlined = [now, now.closest(".card")].filter(Boolean)
    .some(one => getComputedStyle(one).outlineStyle === "solid");
  if (!outlined || !width || bottom <= 0 || top >= innerHeight)
    throw new Error(`not seen: ${now.outerHTML}`);
  return now === wanted;
}"""


@pytest.fixture
def cafe(transactional_db):
    """What the person looks for, and beside it what differs in one thing each."""
    homes = content.site_tree(["fi", "so", "ar"])
    house = orgs.organisation("association", name="Birch Association")
    thursday = timezone.localdate() + timedelta(days=(3 - timezone.localdate().weekday()) % 7 + 7)
    evening = [activities.schedule(thursday, starts="18:00", rrule="FREQ=WEEKLY;COUNT=20")]
    fits = {
        "themes": ["language"],
        "municipality": orgs.area("837"),
        "venue": "Koivutalo",
        "street_address": "Koivukatu 1",
        "child_care": "come_along",
        "joining": ["come"],
    }
    cafe = activities.page(house, title="Kielikahvila", schedules=evening, **fits)
    for language, title in CAFES.items():
        activities.translate(cafe, language, title=title, directions=DOORS[language])
    question = activities.need(homes["so"])
    need = activities.need(question, title=NEEDS["so"], themes=["language"])
    for asked, title in ((question, "؟"), (need, NEEDS["ar"])):
        translated = asked.copy_for_translation(content.locale("ar"))
        translated.title = title
        translated.save_revision().publish()
    others = [
        {"schedules": [activities.schedule(thursday, starts="09:00")]},
        {"schedules": [activities.schedule(thursday + timedelta(days=1), starts="18:00")]},
        {"municipality": orgs.area("091")},
        {"child_care": "none"},
    ]
    for number, differs in enumerate(others):
        own = {"schedules": [activities.schedule(thursday, starts="18:00")]} | fits | differs
        activities.page(house, title=f"Muu {number}", slug=f"muu-{number}", **own)
    return cafe


def walk_to(page: Page, wanted: Locator) -> None:
    """By the Tab key alone."""
    handle = wanted.element_handle()
    page.evaluate("window.before = document.activeElement")
    for _stop in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(STEP, handle):
            return
    raise AssertionError(f"no way leads to {wanted}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    walk_to(page, wanted)
    page.keyboard.press(key)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True)


def is_read(page: Page, language: str) -> None:
    """In the reader's language and direction, without a line that leaves the window."""
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (
        language,
        DIRECTIONS[language],
    )
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def through_the_needs(page: Page, language: str) -> None:
    press(page, link(page, NEEDS[language]))
    expect(page.get_by_role("heading", level=1)).to_have_text(NEEDS[language])
    is_read(page, language)
    press(page, page.locator("#activities ~ .section-end a"))


def through_the_search(page: Page, language: str) -> None:
    walk_to(page, page.locator("#home-search"))
    page.keyboard.type("kieli")
    page.keyboard.press("Enter")


def choose(page: Page, panel: str, name: str, value: str) -> Locator:
    """Unfolds what the box stands in and ticks it."""
    box = page.locator(f'input[name="{name}"][value="{value}"]')
    for fold in ("#more-choices", f"#panel-{panel}"):
        summary = page.locator(f"{fold} > summary")
        if not box.is_visible() and page.locator(fold).locator(box).count():
            press(page, summary)
    press(page, box, "Space")
    expect(box).to_be_checked()
    return box


def is_answered(page: Page, language: str) -> None:
    """What, when, where, whether children may come, how to get in; in this order of the page."""
    expect(page.get_by_role("heading", level=1)).to_have_text(CAFES[language])
    is_read(page, language)
    said = page.locator("main").inner_text()
    with translation.override(language):
        children, joining = "Children can come along.", "Just come. You need not sign up."
        answers = ["18:00", "Koivukatu 1", DOORS[language], gettext(children), gettext(joining)]
    places = [said.find(answer) for answer in answers]
    assert -1 not in places and places == sorted(places), dict(zip(answers, places, strict=True))


def all_dates(page: Page, language: str) -> None:
    with translation.override(language):
        press(page, link(page, gettext("All dates")))
    page.wait_for_url("**/dates/**")
    is_read(page, language)
    assert page.locator(".dates li").count() == 20
    press(page, link(page, CAFES[language]))
    expect(page.get_by_role("heading", level=1)).to_have_text(CAFES[language])


@pytest.mark.parametrize("language", ["so", "ar"])
def test_through_the_needs_with_a_script_and_offline_afterwards(cafe, watched, language):
    with watched(OLD_PHONE, language=language) as page:
        page.goto(f"/{language}/")
        is_read(page, language)
        through_the_needs(page, language)
        page.wait_for_url("**/activities/?*")
        for choice in CHOICES:
            choose(page, *choice)
            page.wait_for_url(f"**{choice[1]}={choice[2]}*")
            page.wait_for_function(
                "() => document.getElementById('announced').textContent.trim()"
                " === document.getElementById('found').textContent.trim()"
            )
        assert page.locator("#results article").count() == 1
        is_read(page, language)
        found = page.url

        press(page, link(page, CAFES[language]))
        is_answered(page, language)
        all_dates(page, language)
        save = page.locator("main button[data-save]").first
        press(page, save)
        assert save.get_attribute("aria-pressed") == "true"
        walk_to(page, page.locator("[data-saved-link]"))
        page.keyboard.press("Enter")
        expect(page.locator("[data-saved-rows] a")).to_have_text(CAFES[language])
        is_read(page, language)

        wait_until_kept(page, f"/{language}/saved/")
        wait_until_kept(page, found)
        page.context.set_offline(True)
        page.reload()
        says_its_age(page, language)
        press(page, page.locator("[data-saved-rows] a"))
        is_answered(page, language)
        says_its_age(page, language)
        # The whole list is not kept; the page that says so leads to the last search.
        press(page, page.locator(".navigation a").first)
        expect(page.locator("[data-offline='missing']")).to_be_visible()
        press(page, page.locator("[data-kinds='search'] a"))
        page.wait_for_url(found)
        expect(page.locator("#results article")).to_have_count(1)
        says_its_age(page, language)


def wait_until_kept(page: Page, address: str) -> None:
    for _try in range(100):
        if page.evaluate("address => caches.match(address).then(Boolean)", address):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{address} is not kept")


def says_its_age(page: Page, language: str) -> None:
    is_read(page, language)
    note = page.locator("[data-offline='kept']")
    expect(note).to_be_visible()
    assert str(timezone.localdate().year) in note.locator("time").inner_text()


@pytest.mark.parametrize("language", ["so", "ar"])
def test_through_the_search_without_a_script(cafe, watched, language):
    with watched(OLD_PHONE, language=language, java_script_enabled=False) as page:
        page.goto(f"/{language}/")
        is_read(page, language)
        through_the_search(page, language)
        page.wait_for_url("**/activities/?*")
        for choice in CHOICES:
            choose(page, *choice)
        press(page, page.locator(".show-found button"))
        page.wait_for_url("**child_care=come_along**")
        assert page.locator("#results article").count() == 1
        is_read(page, language)
        press(page, link(page, CAFES[language]))
        is_answered(page, language)
        all_dates(page, language)
        # Without a script nothing is kept on the device; it is taken along on paper.
        expect(page.locator("main button[data-save]").first).to_be_hidden()
        press(page, page.locator("main .print-link").first)
        page.wait_for_url("**/handout/**")
        expect(page.locator("main")).to_contain_text(CAFES[language])
