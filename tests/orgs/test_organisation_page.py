"""The page of an organisation: what it offers, in which languages, and how to reach it."""

import pytest

from orgs.models import ContactCard
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    return orgs.organisation(
        name="Naapuritalo", contact_phone="+358 9 5555 100", contact_email="talo@example.org"
    )


def test_it_says_what_is_offered_in_which_languages_and_how_to_follow_it(house, client):
    activities.page(house, language="en", title="Café", languages=["so", "ar"])
    activities.page(house, language="en", title="Choir", slug="choir", languages=["ar"])
    page = content.organisation_page(house, "en")
    answer = client.get(page.url)
    assert [card.title for card in answer.context["activities"]] == ["Café", "Choir"]
    assert [one["name"] for one in answer.context["spoken"]] == ["Arabic", "Somali"]
    html = answer.content.decode()
    for said in (
        "tel:+35895555100",
        "mailto:talo@example.org",
        f"/feeds/en/organisations/{house.key}.ics",
        f"/feeds/en/activities.atom?organisation={house.slug}",
        f"/feeds/en/activities.json?organisation={house.slug}",
        f"/en/mistake/{page.translation_key}/",
        f"/feeds/en/qr/{page.translation_key}.svg",
    ):
        assert said in html


def test_what_a_contact_card_says_is_not_said_twice(house, client):
    page = content.organisation_page(house, "en")
    card = ContactCard.objects.create(
        organisation=house, language="en", name="Office", phone="+358 9 5555 200"
    )
    page.body = [("contact_card", card)]
    page.save_revision().publish()
    html = client.get(page.url).content.decode()
    assert "tel:+35895555200" in html
    assert "tel:+35895555100" not in html
