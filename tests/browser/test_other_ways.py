"""A referral that does not go straight on, for the workers of both sides in a browser: a question,
a waiting list, a request to cancel; at a desk in Finnish and on a phone in Arabic."""

import pytest
from django.utils import timezone

from orgs.access import Actor
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_main_job import sign_in
from tests.factories import content
from tests.factories.referrals import Sides, asked, started, waiting
from tests.referrals.making import asked_to_cancel

WAYS = {
    "asked": (asked, "sender", "reply"),
    "waiting": (waiting, "receiver", "accept"),
    "to cancel": (
        lambda sides: asked_to_cancel(sides, started(sides)),
        "receiver",
        "confirm_cancellation",
    ),
}


@pytest.fixture
def sides(transactional_db, settings) -> Sides:
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    content.site_tree()
    return Sides()


@pytest.mark.parametrize(("viewport", "language"), [(DESKTOP, "fi"), (PHONE, "ar")])
@pytest.mark.parametrize("way", WAYS)
def test_the_next_step_is_offered_first(watched, sides, way, viewport, language):
    make, side, verb = WAYS[way]
    referral = make(sides)
    actor: Actor = getattr(sides, side)
    with watched(viewport, language=language) as page:
        sign_in(page, actor.user.email, language)
        page.goto(f"/desk/referrals/{referral.key}/")
        assert page.locator("aside .next-step").get_attribute("id") == f"move-{verb}"
        for other in page.locator("aside details").all():
            other.locator("summary").click()
        assert is_within_the_window(page)
        assert violations(page) == []
        if verb == "accept":
            page.fill(f"#move-{verb} [name=first_contact_on]", f"{timezone.localdate():%Y-%m-%d}")
        if verb == "reply":
            page.fill(f"#move-{verb} textarea", "Hän lukee vähän.")
        page.locator(f"#move-{verb} button").click()
        page.locator("[role=status]").first.wait_for()
    assert referral.moves.latest("previous_version").verb == verb
