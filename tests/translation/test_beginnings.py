"""“Translate this page” in Wagtail's admin begins with the words that the page has now."""

import pytest
from django.db import connection
from django.test import TestCase
from wagtail_localize.models import StringSegment

from polku.content.models import GuidePage
from polku.content.translation.states import State
from tests.factories import activities, content, orgs
from tests.translation import walks
from tests.translation.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def desk() -> Desk:
    """An activity that was sent into Swedish once, and has been changed since."""
    content.site_tree()
    organisation = orgs.organisation()
    for language in ("fi", "sv", "ar"):
        content.organisation_page(organisation, language)
    page = activities.page(organisation, summary="Chat in Finnish")
    desk = Desk(page)
    desk.translated("sv")
    desk.write("Sing in Finnish")
    return desk


def asked(page) -> set[str]:
    """What its translator is asked for."""
    source = walks.translation_into(page).source
    return set(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))


def test_a_second_language_begins_with_the_present_words(desk):
    desk.open("ar")
    texts = asked(desk.page("ar"))
    assert "Sing in Finnish" in texts and "Chat in Finnish" not in texts
    desk.translate("ar")
    desk.publish("ar")
    assert desk.state("ar") == State.UP_TO_DATE
    # The language that was there before still waits for its translator.
    assert desk.state("sv") == State.OUTDATED
    assert desk.page("sv").summary == "sv Chat in Finnish"


def test_so_does_one_with_the_pages_below_it(desk):
    above = content.guide_page(title="Living")
    below = above.add_child(
        instance=GuidePage(title="Renting", summary="As it was", locale=above.locale)
    )
    walks.submit(desk.client, below, "sv")
    below.summary = "As it is"
    below.save_revision().publish()
    with TestCase.captureOnCommitCallbacks(using=connection.alias, execute=True):
        answer = desk.client.post(
            f"/cms/localize/submit/page/{above.pk}/",
            {"locales": [content.locale("ar").pk], "include_subtree": "on"},
        )
    assert answer.status_code == 302
    arabic = GuidePage.objects.get(
        translation_key=below.translation_key, locale=content.locale("ar")
    )
    assert asked(arabic) >= {"As it is"}
    assert "As it was" not in asked(arabic)


def test_so_does_the_page_of_an_organisation_that_comes_with_its_first_activity(desk):
    """It is begun by itself, below it the activity."""
    page = desk.page().get_parent().specific
    walks.submit(desk.client, page, "en")
    page.title = "Renamed"
    page.save_revision().publish()
    content.site_tree(["ru"])
    walks.submit(desk.client, desk.page(), "ru")
    made = type(page).objects.get(translation_key=page.translation_key, locale=content.locale("ru"))
    assert "Renamed" in asked(made)
