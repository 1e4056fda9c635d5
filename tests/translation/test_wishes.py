"""Readers ask for a text in their language; the number of wishes is all that is kept."""

import pytest

from polku.content.translation.models import Wish
from tests.factories import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    content.site_tree(["fi", "ar"])
    return content.guide_page("fi", title="Asuminen", slug="asuminen")


def _wish(client, page, language: str = "ar", **headers):
    return client.post(f"/{language}/translation-wish/", {"page": page.pk}, **headers)


def test_a_wish_is_counted_and_the_page_says_so(client, page):
    answer = _wish(client, page)
    assert answer.status_code == 302
    assert answer["Location"] == "/ar/asuminen/?wished=1"
    shown = client.get(answer["Location"]).content.decode()
    assert 'role="status"' in shown
    assert "<form" not in shown[shown.index('class="notice info"') : shown.index('role="status"')]
    wish = Wish.objects.get()
    assert (wish.translation_key, wish.language, wish.number) == (page.translation_key, "ar", 1)


def test_wishes_of_several_readers_add_up_and_those_of_one_do_not(client, page):
    for _again in range(5):
        assert _wish(client, page).status_code == 302
    assert Wish.objects.get().number == 3
    _wish(client, page, REMOTE_ADDR="198.51.100.7")
    assert Wish.objects.get().number == 4


def test_a_wish_needs_no_token_since_public_pages_carry_none(page):
    from django.test import Client

    assert _wish(Client(enforce_csrf_checks=True), page).status_code == 302
    assert Wish.objects.get().number == 1


def test_what_can_be_read_in_the_language_is_not_wished_for(client, page):
    assert _wish(client, page, "fi").status_code == 302
    assert not Wish.objects.exists()


@pytest.mark.parametrize("key", ["", "0", "999999", "abc", "9" * 30])
def test_a_page_that_is_missing_or_a_draft_answers_alike(client, page, key):
    page.unpublish()
    draft = client.post("/ar/translation-wish/", {"page": page.pk})
    other = client.post("/ar/translation-wish/", {"page": key})
    assert draft.status_code == other.status_code == 404
    assert draft.content == other.content
    assert not Wish.objects.exists()


def test_a_wish_is_a_post(client, page):
    assert client.get("/ar/translation-wish/").status_code == 405
