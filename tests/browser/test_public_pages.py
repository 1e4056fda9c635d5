from datetime import date

import pytest

from activities.models import NeedPage
from polku.base.opening_hours import OpeningHours, read_other_days, read_spans
from polku.content.models import FormAnswer
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import activities, content, orgs

ALWAYS = OpeningHours((read_spans("0–24"),) * 7)
NEVER = OpeningHours(others=read_other_days("1.1.2026 9–12"))


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_home(watched, language, viewport):
    asking = content.below(content.site_tree()[language], NeedPage, title="What for?")
    for icon in ("studies", "papers", "rights", "hand"):
        content.below(asking, NeedPage, icon=icon)
    with watched(viewport) as page:
        page.goto(f"/{language}/")
        assert page.locator("html").get_attribute("lang") == language
        assert violations(page) == []


def made(kind: str, language: str) -> str:
    """The address of a live page of this kind with something in every part of it."""
    home = content.site_tree()[language]
    association = orgs.organisation("association", "Birch Association")
    place = content.organisation_page(association, language)
    text = [
        ("heading", "First"),
        ("paragraph", "<p>Some words.</p>"),
        ("steps", {"steps": ["<p>One</p>", "<p>Two</p>"]}),
        ("phone", {"label": "Office", "number": "+358 9 5555 100"}),
        (
            "quotation",
            {
                "text": "So it is.",
                "source": "An office",
                "url": "https://office.example/",
                "date": date(2031, 5, 5),
            },
        ),
        ("video_link", {"title": "A film", "url": "https://films.example/1"}),
    ]
    match kind:
        case "guidance point":
            return content.guidance_point(place, body=text, how_to_come="Bus 4.").url
        case "topic":
            return content.topic_page(home, body=text).url
        case "need":
            activities.page(association, language=language, themes=["work"])
            point = content.guidance_point(
                place, phone="+358 9 5555 100", opening_hours=ALWAYS, languages=["so", "ar"]
            )
            helpful = [("page", each) for each in (point, content.topic_page(home, body=text))]
            asking = content.below(home, NeedPage, title="What for?")
            need = content.below(
                asking,
                NeedPage,
                icon="work",
                summary="A job, or a place to learn one.",
                themes=["work"],
                helpful_pages=helpful,
            )
            for icon in ("studies", "papers", "rights", "hand"):
                content.below(need, NeedPage, icon=icon, summary="More of it.")
            return need.url
        case "guidance points":
            for hours in (ALWAYS, OpeningHours(), NEVER):
                content.guidance_point(
                    place, municipality=orgs.area(), phone="+358 9 5555 100", opening_hours=hours
                )
            return f"/{language}/guidance/"
        case "news":
            return content.news_page(place, body=text).url
        case "form":
            return content.form_page(association, language=language).url
        case "course":
            page = activities.page(
                association,
                language=language,
                kind="course",
                joining=["come"],
                level_from="A0",
                level_to="A1.3",
                apply_from=date(2031, 1, 1),
                apply_until=date(2031, 2, 1),
                total_hours=100,
                hours_per_week=4,
                final_test="yki",
            )
            return page.url
    raise AssertionError(kind)


KINDS = ("need", "guidance points", "guidance point", "topic", "news", "form", "course")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["fi", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_can_be_used_by_everybody(watched, kind, language, viewport):
    address = made(kind, language)
    with watched(viewport) as page:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        assert violations(page) == []
        # Nothing is wider than the window.
        assert is_within_the_window(page)


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_all_of_a_page_and_shows_where_it_is(watched, kind):
    address = made(kind, "fi")
    with watched(DESKTOP) as page:
        page.goto(address)
        waiting = page.evaluate(
            """() => {
              const there = [...document.querySelectorAll(
                "main a[href], main button, main summary, main input, main textarea, main select"
              )].filter(each => each.checkVisibility() && each.tabIndex >= 0 && !each.disabled);
              there.forEach((each, place) => each.dataset.place = place);
              return there.length;
            }"""
        )
        reached = []
        for _press in range(waiting + 60):
            page.keyboard.press("Tab")
            place, shown = page.evaluate(
                """() => {
                  const here = document.activeElement, style = getComputedStyle(here);
                  // The link of a card is the whole card.
                  const card = here.closest(".card");
                  return [here.dataset.place ?? null,
                          style.outlineStyle !== "none" || style.boxShadow !== "none"
                          || (card !== null && getComputedStyle(card).outlineStyle !== "none")];
                }"""
            )
            if place is not None and place not in reached:
                assert shown, page.evaluate("document.activeElement.outerHTML")
                reached.append(place)
        assert reached == [str(place) for place in range(waiting)]
        assert reached or kind == "news"


def test_a_form_is_filled_in_and_sent_without_a_mouse(watched):
    address = made("form", "fi")
    with watched(DESKTOP) as page:
        page.goto(address)
        page.get_by_label("Name").focus()
        page.keyboard.type("Aino")
        page.keyboard.press("Tab")
        page.keyboard.type("Moi")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**?sent=1*")
    assert FormAnswer.objects.get().form_data == {"name": "Aino", "message": "Moi"}
