"""News feeds (Atom): of the site's news, and of what is new among the activities of a search."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests.activities.feeds.atom_rules import ATOM, LANG, faults
from tests.factories import activities, content, orgs

SEARCH, NEWS = "/feeds/en/activities.atom", "/feeds/en/news.atom"
# The folder of a case is the section of RFC 4287; by section the faults that our rules know.
KNOWN = re.compile(
    r"(DuplicateElement|MissingElement|NotBlank)\{[^}]*element:(id|title|updated|published|author"
    r"|generator|icon|logo|rights|subtitle|summary|content)\b"
    r"|(MissingSelf|DuplicateEntries|DuplicateAtomLink|InvalidRFC3339Date|InvalidLanguage"
    r"|MissingContentOrAlternate)"
)


@pytest.fixture
def house(db):
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo & ystävät", language="en")


def read(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert faults(answer.content) == set()
    return etree.fromstring(answer.content)


def told(feed, name: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{name}") for entry in feed.findall(f"{ATOM}entry")]


def test_the_rules_agree_with_the_cases_of_the_feed_validator(shared_data):
    judged = 0
    for case in sorted((shared_data / "feeds" / "atom").glob("[24]*/*.xml")):
        text = case.read_bytes()
        expected = re.search(rb"Expect:\s*(\S+)", text)[1].decode()
        try:
            found = faults(text)
        except etree.XMLSyntaxError:
            continue
        if expected == "!Error":
            assert found <= {"MissingSelf"}, case
            judged += 1
        elif "parent:source" in expected:
            continue
        elif match := KNOWN.match(expected):
            wanted = f"{match[1]} {match[2]}" if match[1] else match[3]
            assert wanted in found, case
            judged += 1
    assert judged >= 60


def test_what_is_new_in_a_search_comes_first(house, client):
    activities.page(house, language="en", title="Old", themes=["work"])
    activities.page(house, language="en", title="New & <b>bold</b>", summary="5 < 6 & more",
                    themes=["work"])  # fmt: skip
    activities.page(house, language="en", title="Other", themes=["family"])
    feed = read(client, f"{SEARCH}?theme=work")
    assert told(feed, "title") == ["New & <b>bold</b>", "Old"]
    assert told(feed, "summary")[0] == "5 &lt; 6 &amp; more"
    assert feed.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Naapuritalo & ystävät"
    assert feed.get(LANG) == "en"


def test_a_text_says_its_language_and_its_name_stays(house, client):
    page = activities.page(house, language="fi", title="Kielikahvila")
    before = read(client, SEARCH)
    assert before.find(f"{ATOM}entry").get(LANG) == "fi"
    activities.translate(page, "en", title="Language café")
    after = read(client, SEARCH)
    assert after.find(f"{ATOM}entry").get(LANG) == "en"
    assert told(after, "id") == told(before, "id") == [f"urn:uuid:{page.translation_key}"]
    assert told(after, "updated") > told(before, "updated") or told(after, "updated") == told(
        before, "updated"
    )


def test_news_of_the_site_and_of_organisations(house, client):
    content.news_page(language="en", title="Of the site")
    content.news_page(
        content.organisation_page(house, "en"), language="en", title="Of a house", summary="Now!"
    )
    content.news_page(language="en", title="A draft", live=False)
    feed = read(client, NEWS)
    assert told(feed, "title") == ["Of a house", "Of the site"]
    names = [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}author/{ATOM}name")]
    assert names == ["Naapuritalo & ystävät", "Polku"]


@pytest.mark.parametrize("address", [SEARCH, NEWS])
def test_an_empty_feed_is_a_feed(house, client, address):
    assert told(read(client, address), "id") == []
    assert client.get(address).content == client.get(address).content


def test_pages_name_their_feeds(house, client):
    body = client.get("/en/activities/").content.decode()
    assert f'type="application/atom+xml" title="News" href="{NEWS}"' in body


def test_a_long_feed_takes_no_more_statements_than_a_short_one(house, client):
    def statements(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    def more():
        activities.page(orgs.organisation(), language="en")
        content.news_page(content.organisation_page(orgs.organisation(), "en"), language="en")

    more()
    assert statements(SEARCH) and statements(NEWS)
    before = statements(SEARCH), statements(NEWS)
    for _number in range(4):
        more()
    assert (statements(SEARCH), statements(NEWS)) == before
