"""A language of the site is switched off by its settings, and on again: what is in it is kept as it
is, and nobody meets it meanwhile."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Locale, Page

from activities.queries import Filters, cards, find
from orgs.services import people
from polku.base import languages
from polku.content.upkeep.models import Review
from polku.content.upkeep.queries.reviews import due_reviews
from polku.content.upkeep.services import review_mail
from tests.factories import activities, content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def somali_off(settings):
    def switch(off: bool = True) -> None:
        codes = [code for code in languages.INTERFACE if not (off and code == "so")]
        settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
            (code, languages.INTERFACE[code]) for code in codes
        ]

    return switch


@pytest.fixture
def cafe():
    """An activity in Finnish and Somali."""
    content.site_tree(["fi", "sv", "so"])
    page = activities.page(title="Kielikahvila", slug="kielikahvila")
    return page, activities.translate(page, "so", title="Kafeega luqadda", slug="kafee")


@pytest.fixture
def only_somali():
    content.site_tree(["fi", "so"])
    return activities.page(language="so", title="Kafeega luqadda", slug="kafee")


def address(page: Page) -> str:
    return page.get_url()


def test_it_has_no_address_and_the_same_text_is_found_in_other_languages(client, cafe, somali_off):
    finnish, somali = cafe
    its_address = address(somali)
    assert client.get(its_address).status_code == 200
    somali_off()
    assert client.get(its_address).status_code == 404
    assert client.get("/so/").status_code == 404
    shown = client.get(address(finnish)).content.decode()
    assert "Kielikahvila" in shown
    assert 'hreflang="so"' not in shown
    assert "soomaali" not in shown
    somali_off(False)
    assert "Kafeega luqadda" in client.get(its_address).content.decode()
    assert 'hreflang="so"' in client.get(address(finnish)).content.decode()


def test_its_text_is_no_fallback_either(client, only_somali, somali_off):
    beside = address(only_somali).replace("/so/", "/fi/")
    assert client.get(beside).status_code == 200
    somali_off()
    assert client.get(beside).status_code == 404


def test_an_activity_that_is_in_it_alone_is_not_listed_until_it_is_on_again(
    only_somali, somali_off
):
    def found(words: str = "") -> list[str]:
        return [card.title for card in cards(find(Filters(words=words), "fi"), "fi")]

    assert found() == found("kafeega") == ["Kafeega luqadda"]
    somali_off()
    assert found() == found("kafeega") == []
    assert activities.of(only_somali).status == "published"
    somali_off(False)
    assert found() == ["Kafeega luqadda"]


def test_an_activity_whose_original_is_in_it_is_shown_in_the_others(somali_off):
    content.site_tree(["fi", "so"])
    original = activities.page(language="so", title="Kafeega luqadda", venue="Kirjasto")
    activities.translate(original, "fi", title="Kielikahvila")
    somali_off()
    (card,) = cards(find(Filters(), "ru"), "ru")
    assert (card.title, card.place) == ("Kielikahvila", "Kirjasto")
    # The word of the original finds nothing that would then be shown in no language.
    assert list(find(Filters(words="kafeega"), "ru")) == []


def test_who_had_it_as_their_language_reads_and_is_written_to_in_the_nearest(client, somali_off):
    house = orgs.organisation(name="Talo")
    person = orgs.member(house, "editor", "manager", language="so")
    client.force_login(person)

    def spoken_to() -> tuple[str, str]:
        people.mail_change(person.pk, house.pk, notice=1)
        read_in = client.get("/editor/activities/").headers["Content-Language"]
        return read_in, mail.outbox.pop().subject

    in_somali = spoken_to()
    assert in_somali[0] == "so"
    somali_off()
    assert spoken_to() == ("en", "Who works in Talo has changed")
    somali_off(False)
    assert spoken_to() == in_somali


def test_no_page_is_translated_into_it(client, somali_off):
    client.force_login(orgs.site_editor(language="en"))
    page = content.news_page(content.site_tree(["fi"])["fi"])
    somali = Locale.objects.get(language_code="so")

    def targets() -> list[Locale]:
        response = client.get(f"/cms/localize/submit/page/{page.pk}/")
        return list(response.context["form"].fields["locales"].queryset)

    assert somali in targets()
    somali_off()
    assert somali not in targets()
    assert targets()


def test_its_row_stays_with_all_that_hangs_on_it(cafe, somali_off):
    _finnish, somali = cafe
    somali_off()
    assert not Locale.objects.filter(language_code="so").exists()
    assert Locale.all_objects.filter(language_code="so").exists()
    kept = Page.objects.get(pk=somali.pk)
    assert (kept.locale.language_code, kept.live) == ("so", True)
    assert not any(Page.find_problems())


@pytest.mark.parametrize(
    "where", ["/cms/", "/cms/pages/", "/cms/locales/", "/cms/pages/search/?q=kafe"]
)
def test_the_admin_stands(client, cafe, somali_off, where):
    client.force_login(orgs.user(is_superuser=True, language="fi"))
    somali_off()
    assert client.get(where, follow=True).status_code == 200


def test_what_is_in_it_can_still_be_opened_in_the_admin_and_its_facts_changed(
    client, only_somali, somali_off
):
    activities.translate(only_somali, "fi", title="Kielikahvila")
    client.force_login(orgs.site_editor(language="fi"))
    somali_off()
    assert client.get(f"/cms/pages/{only_somali.pk}/edit/").status_code == 200
    assert client.get(f"/cms/pages/{only_somali.get_parent().pk}/").status_code == 200
    only_somali.venue = "Uusi paikka"
    activities.publish(only_somali)
    (card,) = cards(find(Filters(), "fi"), "fi")
    assert card.place == "Uusi paikka"


@pytest.mark.parametrize(("has_finnish", "asks"), [(True, 1), (False, 0)])
def test_nobody_is_asked_about_what_nobody_can_read(somali_off, has_finnish, asks):
    house = orgs.organisation(contact_email="office@example.org")
    content.site_tree(["fi", "so"])
    page = activities.page(house, language="so")
    if has_finnish:
        activities.translate(page, "fi")
    editor = orgs.site_editor()
    Review.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    somali_off()
    assert due_reviews(editor).count() == asks
    assert review_mail.ask() == len(mail.outbox) == asks
