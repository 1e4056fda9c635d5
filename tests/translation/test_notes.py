"""What a reader is told of the translation before them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from polku.content.translation.models import Standing
from polku.content.translation.services import standings
from tests.factories import activities, content, orgs
from tests.translation.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
LANGUAGES = ("fi", "sv", "en", "ar")
MACHINE = "Translated by machine"
OUTDATED = "The original text has changed since this was translated."
PARTIAL = "A part of this text is not translated yet."


@pytest.fixture
def desk() -> Desk:
    content.site_tree(LANGUAGES)
    organisation = orgs.organisation()
    for language in LANGUAGES:
        content.organisation_page(organisation, language)
    return Desk(activities.page(organisation, summary="Chat in Finnish"))


def said(desk: Desk, language: str = "en") -> tuple[list[str], str]:
    """Which notes the page carries, and the address of the original that they name."""
    answer = Client().get(desk.page(language).url)
    assert answer.status_code == 200
    text = answer.content.decode()
    found = [sentence for sentence in (MACHINE, OUTDATED, PARTIAL) if sentence in text]
    _before, mark, _after = text.partition('hreflang="fi">Read the original')
    return found, desk.page().url if mark and f'href="{desk.page().url}" ' + mark in text else ""


def test_an_original_and_what_is_in_line_with_it_say_nothing(desk):
    desk.translated("en")
    assert said(desk) == said(desk, "fi") == ([], "")


def test_the_machines_work_is_named_and_leads_to_the_original(desk):
    desk.translated("en", machine=True)
    assert said(desk) == ([MACHINE], desk.page().url)


def test_what_a_person_has_checked_is_no_longer_named(desk):
    desk.translated("en", machine=True)
    standings.mark_checked(desk.user, desk.page("en"))
    assert said(desk) == ([], "")


def test_an_outdated_text_says_so(desk):
    desk.translated("en")
    desk.write("Sing in Finnish")
    assert said(desk) == ([OUTDATED], desk.page().url)


def test_both_are_said_at_once(desk):
    desk.translated("en", machine=True)
    desk.write("Sing in Finnish")
    assert said(desk) == ([MACHINE, OUTDATED], desk.page().url)


def test_a_text_in_two_languages_says_so(desk):
    desk.open("en")
    desk.translate("en", leave=1)
    desk.publish("en")
    assert said(desk) == ([PARTIAL], desk.page().url)


def test_a_translation_of_a_translation_leads_to_the_first_original(desk):
    desk.translated("sv")
    desk.translated("en", of="sv", machine=True)
    assert said(desk) == ([MACHINE], desk.page().url)


def test_no_link_leads_to_an_original_that_is_not_public(desk):
    desk.translated("en", machine=True)
    desk.page().unpublish()
    assert said(desk) == ([MACHINE], "")


def test_every_kind_of_page_says_it():
    content.site_tree(LANGUAGES)
    desk = Desk(content.guide_page(title="Housing", summary="How one lives here"))
    desk.translated("en", machine=True)
    desk.write("How one may live here")
    assert said(desk) == ([MACHINE, OUTDATED], desk.page().url)


def test_it_costs_one_query(desk):
    desk.translated("en", machine=True)
    with CaptureQueriesContext(connection) as captured:
        said(desk)
    # The standing comes with the page; what it says of other languages is asked once.
    assert len([one for one in captured if "translation_wording" in one["sql"]]) == 1


def test_the_home_page_says_so_too():
    homes = content.site_tree(["fi", "en"])
    desk = Desk(homes["fi"])
    Standing.objects.filter(page=homes["en"]).update(is_machine=True)
    assert said(desk)[0] == [MACHINE]
    assert said(desk, "fi")[0] == []
