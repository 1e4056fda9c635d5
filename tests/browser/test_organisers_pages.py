"""The pages on which an organiser keeps the list of those who signed up, and asks questions."""

import pytest

from activities.signups.models import Question
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP
from tests.factories import content, orgs, signups

SMALL_PHONE = {"width": 360, "height": 740}
SCREENS = pytest.mark.parametrize("viewport", [SMALL_PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture
def house(transactional_db, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Birch Association")


def sign_in(page, house, language: str) -> None:
    user = orgs.member(house, "editor", language=language)
    page.goto("/account/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", orgs.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/editor/**")


@SCREENS
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_an_organiser_can_use_every_page(house, watched, language, viewport):
    activity = signups.activity(house, language=language, title="Kahvila " * 8, capacity=2)
    question = signups.question(
        activity, "Mitä syöt?", kind="choice", choices=["Keittoa", "Salaattia"], required=True
    )
    answers = [{"question": question.pk, "asked": question.label, "answer": "Keittoa"}]
    first = signups.with_mail(activity, name="ليلى", children=1, answers=answers)
    signups.sign_up(activity, name="Leyla")
    one = f"/editor/sign-ups/{activity.translation_key}/"
    with watched(viewport, language=language) as page:
        sign_in(page, house, language)
        for path in (
            "/editor/sign-ups/",
            one,
            f"{one}message/",
            f"{one}remove/{first.pk}/",
            f"{one}questions/",
            f"{one}questions/new/",
            f"{one}questions/{question.pk}/",
            f"{one}questions/{question.pk}/remove/",
            f"{one}questions/in/en/",
        ):
            assert page.goto(path).status == 200
            assert page.locator("html").get_attribute("lang") == language
            assert is_within_the_window(page), path
            assert violations(page) == [], path


def test_a_question_is_written_and_moved_by_keyboard(house, watched):
    activity = signups.activity(house, language="fi")
    signups.question(activity, "Ensimmäinen?")
    with watched(DESKTOP) as page:
        sign_in(page, house, "fi")
        page.goto(f"/editor/sign-ups/{activity.translation_key}/questions/new/")
        page.locator("[name=label]").focus()
        page.keyboard.type("Toinen?")
        # Choices are asked for only where one of them is the answer.
        assert not page.locator("[name=choices]").is_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("Yksi\nKaksi")
        page.locator("main form [type=submit]").press("Enter")
        page.wait_for_url("**/questions/")
        page.locator("[name=way][value=up]").press("Enter")
        page.wait_for_load_state()
        found = [(one.label, one.kind, one.choices) for one in Question.objects.all()]
        assert found == [("Toinen?", "choice", ["Yksi", "Kaksi"]), ("Ensimmäinen?", "text", [])]
