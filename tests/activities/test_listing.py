"""Finding activities over HTTP, as a resident does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import Occurrence
from activities.views.find import PAGE_SIZE
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
LIST = "/{}/activities/"


@pytest.fixture
def house():
    content.site_tree(["fi", "sv", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def find(client, house):
    """The list in a language, as the reader sees it: its cards."""

    def ask(reader: str = "fi", /, **query) -> list:
        answer = client.get(LIST.format(reader), query)
        assert answer.status_code == 200
        return answer.context["activities"]

    return ask


def titles(cards) -> list[str]:
    return [card.title for card in cards]


def in_days(number: int, **fields):
    return activities.schedule(timezone.localdate() + timedelta(days=number), **fields)


# What is listed, and in which order


def test_the_soonest_comes_first_and_what_has_no_dates_last(house, find):
    activities.page(house, title="Guidance", kind="guidance", schedules=[])
    activities.page(house, title="In nine days", schedules=[in_days(9)])
    activities.page(house, title="In two", schedules=[in_days(2), in_days(30)])
    activities.page(house, title="In five", schedules=[in_days(5)])
    assert titles(find()) == ["In two", "In five", "In nine days", "Guidance"]


def test_what_has_ended_leaves_the_list_by_itself(house, find):
    page = activities.page(house, title="Over", schedules=[in_days(2)])
    assert titles(find()) == ["Over"]
    Occurrence.objects.filter(activity=activities.of(page)).update(
        starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
    )
    assert find() == []


def test_what_has_begun_and_not_ended_is_listed(house, find):
    page = activities.page(house, title="Camp", schedules=[in_days(2)])
    Occurrence.objects.filter(activity=activities.of(page)).update(
        starts_at=timezone.now() - timedelta(days=20), ends_at=timezone.now() + timedelta(days=2)
    )
    assert titles(find()) == ["Camp"]


@pytest.mark.parametrize("state", ["draft", "unpublished", "cancelled", "closed organisation"])
def test_what_is_not_on_offer_is_not_listed(house, find, state):
    page = activities.page(house, title="Hidden", live=state != "draft")
    activities.page(orgs.organisation(), title="Shown")
    if state == "unpublished":
        page.unpublish()
    if state == "cancelled":
        activities.of(page).occurrences.update(status=Occurrence.Status.CANCELLED)
    if state == "closed organisation":
        house.closed_on = timezone.localdate()
        house.save()
    assert titles(find()) == ["Shown"]
    assert titles(find(q="Hidden")) == []


def test_pages_of_25_keep_the_question(house, find, client):
    for number in range(PAGE_SIZE + 1):
        activities.page(house, title=f"Number {number}", themes=["work"])
    assert len(find(theme="work")) == PAGE_SIZE
    answer = client.get(LIST.format("fi"), {"theme": "work"})
    assert answer.context["count"] == PAGE_SIZE + 1
    assert "?theme=work&amp;page=2" in answer.content.decode()
    assert len(find(theme="work", page=2)) == 1
    assert len(find(theme="work", page=99)) == 1


def test_a_long_page_takes_no_more_statements_than_a_short_one(house, client):
    place = orgs.area()
    make = {"municipality": place, "venue": "Library"}
    activities.translate(activities.page(house, title="First", **make), "ar")
    address = LIST.format("ar") + "?q=activity&municipality=" + place.code
    assert client.get(address).context["count"] == 1

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    before = statements()
    for number in range(PAGE_SIZE):
        other = orgs.organisation()
        activities.page(other, title=f"Activity {number}", **make)
    assert client.get(address).context["count"] == PAGE_SIZE + 1
    assert statements() == before
    assert before <= 16


# In the reader's language


def test_the_readers_own_text_else_the_original_as_what_it_is(house, find):
    both = activities.page(house, title="Kielikahvila", schedules=[in_days(1)])
    arabic = activities.translate(both, "ar", title="مقهى اللغة")
    finnish = activities.page(house, title="Lukupiiri", schedules=[in_days(2)])
    own, other = find("ar")
    assert (own.title, own.lang, own.dir, own.is_fallback) == ("مقهى اللغة", "ar", "rtl", False)
    assert own.url == arabic.url
    assert (other.title, other.lang, other.dir, other.is_fallback) == (
        "Lukupiiri",
        "fi",
        "ltr",
        True,
    )
    assert other.url == finnish.url.replace("/fi/", "/ar/")


def test_an_alias_is_no_translation(house, find):
    page = activities.page(house, title="Kielikahvila")
    content.organisation_page(house, "ar")
    page.copy_for_translation(content.locale("ar"), alias=True)
    [card] = find("ar")
    assert (card.title, card.is_fallback) == ("Kielikahvila", True)
    assert card.url == page.url.replace("/fi/", "/ar/")


def test_an_arabic_original_is_read_in_finnish(house, find):
    activities.page(house, language="ar", title="دروس السباحة")
    [card] = find("fi")
    assert (card.lang, card.dir, card.is_fallback) == ("ar", "rtl", True)


def test_a_card_says_when_where_and_in_which_languages(house, find):
    place = orgs.area(name="Tampere")
    activities.page(
        house,
        venue="Naapuritalo",
        municipality=place,
        languages=["ar", "ckb"],
        price_cents=250,
        schedules=[in_days(3, starts="17:30", minutes=90)],
    )
    [card] = find("en")
    assert (f"{card.when.starts:%H:%M}", f"{card.when.ends:%H:%M}") == ("17:30", "19:00")
    assert card.place == "Naapuritalo, Tampere"
    assert card.languages == [
        {"code": "ar", "name": "Arabic"},
        {"code": "ckb", "name": "Sorani Kurdish"},
    ]
    assert (card.organisation, card.price_cents) == ("Naapuritalo", 250)


# By words


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("fi", "kahvilassa", ["Kahvila"]),  # by its stem
        ("fi", "kahvila", ["Kielikahvila", "Kahvila"]),  # the end of a compound
        ("fi", "kieli", ["Kielikahvila"]),  # its beginning
        ("fi", "kielikavila", ["Kielikahvila"]),  # a slip of the finger
        ("fi", "jutellaan", ["Kielikahvila"]),  # summary
        ("fi", "pulla", ["Kahvila"]),  # running text
        ("sv", "språkkaféer", ["Språkkafé"]),  # the reader's language, stemmed
        ("sv", "kahvila", ["Kahvila", "Språkkafé"]),  # and the original
        ("en", "Naapuritalo", ["Kielikahvila", "Kahvila"]),  # the organisation
        ("en", "Tampere kielikahvila", ["Kielikahvila"]),  # a place and a word
        ("fi", "språkkafé", []),  # not a language that the reader reads or the original
        ("fi", "uimahalli", []),
        ("fi", "' & | ! ( <-> :*", []),
        ("fi", '"pulla" -kaikille OR', []),  # signs mean nothing, so this is a third word
        ("fi", "-pulla", ["Kahvila"]),
    ],
)
def test_words(house, find, language, words, found):
    first = activities.page(
        house,
        title="Kielikahvila",
        summary="Jutellaan suomeksi",
        municipality=orgs.area(name="Tampere"),
        schedules=[in_days(1)],
    )
    activities.translate(first, "sv", title="Språkkafé", summary="Vi pratar")
    activities.page(
        house,
        title="Kahvila",
        body=[("paragraph", "<p>Kahvia ja pullaa, kaikille</p>")],
        schedules=[in_days(2)],
    )
    assert sorted(titles(find(language, q=words))) == sorted(found)


def test_the_title_counts_more_than_the_text(house, find):
    activities.page(
        house,
        title="Lukupiiri",
        body=[("paragraph", "<p>uinti</p>")],
        schedules=[in_days(1)],
    )
    activities.page(house, title="Uinti", schedules=[in_days(9)])
    assert titles(find(q="uinti")) == ["Uinti", "Lukupiiri"]


def test_words_in_a_language_without_a_stemmer(house, find):
    activities.page(house, language="so", title="Dabbaasha haweenka")
    for words in ("haweenka", "haween", "dabaasha"):
        assert titles(find("so", q=words)) == ["Dabbaasha haweenka"]
    assert titles(find("so", q="kubadda")) == []


# By choice


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"language": "ar"}, ["Women’s swimming"]),
        ({"theme": "leisure"}, ["Women’s swimming"]),
        ({"municipality": "837"}, ["Women’s swimming", "On the internet"]),
        ({"municipality": "091"}, ["Language café", "On the internet"]),
        ({"language": "fi", "theme": "work"}, ["Language café"]),
        ({"language": "ar", "theme": "work"}, []),
        ({"q": "swimming", "language": "ar"}, ["Women’s swimming"]),
    ],
)
def test_choices(house, find, choice, found):
    activities.page(
        house,
        title="Women’s swimming",
        languages=["ar"],
        themes=["leisure", "health"],
        municipality=orgs.area("837", name="Tampere"),
    )
    activities.page(
        house,
        title="Language café",
        languages=["fi"],
        themes=["work"],
        municipality=orgs.area("091", name="Helsinki"),
    )
    activities.page(house, title="On the internet", languages=["so"], attendance="online")
    assert sorted(titles(find("en", **choice))) == sorted(found)


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ({"theme": "sports"}, "Theme"),
        ({"language": "tlh"}, "Language spoken"),
        ({"municipality": "999"}, "Where"),
        ({"municipality": "837' OR 1=1"}, "Where"),
        ({"theme": ["work", "sports"]}, "Theme"),
        ({"theme": "\x00"}, "Theme"),
    ],
)
def test_a_choice_that_we_do_not_know_is_left_out_and_named(house, client, query, ignored):
    activities.page(house, title="Café", themes=["work"])
    answer = client.get(LIST.format("en"), query)
    assert titles(answer.context["activities"]) == ["Café"]
    assert f"it is left out: {ignored}." in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"},
        {"page": "-3"},
        {"page": "9" * 30},
        {"q": "\x00"},
        {"q": "a" * 5000},
        {"q": "%_\\"},
        {"q": '"'},
        {"unknown": "1"},
    ],
)
def test_whatever_the_address_says_there_is_a_list(house, client, query):
    assert client.get(LIST.format("fi"), query).status_code == 200


def test_the_list_is_read_only(house, client):
    assert client.post(LIST.format("fi")).status_code == 405


def test_nothing_found_says_so_in_every_language(house, client):
    for language in ("fi", "sv", "en", "ar", "so", "zh-hans"):
        answer = client.get(LIST.format(language), {"q": "x"})
        assert (answer.status_code, answer.context["count"]) == (200, 0)


# Elsewhere


def test_the_home_page_shows_what_happens_soonest(house, client):
    for number in range(8, 0, -1):
        activities.page(house, title=f"In {number} days", schedules=[in_days(number)])
    activities.page(house, title="Guidance", schedules=[])
    cards = client.get("/fi/").context["activities"]
    assert titles(cards) == [f"In {number} days" for number in range(1, 7)]


def test_the_page_of_an_organisation_shows_its_own(house, client):
    activities.page(house, title="Ours")
    activities.page(orgs.organisation(), title="Theirs")
    page = content.organisation_page(house)
    assert titles(client.get(page.url).context["activities"]) == ["Ours"]
