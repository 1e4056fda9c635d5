"""The form of the list, what is chosen, and the other views of the same question, over HTTP."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.views.find import DAYS_ON_A_PAGE
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
LIST, DAYS, MONTH = ("/en/activities/" + rest for rest in ("", "days/", "month/"))
VIEWS = [LIST, DAYS, MONTH]


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    return orgs.organisation(name="Naapuritalo", slug="naapuritalo")


def in_days(number: int, **fields):
    return activities.schedule(timezone.localdate() + timedelta(days=number), **fields)


def options(answer) -> dict[str, list]:
    """All facets of a page: (value, count, whether it is chosen) of each option."""
    panels = [*answer.context["first_panels"], *answer.context["more_panels"]]
    return {
        facet.name: [(one.value, one.count, one.is_chosen) for one in facet.options]
        for panel in panels
        for facet in panel.facets
    }


def chips(answer) -> list[str]:
    return [one["label"] for one in answer.context["active_filters"]]


# The form


def test_only_what_gives_something_can_be_chosen_and_says_how_much(house, client):
    tampere = orgs.area("837", name="Tampere")
    region = orgs.area("06", name="Pirkanmaa", kind="region")
    tampere.part_of.add(region)
    orgs.area("091", name="Helsinki")
    activities.page(house, languages=["ar", "fi"], municipality=tampere, child_care="offered")
    activities.page(house, languages=["ar"], themes=["work"], price_cents=100)
    found = options(client.get(LIST))
    assert found["language"] == [("ar", 2, False), ("fi", 1, False)]
    assert found["municipality"] == [("837", 1, False)]
    assert found["region"] == [("06", 1, False)]
    assert found["theme"] == [("work", 1, False)]
    assert found["child_care"] == [("offered", 1, False)]
    assert found["organisation"] == [("naapuritalo", 2, False)]
    assert "audience" not in found


def test_several_values_of_a_facet_are_chosen_together(house, client):
    for language in ("ar", "so", "fi"):
        activities.page(house, title=language, languages=[language])
    answer = client.get(LIST, {"language": ["ar", "so"]})
    assert answer.context["count"] == 2
    assert options(answer)["language"] == [("ar", 1, True), ("fi", 1, False), ("so", 1, True)]
    html = answer.content.decode()
    assert re.search(r'<input type="checkbox" id="\S+" name="language" value="so" checked>', html)
    assert re.search(
        r'Language spoken\s+<span class="tally"><span aria-hidden="true">2</span>', html
    )


def test_a_long_facet_is_folded_but_for_what_is_chosen_and_gives_most(house, client):
    codes = ["ar", "ckb", "de", "en", "es", "et", "fa", "fi", "fr", "ru", "so", "uk", "zh"]
    activities.page(house, languages=codes)
    activities.page(house, languages=["zh"])
    answer = client.get(LIST, {"language": ["uk"]})
    [facet] = answer.context["first_panels"][0].facets
    first, folded = ([one.value for one in part] for part in (facet.first, facet.folded))
    assert len(first) == 8 and {"en", "uk", "zh"} <= {*first}
    assert sorted([*first, *folded]) == codes
    answered = answer.content.decode()
    assert all(f'id="facet-language-{code}"' in answered for code in codes)


def test_each_choice_is_a_chip_that_takes_itself_away(house, client):
    place = orgs.area("837", name="Tampere")
    activities.page(house, languages=["ar"], themes=["work"], municipality=place)
    answer = client.get(
        LIST,
        {
            "q": "café & co",
            "language": "ar",
            "municipality": "837",
            "weekday": "thu",
            "age": "7",
            "from": "2026-12-24",
            "until": "2026-12-26",
            "free": "1",
            "organisation": "naapuritalo",
        },
    )
    assert chips(answer) == [
        "café & co",
        "Arabic",
        "Tampere",
        "Thursday",
        "Free of charge",
        "Naapuritalo",
        "24 Dec 2026 – 26 Dec 2026",
        "Age: 7",
    ]
    for number, chip in enumerate(answer.context["active_filters"]):
        fewer = client.get(chip["remove_url"])
        assert chips(fewer) == [
            label for place, label in enumerate(chips(answer)) if place != number
        ]
    assert answer.context["clear_url"] == LIST
    assert chips(client.get(LIST)) == []


@pytest.mark.parametrize(
    ("query", "field", "sentence", "kept"),
    [
        ({"age": "seven"}, "age", "as a number from 0 to 120", 'value="seven"'),
        ({"age": "121"}, "age", "as a number from 0 to 120", 'value="121"'),
        ({"from": "soon"}, "from", "Write the day as day.month.year", 'value="soon"'),
        (
            {"from": "2026-12-24", "until": "1.12.2026"},
            "until",
            "The last day is before the first one",
            'value="2026-12-01"',
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    house, client, query, field, sentence, kept
):
    activities.page(house, title="Café", themes=["work"])
    answer = client.get(LIST, query | {"theme": "work"})
    assert answer.context["count"] == 1
    html = answer.content.decode()
    assert re.search(rf'id="id_{field}_error">.*?{sentence}', html, flags=re.S)
    [drawn] = re.findall(rf'<input[^>]* name="{field}"[^>]*>', html)
    assert kept in drawn
    assert f'aria-describedby="id_{field}_error"' in drawn
    panel = "when" if field != "age" else "audience"
    assert re.search(rf'id="panel-{panel}" open>', html)


def test_words_can_be_ordered_by_match_or_by_time(house, client):
    activities.page(house, title="Reading", schedules=[in_days(1)], summary="swimming")
    activities.page(house, title="Swimming", schedules=[in_days(2)])
    answer = client.get(LIST, {"q": "swimming"})
    best, soonest = answer.context["orders"]
    assert (best["is_current"], soonest["is_current"]) == (True, False)
    by_time = client.get(soonest["url"])
    assert [card.title for card in by_time.context["activities"]] == ["Reading", "Swimming"]
    assert '<input type="hidden" name="order" value="soonest">' in by_time.content.decode()
    assert client.get(LIST).context["orders"] == []


@pytest.mark.parametrize("address", VIEWS)
def test_a_program_that_asks_for_a_part_gets_the_same_bytes(house, client, address):
    activities.page(house, languages=["ar"])
    plain = client.get(address, {"language": "ar"})
    by_htmx = client.get(address, {"language": "ar"}, headers={"HX-Request": "true"})
    assert by_htmx.content == plain.content
    assert 'id="results"' in plain.content.decode() and 'id="facets"' in plain.content.decode()


@pytest.mark.parametrize("address", VIEWS)
def test_a_view_takes_no_more_statements_for_more(house, client, address):
    place = orgs.area()
    asked = f"{address}?q=activity&municipality={place.code}&organisation=naapuritalo"
    activities.page(house, municipality=place, schedules=[in_days(1)])

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(asked).context["count"]
        return len(queries)

    statements()
    before = statements()
    for number in range(12):
        activities.page(house, municipality=place, schedules=[in_days(number)])
    assert statements() == before
    assert before <= 24


# Nothing found


def test_where_nothing_is_found_it_says_what_to_let_go(house, client):
    for _number in range(3):
        activities.page(house, languages=["so"], themes=["work"], kind="course")
    activities.page(house, languages=["ar"], themes=["health"])
    answer = client.get(LIST, {"language": ["so"], "theme": ["health"], "kind": "course"})
    assert answer.context["count"] == 0
    assert answer.context["loosened"] == [
        {
            "labels": ["Health"],
            "count": 3,
            "url": f"{LIST}?kind=course&language=so",
        }
    ]
    html = answer.content.decode()
    assert "Without “Health” there are 3" in html
    assert client.get(f"{LIST}?kind=course&language=so").context["count"] == 3


def test_days_and_weekdays_are_let_go_by_their_names(house, client):
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    activities.page(house, schedules=[activities.schedule(monday)])
    answer = client.get(LIST, {"weekday": ["tue", "wed"], "from": monday.isoformat()})
    assert [one["labels"] for one in answer.context["loosened"]] == [["Tuesday", "Wednesday"]]


def test_words_alone_that_find_nothing_get_a_hint(house, client):
    activities.page(house, title="Café")
    html = client.get(LIST, {"q": "uimahalli"}).content.decode()
    assert "Try one word only" in html


# By day


def test_each_date_stands_below_its_day(house, client):
    activities.page(
        house,
        title="Café",
        schedules=[in_days(1, rrule="FREQ=WEEKLY;COUNT=3"), in_days(1, starts="09:00")],
    )
    activities.page(house, title="Swimming", schedules=[in_days(8, starts="10:00")])
    shown = client.get(DAYS).context["days"]
    today = timezone.localdate()
    assert [
        (each["day"].date - today, [card.title for card in each["day"].cards]) for each in shown
    ] == [
        (timedelta(days=1), ["Café", "Café"]),
        (timedelta(days=8), ["Swimming", "Café"]),
        (timedelta(days=15), ["Café"]),
    ]


def test_days_are_those_that_are_asked_for(house, client):
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    rule = "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4"
    activities.page(house, title="Café", schedules=[activities.schedule(monday, rrule=rule)])
    activities.page(house, title="Other", schedules=[activities.schedule(monday)], kind="course")
    shown = client.get(DAYS, {"weekday": "thu", "kind": "activity"}).context["days"]
    assert [each["day"].date - monday for each in shown] == [timedelta(3), timedelta(10)]
    assert [card.title for each in shown for card in each["day"].cards] == ["Café", "Café"]


def test_what_goes_on_already_stands_below_the_first_day_that_is_asked_for(house, client):
    today = timezone.localdate()
    activities.page(
        house, title="Camp", schedules=[activities.whole_days(today + timedelta(days=1), 9)]
    )
    [each] = client.get(DAYS).context["days"]
    assert each["day"].date == today + timedelta(days=1)
    [each] = client.get(DAYS, {"from": (today + timedelta(days=4)).isoformat()}).context["days"]
    assert each["day"].date == today + timedelta(days=4)


def test_days_come_page_by_page_and_keep_the_question(house, client):
    rule = f"FREQ=DAILY;COUNT={DAYS_ON_A_PAGE + 2}"
    activities.page(house, themes=["work"], schedules=[in_days(1, rrule=rule)])
    answer = client.get(DAYS, {"theme": "work", "utm_source": "x"})
    assert len(answer.context["days"]) == DAYS_ON_A_PAGE
    assert "?theme=work&amp;page=2" in answer.content.decode()
    assert len(client.get(DAYS, {"theme": "work", "page": 2}).context["days"]) == 2


def test_a_busy_day_shows_its_first_dates_and_leads_to_all(house, client, monkeypatch):
    monkeypatch.setattr("activities.queries.by_day.MOST_A_DAY", 2)
    for hour in ("15:00", "09:00", "12:00"):
        activities.page(house, title=hour, schedules=[in_days(3, starts=hour)])
    [each] = client.get(DAYS, {"kind": "activity"}).context["days"]
    assert [card.title for card in each["day"].cards] == ["09:00", "12:00"]
    assert each["day"].more == 1
    answer = client.get(each["more_url"])
    assert (answer.context["count"], answer.request["PATH_INFO"]) == (3, LIST)
    assert chips(answer)[0] == "activity"


def test_what_has_no_dates_is_told_of(house, client):
    activities.page(house, schedules=[])
    activities.page(house, schedules=[activities.opening(timezone.localdate())])
    activities.page(house, schedules=[in_days(2)])
    for address in (DAYS, MONTH):
        answer = client.get(address)
        assert (answer.context["count"], answer.context["without_dates"]) == (3, 2)


# By month


def cells(answer) -> dict[date, list[str]]:
    """By each day with something, the titles in its cell."""
    return {
        cell["day"].date: [card.title for card in cell["day"].cards]
        for week in answer.context["weeks"]
        for cell in week["days"]
        if cell and cell["day"].count
    }


def first_of_month(ahead: int) -> date:
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 + ahead
    return date(months // 12, months % 12 + 1, 1)


def test_a_month_has_each_date_in_its_cell(house, client):
    first = first_of_month(2)
    later = first + timedelta(days=9)
    rule = "FREQ=DAILY;COUNT=3"
    activities.page(house, title="Café", schedules=[activities.schedule(later, rrule=rule)])
    activities.page(
        house,
        title="Night",
        schedules=[activities.schedule(later, starts="22:00", minutes=300)],
    )
    answer = client.get(MONTH, {"month": f"{first:%Y-%m}"})
    assert cells(answer) == {
        later: ["Café", "Night"],
        later + timedelta(days=1): ["Café"],
        later + timedelta(days=2): ["Café"],
    }


def test_what_lasts_over_days_stands_on_each_of_them_that_is_asked_for(house, client):
    first = first_of_month(1)
    activities.page(
        house, title="Camp", schedules=[activities.whole_days(first - timedelta(days=2), 5)]
    )
    month = {"month": f"{first:%Y-%m}"}
    days = [first + timedelta(days=number) for number in range(3)]
    assert [*cells(client.get(MONTH, month))] == days
    asked = month | {"from": days[1].isoformat(), "until": days[1].isoformat()}
    assert [*cells(client.get(MONTH, asked))] == [days[1]]


def test_a_month_opens_where_something_is_and_leads_on(house, client):
    first = first_of_month(3)
    activities.page(house, schedules=[activities.schedule(first + timedelta(days=5))])
    assert client.get(MONTH).context["month"].first == first
    empty = client.get(MONTH, {"month": f"{first_of_month(1):%Y-%m}"})
    assert empty.context["month"].is_empty
    assert empty.context["next_with_dates"]["first"] == first
    assert client.get(empty.context["next_with_dates"]["url"]).context["month"].first == first


def test_months_go_from_this_one_to_the_last_with_known_dates(house, client):
    activities.page(house, themes=["work"])
    this, last = (f"{first_of_month(ahead):%Y-%m}" for ahead in (0, 18))
    asked = {"theme": "work", "month": this}
    answer = client.get(MONTH, asked)
    assert answer.context["previous"] is None
    assert answer.context["next"]["url"] == f"{MONTH}?theme=work&month={first_of_month(1):%Y-%m}"
    answer = client.get(MONTH, asked | {"month": last})
    assert answer.context["next"] is None
    assert answer.context["previous"]["first"] == first_of_month(17)


@pytest.mark.parametrize("month", ["2026-13", "x", "1999-01", "9999-12", "", "0000-00"])
def test_a_month_that_cannot_be_shown_is_the_first_with_something(house, client, month):
    activities.page(house, schedules=[in_days(1)])
    answer = client.get(MONTH, {"month": month})
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert answer.context["month"].first == tomorrow.replace(day=1)


def test_a_month_is_a_real_table(house, client):
    activities.page(house, schedules=[in_days(1)])
    html = client.get(MONTH).content.decode()
    assert re.search(r'<table class="month">\s*<caption>', html)
    assert len(re.findall(r'<th scope="col"', html)) == 8
    assert len(re.findall(r'<th scope="row"', html)) == len(re.findall(r"<tr>", html)) - 1


def test_the_views_keep_the_question(house, client):
    activities.page(house, themes=["work"], schedules=[in_days(1)])
    for address in VIEWS:
        answer = client.get(address, {"theme": "work", "page": "1"})
        assert [view["url"] for view in answer.context["views"]] == [
            f"{each}?theme=work" for each in VIEWS
        ]
        [current] = [view for view in answer.context["views"] if view["is_current"]]
        assert current["url"] == f"{address}?theme=work"
