"""A contact card belongs to its organisation, and one change of it shows everywhere at once."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import ReferenceIndex

from orgs.access import Actor
from orgs.models import ContactCard, ContactCardText
from orgs.queries import contact_cards_of
from orgs.services import editing
from orgs.services.organisations import add_member
from polku.base.opening_hours import OpeningHours, read_spans
from tests.access.roles import add_second_factor, session_of
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db

FORM = {
    "language": "fi",
    "role": "",
    "directions": "",
    "email": "",
    "street_address": "",
    "postal_code": "",
    "municipality": "",
    **{f"opening_hours_day{day}": "" for day in range(7)},
    "opening_hours_others": "",
    "texts-TOTAL_FORMS": "0",
    "texts-INITIAL_FORMS": "0",
}


def _writer(organisation, role: str = "editor") -> tuple[Client, Actor]:
    """Somebody who writes for the organisation, signed in with both factors."""
    user = orgs.user()
    editing.set_up(organisation)
    add_member(organisation=organisation, user=user, role=role)
    add_second_factor(user)
    client = Client()
    client.cookies["polku_session"] = session_of(user)
    return client, user


def _address(view: str, *args) -> str:
    try:
        return reverse(f"wagtailsnippets_orgs_contactcard:{view}", args=args)
    except NoReverseMatch:
        return reverse(f"wagtailsnippetchoosers_orgs_contactcard:{view}", args=args)


@pytest.fixture
def ours():
    return orgs.contact_card(orgs.organisation(name="Ours"), name="Desk of ours")


@pytest.fixture
def theirs():
    return orgs.contact_card(orgs.organisation(name="Theirs"), name="Desk of theirs")


# Who sees, chooses and changes it


def test_one_sees_the_cards_of_the_organisations_for_which_one_writes(ours, theirs):
    writer = orgs.member(ours.organisation, "editor")
    assert set(contact_cards_of(writer)) == {ours}
    assert set(contact_cards_of(orgs.member(ours.organisation, "publisher"))) == {ours}
    assert set(contact_cards_of(orgs.member(ours.organisation, "worker"))) == set()
    assert set(contact_cards_of(orgs.user(is_superuser=True))) == {ours, theirs}


def test_site_editors_change_the_cards_of_all_organisations(ours, theirs):
    boss = orgs.site_editor()
    assert set(contact_cards_of(boss)) == {ours, theirs}
    add_second_factor(boss)
    client = Client()
    client.cookies["polku_session"] = session_of(boss)
    form = FORM | {"organisation": theirs.organisation.pk, "name": "Desk", "phone": "0401234567"}
    assert client.post(_address("edit", theirs.pk), form).status_code == 302
    theirs.refresh_from_db()
    assert (theirs.name, theirs.phone) == ("Desk", "0401234567")


def test_cards_of_a_closed_organisation_are_nobodys(ours):
    writer = orgs.member(ours.organisation, "editor")
    ours.organisation.closed_on = "2026-01-01"
    ours.organisation.save()
    assert set(contact_cards_of(writer)) == set()


def test_lists_and_choosers_offer_ones_own_only(ours, theirs):
    client, _user = _writer(ours.organisation)
    for view in ("list", "list_results", "choose", "choose_results"):
        text = client.get(_address(view)).content.decode()
        assert ("Desk of ours" in text, "Desk of theirs" in text) == (True, False), view
    assert client.get(_address("chosen", ours.pk)).status_code == 200
    assert client.get(_address("chosen", theirs.pk)).status_code == 404
    several = client.get(_address("chosen_multiple"), {"id": [ours.pk, theirs.pk]})
    assert "Desk of ours" in several.content.decode()
    assert "Desk of theirs" not in several.content.decode()


@pytest.mark.parametrize("view", ["edit", "delete", "usage", "history", "history_results"])
def test_at_the_address_of_anothers_card_there_is_nothing(ours, theirs, view):
    client, _user = _writer(ours.organisation)
    assert client.get(_address(view, ours.pk)).status_code == 200
    assert client.get(_address(view, theirs.pk)).status_code == 404
    assert client.post(_address(view, theirs.pk), FORM | {"name": "Taken"}).status_code == 404
    assert ContactCard.objects.get(pk=theirs.pk).name == "Desk of theirs"


def test_a_card_is_made_for_ones_own_organisation_only(ours, theirs):
    client, _user = _writer(ours.organisation)
    sent = FORM | {"name": "New desk", "phone": "+358 9 555 0000"}
    refused = client.post(_address("add"), sent | {"organisation": theirs.organisation_id})
    assert refused.status_code == 200
    assert not ContactCard.objects.filter(name="New desk").exists()
    client.post(
        _address("add"),
        sent | {"organisation": ours.organisation_id, "opening_hours_day0": "9–15"},
    )
    made = ContactCard.objects.get(name="New desk")
    assert made.organisation == ours.organisation
    assert made.opening_hours.week[0] == read_spans("9–15")


def test_a_card_needs_one_way_to_reach_somebody(ours):
    client, _user = _writer(ours.organisation)
    client.post(
        _address("add"),
        FORM | {"name": "Nobody", "phone": "", "organisation": ours.organisation_id},
    )
    assert not ContactCard.objects.filter(name="Nobody").exists()
    with override("en"), pytest.raises(ValidationError, match="at least one way to reach them"):
        ContactCard(organisation=ours.organisation, name="Nobody").full_clean()


def test_many_cards_at_once_are_ones_own_as_well(ours, theirs):
    client, _user = _writer(ours.organisation)
    address = "/cms/bulk/orgs/contactcard/delete/"
    client.post(f"{address}?id={theirs.pk}")
    assert ContactCard.objects.count() == 2
    client.post(f"{address}?id={ours.pk}&id={theirs.pk}")
    assert list(ContactCard.objects.all()) == [theirs]


# What is seen of it


def test_a_change_shows_on_every_page_at_once(client, ours):
    organisation = ours.organisation
    body = [("contact_card", ours)]
    pages = [
        content.topic_page(body=body),
        content.news_page(body=body),
        activities.page(organisation, body=body),
        content.guidance_point(drop_in=False, contact_card=ours),
    ]
    for page in pages:
        assert "+358 9 555 0000" in client.get(page.url).content.decode()
    ours.phone = "+358 9 555 1111"
    ours.save()
    for page in pages:
        text = client.get(page.url).content.decode()
        assert "+358 9 555 1111" in text
        assert "+358 9 555 0000" not in text


def test_where_a_card_is_used_is_listed(ours):
    parent = content.organisation_page(ours.organisation)
    page = content.topic_page(parent, body=[("contact_card", ours)])
    found = [reference.model_name for reference in ReferenceIndex.get_references_to(ours)]
    assert len(found) == 1
    client, _user = _writer(ours.organisation)
    shown = client.get(_address("usage", ours.pk))
    assert page.title in shown.content.decode()


def test_words_are_in_the_readers_language_and_numbers_in_all(client, ours):
    ContactCardText.objects.create(card=ours, language="ar", name="مكتب الإرشاد")
    content.site_tree(["fi", "ar", "sv"])
    pages = {
        code: content.topic_page(language=code, body=[("contact_card", ours)])
        for code in ("fi", "ar", "sv")
    }
    texts = {code: client.get(page.url).content.decode() for code, page in pages.items()}
    assert '<h3 lang="fi" dir="ltr">Desk of ours</h3>' in texts["fi"]
    assert '<h3 lang="ar" dir="rtl">مكتب الإرشاد</h3>' in texts["ar"]
    # Nobody has translated it into Swedish, and the page says in which language it is.
    assert '<h3 lang="fi" dir="ltr">Desk of ours</h3>' in texts["sv"]
    for text in texts.values():
        assert '<a href="tel:+35895550000"><bdi dir="ltr">+358 9 555 0000</bdi></a>' in text


def test_opening_hours_of_a_card_are_shown_in_the_readers_words(client, ours):
    ours.opening_hours = OpeningHours(
        (*[read_spans("9–15")] * 5, (), ()),
    )
    ours.save()
    page = content.topic_page(body=[("contact_card", ours)])
    with override("fi"):
        text = client.get(page.url).content.decode()
    assert "maanantai–perjantai" in text
    assert '<bdi class="times" dir="ltr">9.00–15.00</bdi>' in text
