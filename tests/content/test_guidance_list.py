"""Where people get advice: all places in one list, with whether they are open now."""

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from polku.base.opening_hours import OpeningHours, read_other_days, read_spans
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db

ALWAYS = OpeningHours((read_spans("0–24"),) * 7)
NINE_TO_FOUR = OpeningHours((*[read_spans("9–16")] * 5, (), ()))


@pytest.fixture
def at(monkeypatch):
    """Sets the clock, as in `at("2026-11-24 12:00")`; that is a Tuesday, and where it begins."""

    def put(text: str) -> None:
        moment = timezone.make_aware(datetime.fromisoformat(text))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    put("2026-11-24 12:00")
    return put


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def titles(text: str) -> list[str]:
    return re.findall(r'<article class="card"[^>]*>\s*<h3[^>]*><a href="[^"]*">([^<]*)</a>', text)


def states(text: str) -> list[str]:
    found = re.findall(r'<p class="open-now[^"]*">.*?<span>(.*?)</span></p>', text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", each).strip() for each in found]


def test_points_stand_by_municipality_each_once_and_for_the_reader(client):
    content.site_tree(["fi", "sv"])
    espoo, turku = orgs.area(code="049"), orgs.area(code="853")
    content.guidance_point(title="By phone", phone="+358 9 555 0001")
    in_turku = content.guidance_point(title="Neuvonta", municipality=turku)
    content.guidance_point(title="Apua", municipality=espoo)
    swedish = in_turku.copy_for_translation(content.locale("sv"))
    swedish.title = "Rådgivning"
    swedish.save_revision().publish()
    content.guidance_point(title="Draft", municipality=espoo, live=False)
    assert titles(text_of(client, "/fi/guidance/")) == ["Apua", "Neuvonta", "By phone"]
    in_swedish = text_of(client, "/sv/guidance/")
    assert titles(in_swedish) == ["Apua", "Rådgivning", "By phone"]
    assert '<h3 lang="fi" dir="ltr"><a href="/sv/apua/">' in in_swedish


def test_a_card_says_how_one_gets_advice(client):
    card = orgs.contact_card(
        orgs.organisation(), phone="+358 9 555 7777", opening_hours=ALWAYS, languages=["so", "ar"]
    )
    place = content.organisation_page(orgs.organisation(name="Birch"))
    content.guidance_point(place, title="Desk", contact_card=card, street_address="Kuja 1")
    text = text_of(client, "/fi/guidance/")
    for said in ("Birch", "Kuja 1", "somali", "arabia", "tel:+35895557777", "open-now yes"):
        assert said in text


def test_the_list_is_narrowed_down_by_municipality_and_language(client):
    espoo, turku = orgs.area(code="049"), orgs.area(code="853")
    content.guidance_point(title="A", municipality=espoo, languages=["so", "fi"])
    content.guidance_point(title="B", municipality=turku, languages=["fi"])
    card = orgs.contact_card(orgs.organisation(), languages=["so"])
    content.guidance_point(title="C", municipality=turku, contact_card=card)
    for query, expected in (
        ("municipality=853", ["B", "C"]),
        ("language=so", ["A", "C"]),
        ("municipality=853&language=so", ["C"]),
        ("municipality=&language=", ["A", "B", "C"]),
        # What is no choice is left out.
        ("municipality=nowhere&language=fi&x=1", ["A", "B"]),
    ):
        assert titles(text_of(client, f"/fi/guidance/?{query}")) == expected, query
    text = text_of(client, "/fi/guidance/?municipality=853&language=so")
    assert 'href="?language=so"' in text
    assert 'href="?municipality=853"' in text
    assert 'value="so" selected' in text


def test_choices_that_nothing_fits_lead_on(client):
    espoo, turku = orgs.area(code="049"), orgs.area(code="853")
    content.guidance_point(title="A", municipality=espoo, languages=["so"])
    content.guidance_point(title="B", municipality=turku, languages=["fi"])
    text = text_of(client, "/fi/guidance/?municipality=853&language=so")
    assert titles(text) == []
    assert 'class="empty"' in text


def test_a_long_list_has_pages(client):
    for number in range(31):
        content.guidance_point(title=f"Point {number:02}")
    assert titles(text_of(client, "/fi/guidance/?page=2")) == ["Point 30"]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-24 12:00", "Open now, until 16:00"),
        ("2026-11-24 08:59", "Closed now. Opens today at 09:00"),
        ("2026-11-24 16:00", "Closed now. Opens tomorrow at 09:00"),
        ("2026-11-27 18:00", "Opens on Monday at 09:00"),
        # Christmas, of which no editor has thought.
        ("2026-12-24 10:00", "Opens on Monday at 09:00 (public holiday)"),
    ],
)
def test_it_says_whether_it_is_open_and_when_that_changes(client, at, moment, said):
    page = content.guidance_point(language="en", opening_hours=NINE_TO_FOUR)
    at(moment)
    for address in ("/en/guidance/", page.url):
        assert states(text_of(client, address)) == [said]


def test_other_hours_written_for_a_day_hold_on_it(client, at):
    days = read_other_days("24.12.2026 10–12\n7.12.2026–13.12.2026")
    content.guidance_point(language="en", opening_hours=OpeningHours(NINE_TO_FOUR.week, days))
    at("2026-12-24 11:00")
    assert states(text_of(client, "/en/guidance/")) == ["Open now, until 12:00"]
    assert "10:00–12:00" in text_of(client, "/en/guidance/")
    at("2026-12-05 11:00")
    assert states(text_of(client, "/en/guidance/")) == [
        "Closed now. Opens on Monday 14 December at 09:00"
    ]


def test_nothing_is_said_of_hours_that_nobody_knows(client):
    content.guidance_point(title="By appointment", opening_hours=OpeningHours())
    assert states(text_of(client, "/fi/guidance/")) == []


def test_what_will_not_open_again_is_closed(client, at):
    past = OpeningHours(others=read_other_days("1.1.2026 9–12"))
    content.guidance_point(language="en", opening_hours=past)
    assert states(text_of(client, "/en/guidance/")) == ["Closed"]


def test_it_stands_on_the_page_of_its_organisation_too(client, at):
    place = content.organisation_page(orgs.organisation(), "en")
    content.guidance_point(place, opening_hours=NINE_TO_FOUR)
    assert states(text_of(client, place.url)) == ["Open now, until 16:00"]


def test_public_holidays_are_told_beforehand(client, at):
    at("2026-12-01 12:00")
    page = content.guidance_point(language="en", opening_hours=NINE_TO_FOUR)
    text = text_of(client, page.url)
    assert "24 Dec 2026" in text
    assert "6 Dec 2026" not in text, "a Sunday, on which it is closed anyway"


def test_the_list_costs_the_same_where_there_is_more(client):
    def more(number: int) -> None:
        house = orgs.organisation()
        card = orgs.contact_card(house, opening_hours=ALWAYS, languages=["so"])
        place = content.organisation_page(house)
        content.guidance_point(
            place,
            title=f"Point {number}",
            contact_card=card,
            municipality=orgs.area(code=f"9{number:02}", name=f"Place {number}"),
        )

    def queries() -> int:
        text_of(client, "/fi/guidance/")
        with CaptureQueriesContext(connection) as captured:
            text_of(client, "/fi/guidance/")
        return len(captured)

    more(0)
    alone = queries()
    for number in range(1, 6):
        more(number)
    assert len(titles(text_of(client, "/fi/guidance/"))) == 6
    assert queries() == alone


def test_a_point_says_where_a_map_shows_it_to_the_card_and_the_page(client):
    content.site_tree(["fi", "en"])
    turku = orgs.area(code="853", name="Turku")
    point = content.guidance_point(
        title="Neuvonta",
        street_address="Satamakatu 5",
        postal_code="20100",
        municipality=turku,
        position="60.45180, 22.26660",
    )
    content.guidance_point(title="By phone", phone="+358 9 555 0001")
    translated = point.copy_for_translation(content.locale("en"))
    translated.position = ""
    translated.save_revision().publish()
    shown = text_of(client, "/en/guidance/")
    assert shown.count("data-lat=") == shown.count('data-lat="60.4518" data-lon="22.2666"') == 1
    page = text_of(client, translated.url)
    assert (
        'href="geo:60.45180,22.26660?q=60.45180,22.26660(Satamakatu%205%2C%2020100%20Turku)"'
        in page
    )


def test_a_point_that_is_reached_by_phone_only_is_on_no_map(client):
    content.site_tree(["fi"])
    point = content.guidance_point(phone="+358 9 555 0001", municipality=orgs.area())
    assert "geo:" not in text_of(client, point.url)


@pytest.mark.parametrize("make", [content.guidance_point, content.guide_page])
def test_who_finds_a_mistake_can_say_so(client, make):
    content.site_tree(["fi"])
    page = make()
    assert f'href="/fi/mistake/{page.translation_key}/"' in text_of(client, page.url)
