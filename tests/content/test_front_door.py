"""`/` leads everybody to the site in their own language."""

import pytest

from tests.factories import content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("sv-FI,sv;q=0.9,en;q=0.5", "/sv/"),
        ("ar", "/ar/"),
        ("so", "/so/"),
        ("so-SO,en;q=0.3", "/so/"),
        ("zh-CN", "/zh-hans/"),
        # Nobody here writes German; the site's first language serves.
        ("de", "/fi/"),
        ("de,uk;q=0.2", "/uk/"),
        ("", "/fi/"),
        ("*;q=nonsense,,;", "/fi/"),
    ],
)
def test_the_front_door_follows_the_browser(client, wanted, place):
    answer = client.get("/", headers={"accept-language": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (302, place)
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.django_db
def test_the_way_in_ends_at_a_page_in_somali(client):
    content.site_tree(["fi", "so"])
    page = client.get("/", headers={"accept-language": "so"}, follow=True)
    assert page.redirect_chain == [("/so/", 302)]
    assert page.status_code == 200
    assert '<html lang="so" dir="ltr">' in page.content.decode()


@pytest.mark.django_db
def test_a_missing_address_answers_404_in_the_language_of_the_address(client):
    content.site_tree(["fi", "ar"])
    page = client.get("/ar/no-such-page/")
    assert page.status_code == 404
    assert '<html lang="ar" dir="rtl">' in page.content.decode()


@pytest.mark.django_db
def test_public_pages_set_no_cookie_and_are_the_same_for_all(client):
    content.site_tree(["fi"])
    page = client.get("/fi/")
    assert page.cookies == {}
    assert "csrf" not in page.content.decode()
    # The language stands in the address, so the answer does not depend on the browser's.
    assert "Accept-Language" not in page.headers.get("Vary", "")
    assert page.headers["Content-Language"] == "fi"
