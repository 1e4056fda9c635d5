"""Choosing the original at the plain door: an association that wrote in one language first, and
keeps another one up to date now."""

import pytest

from polku.content.originals import original_of
from polku.content.translation.models import Standing
from tests.activities.my_activities import LIST, association, edit, member, said, signed_in
from tests.factories import activities

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def page(hooyo):
    return activities.page(hooyo, language="so", title="Kafee", venue="Kirjasto")


def choose(page) -> str:
    return f"{LIST}{page.translation_key}/original/"


def test_another_language_becomes_the_original_and_is_what_the_form_opens(hooyo, page):
    finnish = activities.translate(page, "fi", title="Kahvila")
    fadumo = signed_in(member(hooyo))
    assert choose(page) in said(fadumo.get(LIST))
    asked = said(fadumo.get(choose(page)))
    assert "Now the original is in this language: Somali." in asked
    assert "Readers see the same texts as before" in asked
    assert activities.of(page).original_language == "so", "asking changes nothing"

    answer = fadumo.post(choose(page), {"language": "fi"}, follow=True)
    assert "“Kahvila” in this language is the original now: Finnish." in said(answer)
    assert answer.request["PATH_INFO"] == edit(page)
    assert answer.context["form"]["title"].value() == "Kahvila"
    activity = activities.of(page)
    assert (activity.original_language, activity.venue) == ("fi", "Kirjasto")
    assert original_of(page).pk == finnish.pk
    back = fadumo.get(choose(page)).context["choices"]
    assert [one["language"] for one in back] == ["so"]


def test_an_activity_in_one_language_has_no_choice(hooyo, page):
    fadumo = signed_in(member(hooyo))
    assert choose(page) not in said(fadumo.get(LIST))
    assert fadumo.get(choose(page)).status_code == 404
    assert fadumo.post(choose(page), {"language": "so"}).status_code == 404


@pytest.mark.parametrize("language", ["sv", "so", "", "xx"])
def test_a_language_that_is_not_there_is_no_choice(hooyo, page, language):
    activities.translate(page, "fi")
    fadumo = signed_in(member(hooyo))
    assert fadumo.post(choose(page), {"language": language}).status_code == 404
    assert activities.of(page).original_language == "so"


def test_what_a_machine_wrote_cannot_be_it_and_the_page_says_why(hooyo, page):
    finnish = activities.translate(page, "fi")
    Standing.objects.filter(page=finnish).update(is_machine=True)
    fadumo = signed_in(member(hooyo))
    asked = fadumo.get(choose(page))
    assert "A machine wrote this text." in said(asked)
    assert 'name="language" value="fi">' not in said(asked)
    refused = fadumo.post(choose(page), {"language": "fi"}, follow=True)
    assert "A machine wrote this text." in said(refused)
    assert activities.of(page).original_language == "so"


def test_where_the_original_is_gone_the_one_that_is_left_can_be_it(hooyo, page):
    """The activity was archived with its original, and is public again with the new one."""
    finnish = activities.translate(page, "fi", title="Kahvila")
    page.delete()
    fadumo = signed_in(member(hooyo))
    assert activities.of(finnish).status == "archived"
    assert choose(finnish) in said(fadumo.get(LIST))
    assert "The text that was the original is gone." in said(fadumo.get(choose(finnish)))
    fadumo.post(choose(finnish), {"language": "fi"})
    activity = activities.of(finnish)
    assert (activity.status, activity.original_language) == ("published", "fi")


@pytest.mark.parametrize(("role", "reviewed"), [("editor", False), ("publisher", True)])
def test_who_may_not_publish_may_not_choose(role, reviewed):
    house = association(reviewed=reviewed)
    page = activities.page(house, language="so")
    activities.translate(page, "fi")
    client = signed_in(member(house, role))
    assert choose(page) not in said(client.get(LIST))
    asked = said(client.get(choose(page)))
    assert "Only those who may publish this activity can choose its original." in asked
    assert 'name="language" value="fi">' not in asked
    assert client.post(choose(page), {"language": "fi"}).status_code == 404
    assert activities.of(page).original_language == "so"


def test_that_of_another_organisation_is_not_there(page):
    activities.translate(page, "fi")
    stranger = signed_in(member(association("Toinen")))
    assert stranger.get(choose(page)).status_code == 404
    assert stranger.post(choose(page), {"language": "fi"}).status_code == 404
