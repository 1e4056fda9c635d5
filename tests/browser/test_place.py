"""The page of an activity and what a device does with it; the nearest first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP
from tests.factories import activities, content, orgs

SMALL = {"width": 320, "height": 640}
HELSINKI = {"latitude": 60.1699, "longitude": 24.9384}
# A device with a Finnish voice of its own; what it says is written down.
VOICE = """
  window.said = [];
  const voices = [
    {lang: "fi-FI", localService: true, name: "Own"},
    {lang: "en-GB", localService: false, name: "Of the network"},
  ];
  class Utterance { constructor(text) { this.text = text; } }
  const speech = {
    getVoices: () => voices,
    addEventListener: () => {},
    speak: (one) => { window.said.push(one.text); window.now = one; },
    cancel: () => {},
  };
  Object.defineProperty(window, "speechSynthesis", {value: speech});
  window.SpeechSynthesisUtterance = Utterance;
"""


def full_page(language: str) -> str:
    """An activity with all that a page can say; returns its address."""
    content.site_tree(["fi", "en", "ar", "zh-hans"])
    house = orgs.organisation("association", "Naapuritalo")
    first = timezone.localdate() + timedelta(days=3)
    page = activities.page(
        house,
        language=language,
        title="Kielikahvila",
        summary="Jutellaan suomeksi.",
        body=[("paragraph", "<p>Tule mukaan! Kahvi on ilmaista.</p>")],
        themes=["language"],
        audiences=["everyone"],
        languages=["fi", "ar"],
        venue="Kirjasto",
        street_address="Kuusamantie 5",
        postal_code="33720",
        position="61.49780, 23.76100",
        contact_phone="+358 50 555 0601",
        sign_up="date",
        capacity=5,
        schedules=[activities.schedule(first, rrule="FREQ=WEEKLY")],
        changes=[activities.cancelled(first)],
    )
    more = {"slug": "other", "themes": ["language"], "languages": ["fi"]}
    activities.page(house, language=language, **more)
    return page.url


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["small", "desktop"])
@pytest.mark.parametrize("language", ["fi", "ar", "zh-hans"])
def test_the_page_of_an_activity_is_accessible(watched, language, viewport):
    address = full_page(language)
    with watched(viewport) as page:
        page.goto(address)
        page.locator("details.tool-menu summary").click()
        assert is_within_the_window(page)
        assert violations(page) == []
        page.goto(page.locator(".upkeep a").get_attribute("href"))
        assert is_within_the_window(page)
        assert violations(page) == []


def test_a_page_is_read_aloud_by_keyboard_with_a_voice_of_the_device(watched):
    address = full_page("fi")
    with watched(DESKTOP) as page:
        page.add_init_script(VOICE)
        page.goto(address)
        button = page.locator("[data-aloud] button").first
        button.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("said") == ["Kielikahvila"]
        page.evaluate("now.onend()")
        assert page.evaluate("said[1]") == "Jutellaan suomeksi."
        page.keyboard.press("Enter")  # a pause
        page.evaluate("now.onend()")
        assert page.evaluate("said.length") == 2
        page.keyboard.press("Enter")  # it begins the piece again
        assert page.evaluate("said[2]") == "Jutellaan suomeksi."
        for _piece in range(60):
            page.evaluate("now.onend()")
        assert "Kahvi on ilmaista." in page.evaluate("said")
        assert page.locator("[data-stop]").is_hidden()


def test_without_a_voice_for_the_text_nothing_is_offered(watched):
    address = full_page("ar")
    with watched(DESKTOP) as page:
        page.add_init_script(VOICE)
        page.goto(address)
        page.locator("[data-copy] button").wait_for()
        assert page.locator("[data-aloud]").is_hidden()


def test_the_nearest_come_first_and_no_request_says_where_one_is(watched):
    content.site_tree(["fi", "en"])
    house = orgs.organisation("association", "Naapuritalo")
    for number, (name, position) in enumerate(
        {
            "Oulu": "65.01210, 25.46510",
            "Nowhere": "",
            "Helsinki": "60.17000, 24.94000",
            "Turku": "60.45180, 22.26660",
        }.items()
    ):
        activities.page(house, title=name, slug=f"a{number}", position=position)
    with watched(DESKTOP) as page:
        asked = []
        page.context.on("request", lambda sent: asked.append(sent.url + str(sent.post_data)))
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation(HELSINKI)
        page.goto("/fi/activities/")
        button = page.locator("[data-nearest] button")
        button.focus()
        page.keyboard.press("Enter")
        page.locator('[data-nearest] button[aria-pressed="true"]').wait_for()
        names = page.locator("ul.grid h3").all_inner_texts()
        assert names == ["Helsinki", "Turku", "Oulu", "Nowhere"]
        assert "150" in page.locator(".distance").nth(1).inner_text()
        assert page.evaluate("document.activeElement.textContent").strip() != ""
        button.click()
        assert page.locator("ul.grid h3").all_inner_texts() != names
        kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert not [text for text in [*asked, page.url, kept] if "60.16" in text or "24.93" in text]
        assert violations(page) == []


def test_the_nearest_guidance_points_come_first_whatever_their_municipality(watched):
    content.site_tree(["fi", "en"])
    for code, name, position in (
        ("564", "Oulu", "65.01210, 25.46510"),
        ("853", "Turku", "60.45180, 22.26660"),
        ("091", "Helsinki", "60.17000, 24.94000"),
    ):
        area = orgs.area(code=code, name=name)
        content.guidance_point(title=f"In {name}", position=position, municipality=area)
    content.guidance_point(title="By phone", phone="+358 9 555 0001")
    with watched(SMALL) as page:
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation(HELSINKI)
        page.goto("/fi/guidance/")
        names = page.locator("ul.grid h3")
        grouped = names.all_inner_texts()
        page.locator("[data-nearest] button").click()
        page.locator('[data-nearest] button[aria-pressed="true"]').wait_for()
        assert names.all_inner_texts() == ["In Helsinki", "In Turku", "In Oulu", "By phone"]
        # A heading would name the municipality of some alone.
        assert page.locator("[data-group] > h2:visible").count() == 0
        assert violations(page) == []
        page.locator("[data-nearest] button").click()
        assert names.all_inner_texts() == grouped
        assert page.locator("[data-group] > h2:visible").count() == 4


def test_where_the_device_refuses_it_says_what_else_one_can_do(watched):
    content.site_tree(["fi", "en"])
    activities.page(language="en", position="60.17000, 24.94000")
    with watched(SMALL, language="en") as page:
        page.goto("/en/activities/")
        page.locator("[data-nearest] button").click()
        page.get_by_text("choose a municipality").wait_for()
        assert is_within_the_window(page)
