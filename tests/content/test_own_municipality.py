"""A page of the guide shows what the reader's own municipality says about its matter."""

import pytest
from django.core.exceptions import ValidationError

from orgs.models import OrganisationPage
from polku.content.models import GuidePage, LocalGuidePage
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db

BLOCK = [("own_municipality", {"heading": ""})]


@pytest.fixture
def town():
    made = orgs.organisation("municipality", "Tampereen kaupunki")
    made.areas.add(orgs.area("837"))
    return made


@pytest.fixture
def guide():
    return content.guide_page(slug="asuminen", title="Asuminen", body=BLOCK)


def _text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_text_of_the_chosen_municipality_is_shown(client, town, guide):
    content.local_guide_page(
        town, guide, orgs.area("837"), title="With us", body=[("heading", "One application")]
    )
    assert "One application" not in _text(client, guide.url)
    assert 'name="municipality"' in _text(client, guide.url)
    chosen = _text(client, f"{guide.url}?municipality=837")
    assert "One application" in chosen
    assert '<option value="837" selected>' in chosen


def test_only_municipalities_with_a_text_are_offered(client, town, guide):
    content.local_guide_page(town, guide, orgs.area("837"))
    text = _text(client, guide.url)
    assert '<option value="837">' in text
    assert '<option value="091">' not in text


def test_a_municipality_without_a_text_is_said_to_have_none(client, town, guide):
    content.local_guide_page(town, guide, orgs.area("837"))
    text = _text(client, f"{guide.url}?municipality=091")
    assert "Helsinki" in text
    # The way to those that have written.
    assert 'href="?municipality=837#own-municipality"' in text


@pytest.mark.parametrize("asked", ["nowhere", "999", "8'37", "%00", "٨٣٧", "1" * 300])
def test_what_is_no_municipality_breaks_nothing(client, town, guide, asked):
    content.local_guide_page(town, guide, orgs.area("837"), title="With us")
    text = _text(client, f"{guide.url}?municipality={asked}")
    assert "<h3>With us</h3>" not in text
    assert "notice warn" in text


def test_without_any_local_text_nothing_is_asked(client, guide):
    assert "own-municipality" not in _text(client, guide.url)


def test_a_draft_is_not_shown(client, town, guide):
    content.local_guide_page(town, guide, orgs.area("837"), live=False, title="Not yet")
    text = _text(client, f"{guide.url}?municipality=837")
    assert "Not yet" not in text


def test_it_belongs_to_the_guide_page_in_every_language(client, town, guide):
    """The editor chose the Finnish page; a reader of Arabic finds the Arabic text."""
    content.site_tree(["fi", "ar", "sv"])
    finnish = content.local_guide_page(town, guide, orgs.area("837"), title="Meillä")
    content.organisation_page(town, "ar")
    arabic = finnish.copy_for_translation(content.locale("ar"))
    arabic.title = "عندنا"
    arabic.save_revision().publish()
    pages = {}
    for code in ("ar", "sv"):
        pages[code] = guide.copy_for_translation(content.locale(code))
        pages[code].save_revision().publish()
    in_arabic = _text(client, f"{pages['ar'].url}?municipality=837")
    assert "<h3>عندنا</h3>" in in_arabic
    # There is none in Swedish: the first one is shown, and its language is said.
    in_swedish = _text(client, f"{pages['sv'].url}?municipality=837")
    assert '<div class="flow" lang="fi" dir="ltr">' in in_swedish
    assert "<h3>Meillä</h3>" in in_swedish
    assert "finska" in in_swedish


def test_the_choice_goes_along_through_the_guide(client, town, guide):
    guide.add_child(
        instance=GuidePage(title="Vuokra", slug="vuokra", locale=guide.locale, body=BLOCK)
    )
    assert 'href="/fi/asuminen/vuokra/?municipality=837"' in _text(
        client, f"{guide.url}?municipality=837"
    )
    assert 'href="/fi/asuminen/vuokra/"' in _text(client, guide.url)
    assert 'href="/fi/asuminen/vuokra/"' in _text(client, f"{guide.url}?municipality=zzz")


def test_the_choice_is_stored_nowhere(client, town, guide):
    content.local_guide_page(town, guide, orgs.area("837"))
    answer = client.get(f"{guide.url}?municipality=837")
    assert answer.cookies == {}


def test_the_text_itself_leads_back_to_the_guide(client, town, guide):
    page = content.local_guide_page(town, guide, orgs.area("837"))
    assert f'href="{guide.url}?municipality=837"' in _text(client, page.url)


def test_only_municipalities_write_them(town, guide):
    association = content.organisation_page(orgs.organisation("association"))
    assert LocalGuidePage.can_create_at(content.organisation_page(town))
    assert not LocalGuidePage.can_create_at(association)


def test_a_municipality_writes_for_itself_only(town, guide):
    page = content.local_guide_page(town, guide, orgs.area("837"))
    page.municipality = orgs.area("091")
    with pytest.raises(ValidationError) as raised:
        page.full_clean()
    assert "Tampere" in str(raised.value.message_dict["municipality"])


def test_the_text_stays_known_when_the_chosen_page_goes(client, town, guide):
    """Its translations go on without it."""
    content.site_tree(["fi", "sv"])
    swedish = guide.copy_for_translation(content.locale("sv"))
    swedish.save_revision().publish()
    content.local_guide_page(town, guide, orgs.area("837"), title="Meillä")
    GuidePage.objects.get(pk=guide.pk).delete()
    assert "<h3>Meillä</h3>" in _text(client, f"{swedish.url}?municipality=837")
    assert OrganisationPage.objects.exists()
