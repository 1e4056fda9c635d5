"""What comes from the cache, for whom, and in which form."""

import gzip

import brotli
import pytest

from tests.factories import content, orgs

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_is_made_once_and_the_same_bytes_for_everyone(client, guide, renderings):
    first = client.get(guide.url)
    second = client.get(guide.url, headers={"user-agent": "another", "cookie": "theme=dark"})
    assert renderings == [guide.url]
    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert first.headers == second.headers
    assert first["Cache-Control"] == "no-cache"
    assert "Content-Security-Policy" in second.headers
    assert second["Vary"] == "Accept-Encoding"
    assert not second.cookies


def test_whoever_has_the_page_gets_no_second_copy(client, guide, renderings):
    etag = client.get(guide.url)["ETag"]
    again = client.get(guide.url, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(guide.url, headers={"if-none-match": '"other"'}).status_code == 200
    guide.title = "Another title"
    guide.save_revision().publish()
    changed = client.get(guide.url, headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert b"Another title" in changed.content
    assert renderings == [guide.url] * 2


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("identity", "", bytes),
    ],
)
def test_it_comes_packed_as_the_browser_can_unpack_it(client, guide, accepted, encoding, unpack):
    plain = client.get(guide.url)
    packed = client.get(guide.url, headers={"accept-encoding": accepted})
    assert packed.headers.get("Content-Encoding", "") == encoding
    assert unpack(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content)
    seen = client.get(
        guide.url, headers={"accept-encoding": accepted, "if-none-match": packed["ETag"]}
    )
    assert seen.status_code == 304


def test_each_language_has_its_own(client, guide):
    finnish, swedish = client.get("/fi/"), client.get("/sv/")
    assert finnish["Content-Language"] == "fi"
    assert swedish["Content-Language"] == "sv"
    assert finnish.content != swedish.content


def test_head_is_answered_from_the_page(client, guide, renderings):
    client.get(guide.url)
    assert client.head(guide.url).status_code == 200
    assert renderings == [guide.url]


# Addresses


def test_what_the_address_says_besides_makes_no_new_page(client, guide, renderings):
    plain = client.get(guide.url)
    for query in ("utm_source=letter", "fbclid=1&page=1", "municipality="):
        assert client.get(f"{guide.url}?{query}").content == plain.content
    assert renderings == [guide.url]


def test_the_first_to_ask_leaves_nothing_of_their_address_in_it(client, guide, renderings):
    strange = client.get(f"{guide.url}?utm_source=letter-to-amina")
    assert b"amina" not in strange.content
    assert client.get(guide.url).content == strange.content
    assert renderings == [guide.url]


def test_one_question_in_two_orders_is_one_page(client, guide, renderings):
    client.get(f"{guide.url}?wished=1&municipality=837")
    client.get(f"{guide.url}?municipality=837&x=y&wished=")
    assert renderings == [guide.url]
    client.get(f"{guide.url}?municipality=049")
    assert len(renderings) == 2


def test_the_key_costs_no_query(client, guide, django_assert_num_queries):
    client.get(guide.url)
    with django_assert_num_queries(0):
        client.get(f"{guide.url}?utm_source=letter")


def test_an_old_address_with_a_query_still_leads_on(client, guide):
    from wagtail.contrib.redirects.models import Redirect

    Redirect.objects.create(old_path="/fi/vanha?id=5", redirect_page=guide, is_permanent=True)
    for _ in range(2):
        answer = client.get("/fi/vanha?id=5")
        assert (answer.status_code, answer["Location"]) == (301, guide.url)


# Not for everyone


def test_whoever_is_signed_in_passes_the_cache_by(client, guide, renderings):
    client.get(guide.url)
    client.force_login(orgs.user())
    answer = client.get(guide.url)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert renderings == [guide.url]


def test_a_preview_is_neither_kept_nor_answered_from_the_cache(client, guide):
    client.get(guide.url)
    guide.title = "Only a draft"
    assert b"Only a draft" in guide.make_preview_request().content
    assert b"Only a draft" not in client.get(guide.url).content


@pytest.mark.parametrize("path", ["/account/login/", "/", "/fi/sign-up/", "/robots.txt"])
def test_what_says_nothing_of_itself_passes_by(client, guide, renderings, path):
    client.get(path)
    assert renderings == []


def test_a_page_with_a_token_is_made_for_each(client, guide, renderings):
    form = content.form_page(orgs.organisation())
    tokens = {client.get(form.url).cookies["csrftoken"].value for _ in range(2)}
    assert tokens
    client.cookies.clear()
    assert client.get(form.url).cookies["csrftoken"].value not in tokens
    assert renderings == [form.url] * 3


def test_what_is_missing_is_not_kept(client, guide, own_store):
    assert client.get("/fi/nowhere/").status_code == 404
    late = content.guide_page(title="nowhere", slug="nowhere")
    assert late.url == "/fi/nowhere/"
    assert client.get("/fi/nowhere/").status_code == 200
