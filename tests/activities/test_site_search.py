"""The search over the whole site, as a resident does it."""

import pytest

from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def search(client):
    def ask(words: str, reader: str = "fi"):
        answer = client.get(f"/{reader}/search/", {"q": words})
        assert answer.status_code == 200
        return answer.context["found"], answer.content.decode()

    return ask


def names(found) -> dict[str, list[str]]:
    shown = {section.name: [card["title"] for card in section.cards] for section in found.sections}
    if found.activities:
        shown["activities"] = [card.title for card in found.activities]
    return shown


def test_everything_public_is_found_together_by_kind(house, search):
    activities.page(house, title="Uimakoulu")
    content.guide_page("fi", title="Uiminen Suomessa")
    content.guide_page("fi", title="Verotus")
    found, page = search("uiminen")
    assert names(found) == {"guide": ["Uiminen Suomessa"]}
    found, page = search("uimakoulu")
    assert names(found) == {"activities": ["Uimakoulu"]}
    assert 'href="/fi/activities/?q=uimakoulu"' in page
    found, page = search("naapuritalo")
    assert names(found) == {"activities": ["Uimakoulu"], "organisations": ["Naapuritalo"]}


def test_a_page_is_shown_once_and_that_of_the_readers_language_first(house, search):
    finnish = content.guide_page("fi", title="Sauna Suomessa")
    english = finnish.copy_for_translation(content.locale("en"))
    english.title = "Sauna in Finland"
    english.save_revision().publish()
    content.guide_page("fi", title="Sauna")
    assert names(search("sauna", "en")[0]) == {"guide": ["Sauna in Finland", "Sauna"]}


def test_a_slip_in_the_title_of_a_page_is_forgiven(house, search):
    content.guide_page("fi", title="Kirjastokortti")
    assert names(search("kirjastokorti")[0]) == {"guide": ["Kirjastokortti"]}


def test_what_is_not_public_is_never_found(house, search):
    page = activities.page(house, title="Uimakoulu")
    draft = content.guide_page("fi", title="Uimahallit")
    for one in (page, draft):
        one.unpublish()
    activities.page(house, title="Uimaleiri", live=False)
    for words in ("uimakoulu", "uimahallit", "uimaleiri", "uimakolu"):
        found, page = search(words)
        assert (words, found.count, found.meant) == (words, 0, None)
        assert "Uima" not in page


def test_with_little_found_other_words_are_offered(house, search):
    activities.page(house, title="Lukupiiri")
    found, page = search("lukkupirri")
    assert (found.count, found.meant) == (0, "Lukupiiri")
    assert 'href="?q=Lukupiiri"' in page


def test_without_a_result_there_is_a_way_on(house, search):
    _found, page = search("xyzzyx")
    assert "/fi/guidance/" in page


@pytest.mark.parametrize("words", ["", "   ", "\x00", "'&|!", "a" * 5000, '"><script>'])
def test_whatever_is_asked_there_is_a_page(house, search, words):
    found, page = search(words)
    assert found.count == 0
    assert "><script>" not in page


def test_the_box_stands_on_every_page(house, client):
    assert 'action="/fi/search/"' in client.get("/fi/activities/").content.decode()
