"""Somebody signs up on a phone, in Arabic."""

import pytest

from activities.signups.models import SignUp
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import PHONE
from tests.factories import content, orgs, signups


@pytest.mark.parametrize("language", ["ar", "fi"])
def test_a_person_signs_up_sees_the_place_and_gives_it_back(watched, language):
    content.site_tree(["fi", "en", "ar"])
    activity = signups.activity(
        orgs.organisation(name="Birch Association"),
        language=language,
        capacity=3,
        sign_up_along=["children"],
    )
    with watched(PHONE, language=language) as page:
        page.goto(f"/{language}/sign-up/{activity.translation_key}/")
        assert violations(page) == []
        assert is_within_the_window(page)
        page.locator("#id_name").fill("Leyla")
        page.locator("#id_children").fill("1")
        page.wait_for_timeout(2500)  # nobody fills in a form more quickly
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/sign-up/place/**")
        assert violations(page) == []
        assert is_within_the_window(page)
        made = SignUp.objects.get()
        assert (made.places, made.language) == (2, language)
        assert page.get_by_text(made.code).get_attribute("dir") == "ltr"
        page.locator("main a.danger").click()
        assert violations(page) == []
        page.locator("main form button[type=submit]").click()
        page.wait_for_url(f"**/sign-up/place/{made.code}/")
        made.refresh_from_db()
        assert made.status == "cancelled"
