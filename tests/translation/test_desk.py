"""What editors see at the translation desk."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import ActivityPage
from polku.content.translation.models import Wish, Wording
from polku.content.translation.queries import desk
from polku.content.translation.queries.desk import Filters
from polku.content.translation.queries.waiting import waiting
from polku.content.translation.states import State
from polku.content.translation.views.desk.wording import MEANING, SHORT
from tests.access.roles import sign_in
from tests.factories import activities, orgs
from tests.translation.desk import Desk
from tests.translation.machine import House, found
from tests.translation.many_texts import Texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
TABLE = "/cms/translations/"


@pytest.fixture
def house() -> House:
    return found(("en", "sv", "ar", "ru"))


def shown(client, user, **query) -> BeautifulSoup:
    client.force_login(user)
    answer = client.get(TABLE, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [cell.a.get_text(strip=True) for cell in page.select("th.page")]


def cells(page: BeautifulSoup, title: str) -> dict[str, tuple[str, str]]:
    """By language: state, and where it leads."""
    [row] = [
        row
        for row in page.select(".translations-table tbody tr")
        if row.select_one("th.page").a.text == title
    ]
    return {
        cell.select_one(".code").text: (cell.a["class"][1], cell.a["href"].partition("?")[0])
        for cell in row.select("td.state")
    }


def wish(page, language: str, number: int) -> None:
    Wish.objects.create(
        translation_key=page.translation_key,
        language=language,
        number=number,
        last_on=timezone.localdate(),
    )


def test_each_language_of_a_page_shows_its_state_and_leads_to_what_is_done_next(client):
    page = activities.page(orgs.organisation(), summary="Vanha")
    work = Desk(page)
    work.translated("sv")
    work.translated("ar", machine=True)
    work.write("Uusi")
    work.bring_up_to_date()
    work.translated("en")
    work.translated("ru", machine=True)
    work.open("uk")
    table = cells(shown(client, work.user), page.title)

    def editor(language: str) -> str:
        return f"/cms/pages/{work.page(language).pk}/edit/"

    def place(language: str) -> str:
        return f"{TABLE}{page.translation_key}/{language}/"

    assert {code: table[code] for code in ("fi", "sv", "en", "ar", "ru", "uk", "so")} == {
        "fi": ("original", editor("fi")),
        "sv": ("outdated", place("sv")),
        "en": ("up_to_date", editor("en")),
        "ar": ("machine_outdated", place("ar")),
        "ru": ("machine", place("ru")),
        "uk": ("in_translation", editor("uk")),
        "so": ("missing", place("so")),
    }
    for _state, address in table.values():
        assert client.get(address).status_code == 200


def test_a_state_is_understood_without_colour():
    assert set(SHORT) == set(MEANING) == set(State)
    assert len({str(word) for word in SHORT.values()}) == len(State)


def test_from_a_text_one_comes_back_to_the_same_part_of_the_table(client, house):
    here = f"{TABLE}?language=so&state=missing&words=ry"
    client.force_login(house.editor)
    page = BeautifulSoup(client.get(here).content, "html.parser")
    place = client.get(page.select_one("td.state a")["href"])
    links = BeautifulSoup(place.content, "html.parser").select("main a")
    assert here in [link["href"] for link in links]


def test_a_badge_says_in_words_which_language_and_since_when(client, house):
    page = shown(client, house.publisher, words="café")
    badge = page.select_one("a.translations-state.missing")
    day = timezone.localdate()
    assert badge["title"].startswith("Finnish: missing, since ")
    assert str(day.year) in badge["title"]
    assert badge.select_one(".w-sr-only").text == badge["title"]


def test_people_see_their_own_organisation_s_pages_only_and_site_editors_all(client, house):
    other = orgs.organisation(name="Ilta ry")
    activities.page(other, live=False, title="Secret draft")
    own = titles(shown(client, house.editor))
    assert sorted(own) == ["Aamu ry", "Language café"]
    everything = shown(client, orgs.site_editor(language="en"))
    assert {"Secret draft", "Language café", "Polku en"} <= set(titles(everything))
    assert not shown(client, house.editor).select("select[name=organisation]")


def test_it_is_filtered_by_organisation_kind_language_state_and_words(client, house):
    other = orgs.organisation(name="Ilta ry")
    activities.page(other, language="en", title="Evening walk")
    editor = orgs.site_editor(language="en")

    def left(**query) -> list[str]:
        return sorted(titles(shown(client, editor, **query)))

    assert left(organisation=other.pk) == ["Evening walk", "Ilta ry"]
    assert left(organisation=0) == ["Polku en"]
    kind = ContentType.objects.get_for_model(ActivityPage).pk
    assert left(kind=kind) == ["Evening walk", "Language café"]
    assert left(words="WALK") == ["Evening walk"]
    assert left(language="sv", state="in_translation", kind=kind) == ["Language café"]
    assert left(language="sv", state="missing", kind=kind) == ["Evening walk"]


def test_words_are_sought_in_every_language_of_a_page(client, house):
    swedish = house.page("sv")
    swedish.title = "Språkkafé"
    swedish.save_revision()
    assert titles(shown(client, house.editor, words="språkk")) == ["Language café"]


@pytest.mark.parametrize(
    "query",
    [
        {"organisation": "9" * 30},
        {"organisation": "x", "kind": "-1", "language": "xx", "state": "original", "order": "?"},
        {"words": "\0"},
        {"p": "none"},
        {"p": "99"},
    ],
)
def test_what_is_no_filter_is_left_out(client, house, query):
    assert len(titles(shown(client, house.editor, **query))) == 2


def test_one_language_tells_since_when_and_how_many_readers_wait(client, house):
    wish(house.activity, "ru", 12)
    page = shown(client, house.editor, language="ru", words="café")
    row = page.select_one(".translations-table tbody tr").get_text(" ", strip=True)
    assert "in translation" in row and "12 readers wait" in row
    assert str(timezone.localdate().year) in row
    assert len(page.select("td.state")) == 1


def test_who_waits_longest_comes_first_and_on_demand_what_most_readers_wait_for(client, house):
    late = activities.page(house.organisation, language="en", title="Late")
    early = activities.page(house.organisation, language="en", title="Early")
    day = timezone.now() - timedelta(days=9)
    Wording.objects.filter(page=early).update(since=day)
    wish(late, "so", 3)
    kind = ContentType.objects.get_for_model(ActivityPage).pk
    by_time = titles(shown(client, house.editor, kind=kind))
    by_wishes = titles(shown(client, house.editor, kind=kind, order="wishes"))
    assert by_time[0] == "Early"
    assert by_wishes[0] == "Late"
    # What nobody waits for in the state that is looked at counts nothing.
    wish(house.activity, "sv", 99)
    missing = titles(shown(client, house.editor, kind=kind, order="wishes", state="missing"))
    assert missing[0] == "Late"


def test_a_wish_that_is_fulfilled_is_not_counted(client):
    page = activities.page(orgs.organisation())
    work = Desk(page)
    wish(page, "sv", 5)
    assert "5 readers wait" in shown(client, work.user).text
    work.translated("sv")
    assert "5 readers wait" not in shown(client, work.user).text


def test_the_numbers_of_states_lead_to_the_texts_in_that_state(client):
    page = activities.page(orgs.organisation(), summary="Vanha")
    work = Desk(page)
    work.translated("sv", "en")
    work.write("Uusi")
    numbers = {
        link.get_text(" ", strip=True): link["href"]
        for link in shown(client, work.user).select(".translations-counts a")
    }
    assert numbers["2 outdated"] == "?state=outdated"
    client.force_login(work.user)
    answer = client.get(TABLE + numbers["2 outdated"])
    assert titles(BeautifulSoup(answer.content, "html.parser")) == [page.title]


def test_what_was_public_once_and_is_no_more_waits_for_nobody(client, house):
    house.page("en").unpublish()
    for language in ("sv", "ar", "ru"):
        house.page(language).delete()
    assert titles(shown(client, house.editor)) == ["Aamu ry"]


def test_fifty_texts_stand_on_a_sheet(client):
    texts = Texts()
    texts.grow(52)
    editor = orgs.site_editor(language="en")
    first = shown(client, editor, organisation=texts.organisation.pk, order="wishes")
    assert len(titles(first)) == 50
    following = first.select_one("a[rel=next]")["href"]
    answer = client.get(TABLE + following)
    rest = titles(BeautifulSoup(answer.content, "html.parser"))
    assert len(rest) == 3 and not set(rest) & set(titles(first))


@pytest.mark.parametrize("who", ["a site editor", "an organisation's editor"])
def test_a_sheet_costs_fifteen_queries_at_most(client, service, settings, record_property, who):
    settings.POLKU_SECOND_FACTOR_REQUIRED = True
    texts = Texts()
    texts.grow(20)
    editor = orgs.site_editor(language="en") if who == "a site editor" else texts.editor()
    query = {"organisation": texts.organisation.pk} if who == "a site editor" else {}
    sign_in(client, editor)
    client.get(TABLE, query)
    with CaptureQueriesContext(connection) as taken:
        answer = client.get(TABLE, query)
    assert "0 of 1,000 words used" in answer.content.decode()
    assert len(taken) <= 15
    record_property("count", f"{len(taken)} queries of the translation desk for {who} at 20 texts")


# The first page of the admin


def panel(client, user) -> str:
    client.force_login(user)
    page = BeautifulSoup(client.get("/cms/").content, "html.parser")
    link = page.select_one("main a[href='/cms/translations/']")
    return link.find_parent("div").get_text(" ", strip=True) if link else ""


def test_the_first_page_tells_what_is_outdated_and_wished_for(client):
    page = activities.page(orgs.organisation(), summary="Vanha")
    work = Desk(page)
    assert panel(client, work.user) == ""
    work.translated("sv", "en")
    # A translation of the translation falls behind with it.
    work.translated("ru", of="en")
    work.write("Uusi")
    wish(page, "sv", 5)
    wish(page, "so", 5)
    told = panel(client, work.user)
    assert "3 outdated" in told and "1 missing text" in told
    assert panel(client, orgs.member(orgs.organisation(), "editor", language="en")) == ""


def test_it_counts_as_the_desk_does_with_two_queries():
    texts = Texts()
    texts.grow(30)
    editor = orgs.site_editor()
    counts = desk.desk(editor, Filters()).counts
    with CaptureQueriesContext(connection) as taken:
        told = waiting(editor)
    assert told.outdated == {State.OUTDATED: counts[State.OUTDATED]}
    assert len(taken) == 2


# The plain door


def test_the_plain_door_says_how_each_activity_stands_and_leads_to_the_desk(client, house):
    client.force_login(house.editor)
    page = BeautifulSoup(client.get("/editor/activities/").content, "html.parser")
    [row] = page.select("article.my-activity")
    told = row.get_text(" ", strip=True)
    for said in ("العربية (in translation)", "svenska (in translation)", "Missing in 9 languages"):
        assert said in told, said
    assert page.select_one(f"a[href='{TABLE}']")


def test_of_an_activity_that_is_over_the_plain_door_says_no_translations(client, house):
    house.page("en").unpublish()
    client.force_login(house.editor)
    assert "Missing in" not in client.get("/editor/activities/").content.decode()
