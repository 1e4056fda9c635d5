"""The page of an organisation in the plain form: its people write it, and publish it or send it to
review."""

import pytest
from django.urls import reverse

from orgs.models import ContactCard, OrganisationPage
from orgs.services import organisations
from polku.base.publication import state_of
from tests.activities.my_activities import LIST, association, errors, member, said, signed_in
from tests.factories import content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
FRONT = "/editor/our-page/"


def address(organisation) -> str:
    return reverse("editor:our_page", args=[organisation.key])


def form(organisation, action: str = "save", **fields) -> dict:
    """The form as the browser sends it."""
    page = OrganisationPage.objects.get(organisation=organisation)
    return {
        "title": organisation.name,
        "intro": "We are mothers who help mothers.",
        "text": "Come as you are.\n\n- tea\n- talk",
        "seen": str(page.latest_revision_id),
        "contact-phone": "",
        "contact-email": "",
        "contact-street_address": "",
        "contact-postal_code": "",
        "contact-municipality": "",
        "action": action,
    } | fields


def the_page(organisation) -> OrganisationPage:
    return OrganisationPage.objects.get(organisation=organisation)


@pytest.fixture
def hooyo():
    return association()


def test_a_publisher_writes_the_page_and_publishes_it(hooyo, client):
    publisher = signed_in(member(hooyo))
    assert publisher.get(FRONT).url == address(hooyo)
    assert publisher.get(address(hooyo)).context["may_publish"]
    publisher.post(address(hooyo), form(hooyo))
    assert not the_page(hooyo).live
    publisher.post(address(hooyo), form(hooyo, "publish", **{"contact-phone": "0401234567"}))
    page = the_page(hooyo)
    assert page.live
    public = said(client.get(page.get_url()))
    assert "We are mothers who help mothers." in public
    assert "<li>tea</li>" in public
    assert "040 1234567" in public or "0401234567" in public


def test_a_volunteer_of_a_reviewed_organisation_sends_it_to_review_and_mends_it():
    aamu = association("Aamu", reviewed=True)
    volunteer = signed_in(member(aamu, "editor"))
    answer = volunteer.get(address(aamu))
    assert (answer.context["may_publish"], answer.context["may_submit"]) == (False, True)
    volunteer.post(address(aamu), form(aamu, "submit"))
    assert state_of(the_page(aamu)) == "pending"
    assert "It is being read" in said(volunteer.get(address(aamu)))
    assert "waits for approval" in said(volunteer.get(LIST))
    boss = orgs.site_editor(language="en")
    the_page(aamu).current_workflow_task_state.reject(user=boss, comment="Where do you meet?")
    assert "Where do you meet?" in said(volunteer.get(address(aamu)))
    volunteer.post(address(aamu), form(aamu, "submit", text="At the library."))
    the_page(aamu).current_workflow_task_state.approve(user=boss)
    assert the_page(aamu).live
    assert "At the library." in str(the_page(aamu).body)


def test_publishing_without_the_right_publishes_nothing_and_loses_nothing():
    aamu = association("Aamu", reviewed=True)
    volunteer = signed_in(member(aamu, "editor"))
    answer = volunteer.post(address(aamu), form(aamu, "publish"))
    assert "" in errors(answer)
    assert answer.context["form"]["intro"].value() == "We are mothers who help mothers."
    assert not the_page(aamu).live
    assert the_page(aamu).intro == ""


def test_it_is_taken_back_from_review():
    aamu = association("Aamu", reviewed=True)
    volunteer = signed_in(member(aamu, "editor"))
    volunteer.post(address(aamu), form(aamu, "submit"))
    taking_back = {"action": "withdraw"}
    assert volunteer.post(address(aamu), taking_back).url == address(aamu)
    assert not the_page(aamu).workflow_in_progress
    assert volunteer.post(address(aamu), taking_back).status_code == 404


def test_an_empty_page_is_not_published(hooyo):
    publisher = signed_in(member(hooyo))
    answer = publisher.post(address(hooyo), form(hooyo, "publish", intro="", text=""))
    assert set(errors(answer)) == {"intro"}
    assert not the_page(hooyo).live


def test_how_to_reach_us_is_a_card_that_is_made_once_and_then_changed(hooyo):
    publisher = signed_in(member(hooyo))
    publisher.post(address(hooyo), form(hooyo, **{"contact-email": "a@example.org"}))
    card = ContactCard.objects.get(organisation=hooyo)
    assert (card.name, card.email) == ("Hooyo", "a@example.org")
    answer = publisher.get(address(hooyo))
    assert answer.context["contact"]["email"].value() == "a@example.org"
    assert not answer.context["kept_blocks"]
    publisher.post(address(hooyo), form(hooyo, **{"contact-email": "b@example.org"}))
    assert ContactCard.objects.get().email == "b@example.org"
    answer = publisher.post(address(hooyo), form(hooyo))
    assert "" in errors(answer)
    assert ContactCard.objects.get().email == "b@example.org"


def test_without_a_way_to_reach_us_there_is_no_card(hooyo):
    signed_in(member(hooyo)).post(address(hooyo), form(hooyo))
    assert not ContactCard.objects.exists()


def test_a_card_of_another_organisation_on_the_page_is_not_changed(hooyo):
    theirs = orgs.contact_card(orgs.organisation(name="Theirs"), email="t@example.org")
    page = the_page(hooyo)
    page.body = [("contact_card", theirs)]
    page.save_revision()
    publisher = signed_in(member(hooyo))
    publisher.post(address(hooyo), form(hooyo, **{"contact-email": "a@example.org"}))
    theirs.refresh_from_db()
    assert theirs.email == "t@example.org"
    assert ContactCard.objects.get(organisation=hooyo).email == "a@example.org"


def test_two_who_write_at_once_see_what_the_other_wrote(hooyo):
    one, two = signed_in(member(hooyo)), signed_in(member(hooyo))
    late = form(hooyo, intro="Late", **{"contact-email": "late@example.org"})
    one.post(address(hooyo), form(hooyo, intro="Early"))
    answer = two.post(address(hooyo), late)
    assert answer.status_code == 409
    assert "Early" in said(answer)
    assert answer.context["form"]["intro"].value() == "Late"
    assert not ContactCard.objects.exists()
    two.post(address(hooyo), form(hooyo, intro="Late"))
    assert the_page(hooyo).intro == "Late"


def test_the_preview_shows_the_draft(hooyo):
    publisher = signed_in(member(hooyo))
    answer = publisher.post(address(hooyo), form(hooyo, "preview"), follow=True)
    assert "We are mothers who help mothers." in said(answer)


def test_the_list_says_that_the_page_is_not_public_until_it_is(hooyo):
    publisher = signed_in(member(hooyo))
    assert "is not public yet" in said(publisher.get(LIST))
    publisher.post(address(hooyo), form(hooyo, "publish"))
    assert "is not public yet" not in said(publisher.get(LIST))


def test_where_there_is_no_page_yet_it_is_begun():
    content.site_tree(["fi", "sv"])
    late = organisations.found_organisation(
        name="Myohä", slug="late", kind="association", language="so"
    )
    publisher = signed_in(member(late))
    assert publisher.get(FRONT).status_code == 200
    assert "Ask the editors of the site" in said(publisher.post(FRONT, follow=True))
    content.site_tree(["fi", "sv", "so"])
    assert publisher.post(FRONT).url == address(late)
    assert the_page(late).language == "so"


def test_a_link_of_a_mail_leads_to_the_right_organisation(hooyo):
    user = member(hooyo)
    other = association("Zzz", language="fi")
    organisations.add_member(organisation=other, user=user, role="publisher")
    writer = signed_in(user)
    answer = writer.get(the_page(other).plain_address(), follow=True)
    assert answer.context["actor"].organisation == other
    assert writer.post(address(hooyo), form(hooyo)).status_code == 404


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(hooyo):
    user = member(hooyo)
    browser = signed_in(user)
    mine = browser.get(address(hooyo)).context["form"]["mine"].value()
    browser.logout()
    browser.post(address(hooyo), form(hooyo, intro="Not lost", mine=mine))
    browser.force_login(user)
    assert browser.get(address(hooyo)).context["form"]["intro"].value() == "Not lost"
