"""Pages that list activities by a stored query."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from activities.models import ListingPage
from activities.models.listing import QUERY, Period
from polku.content import listings
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def listing(house):
    """Makes a list below a page, the home page unless another is given."""

    def make(parent=None, **query) -> ListingPage:
        parent = parent or content.site_tree(["en"])["en"]
        page = ListingPage(title="What is on", slug="list", locale=parent.locale, **query)
        return parent.add_child(instance=page)

    return make


@pytest.fixture
def titles(client):
    return lambda page: [card.title for card in client.get(page.url).context["activities"]]


def on(day: date, **fields):
    return activities.schedule(day, **fields)


def other() -> dict:
    """What no query of the tests below asks for."""
    return {
        "title": "Other",
        "kind": "activity",
        "themes": ["work"],
        "audiences": ["men"],
        "languages": ["fi"],
        "municipality": orgs.area("091", name="Helsinki"),
    }


QUERIES = {
    "kind": ("course", {"kind": "course"}),
    "theme": ("health", {"themes": ["leisure", "health"]}),
    "audience": ("women", {"audiences": ["women"]}),
    "spoken": ("ar", {"languages": ["fi", "ar"]}),
}


@pytest.mark.parametrize("field", QUERIES)
def test_a_list_shows_what_its_query_asks_for(house, listing, titles, field):
    asked, has = QUERIES[field]
    activities.page(house, language="en", **other() | {"title": "Meant"} | has)
    activities.page(house, language="en", **other())
    page = listing(**{field: asked})
    assert titles(page) == ["Meant"]
    assert sorted(titles(listing_of_all(page))) == ["Meant", "Other"]


def listing_of_all(page: ListingPage) -> ListingPage:
    for name in QUERIES:
        setattr(page, name, "")
    page.save()
    return page


def test_a_list_of_one_organisation(house, listing, titles):
    activities.page(house, language="en", title="Meant")
    activities.page(orgs.organisation(name="Other house"), language="en", title="Other")
    assert titles(listing(organisation=house)) == ["Meant"]


def test_a_list_of_an_area_shows_its_municipalities_and_what_is_online(house, listing, titles):
    county = orgs.area("06", name="Pirkanmaa")
    county.kind = "county"
    county.save()
    tampere = orgs.area("837", name="Tampere")
    tampere.part_of.add(county)
    helsinki = orgs.area("091", name="Helsinki")
    activities.page(house, language="en", title="Meant", municipality=tampere)
    activities.page(house, language="en", title="Online", attendance="online")
    activities.page(house, language="en", title="Other", municipality=helsinki)
    for area in (county, tampere):
        page = listing(area=area)
        assert sorted(titles(page)) == ["Meant", "Online"]
        page.delete()


def test_a_list_of_a_period_shows_what_happens_in_it(house, listing, titles, client):
    weekly = {"rrule": "FREQ=WEEKLY"}
    activities.page(house, language="en", title="Weekly", schedules=[on(TODAY, **weekly)])
    in_three_weeks = TODAY + timedelta(days=23)
    activities.page(house, language="en", title="Once", schedules=[on(in_three_weeks)])
    activities.page(house, language="en", title="By appointment", schedules=[])
    day = {"period": "dates", "period_from": in_three_weeks, "period_until": in_three_weeks}
    page = listing(**day)
    assert titles(page) == ["Once"]
    page.period_from = TODAY + timedelta(days=15)
    page.save()
    assert titles(page) == ["Weekly", "Once"]
    [weekly_card, _once] = client.get(page.url).context["activities"]
    assert weekly_card.when.starts.date() == TODAY + timedelta(days=21)
    page.period = Period.ALWAYS
    page.save()
    assert sorted(titles(page)) == ["By appointment", "Once", "Weekly"]


def test_a_list_keeps_its_order(house, listing, titles):
    tomorrow, later = TODAY + timedelta(days=1), TODAY + timedelta(days=9)
    activities.page(house, language="en", title="beta", schedules=[on(later)])
    activities.page(house, language="en", title="Alpha", schedules=[on(tomorrow)])
    activities.page(house, language="fi", title="Gamma", schedules=[on(later)])
    page = listing(order="soonest")
    assert titles(page) == ["Alpha", "beta", "Gamma"]
    for order, expected in {
        "title": ["Alpha", "beta", "Gamma"],
        "newest": ["Gamma", "Alpha", "beta"],
    }.items():
        page.order = order
        page.save()
        assert titles(page) == expected


def test_a_long_list_has_pages(house, listing, client):
    for number in range(3):
        activities.page(house, language="en", title=f"Number {number}", slug=f"number-{number}")
    page = listing(number=2)
    first = client.get(page.url)
    assert (first.context["count"], len(first.context["activities"])) == (3, 2)
    assert "Page 1 of 2" in first.content.decode()
    assert len(client.get(page.url, {"page": "2"}).context["activities"]) == 1


def test_an_empty_list_says_so(house, listing, client):
    html = client.get(listing().url).content.decode()
    assert "Nothing found this time" in html
    assert 'href="/en/activities/"' in html


def test_a_list_lives_below_an_organisation_too(house, listing, client):
    page = listing(parent=content.organisation_page(house, "en"), organisation=house)
    assert client.get(page.url).status_code == 200
    assert client.get(page.get_parent().url).status_code == 200


def test_its_query_is_the_same_in_every_language(house, listing, titles):
    activities.page(house, language="fi", title="Kurssi", kind="course")
    activities.page(house, language="fi", title="Kerho")
    finnish = listing(kind="course").copy_for_translation(content.locale("fi"))
    finnish.title = "Kurssit"
    finnish.save_revision().publish()
    assert titles(ListingPage.objects.get(pk=finnish.pk)) == ["Kurssi"]
    untranslated = {field.field_name for field in ListingPage.override_translatable_fields}
    assert untranslated == {"slug", *QUERY}


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({}, "period_from"),
        ({"period_from": TODAY, "period_until": TODAY - timedelta(days=1)}, "period_until"),
    ],
)
def test_a_period_of_dates_needs_them_in_order(dates, field):
    page = ListingPage(title="What is on", period="dates", **dates)
    with pytest.raises(ValidationError) as refusal:
        page.clean()
    assert list(refusal.value.message_dict) == [field]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_ends_on_sunday_and_a_month_on_its_last_day(today):
    week, month = ListingPage(period="this_week"), ListingPage(period="this_month")
    assert week.days(today)[0] == month.days(today)[0] == today
    sunday, last = week.days(today)[1], month.days(today)[1]
    assert sunday.isoweekday() == 7
    assert 0 <= (sunday - today).days <= 6
    assert (last.year, last.month) == (today.year, today.month)
    assert (last + timedelta(days=1)).day == 1


def test_the_editor_writes_a_list_and_sees_in_the_preview_what_it_finds(house, client, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    activities.page(house, language="en", title="Meant", kind="course")
    activities.page(house, language="en", title="Other")
    client.force_login(orgs.user(is_superuser=True, language="en"))
    home = content.site_tree(["en"])["en"]
    data = nested_form_data(
        {
            "title": "Courses",
            "slug": "courses",
            "kind": "course",
            "period": "always",
            "order": "soonest",
            "number": "24",
            "comments": inline_formset([]),
            "action-publish": "yes",
        }
    )
    args = ["activities", "listingpage", home.pk]
    preview = reverse("wagtailadmin_pages:preview_on_add", args=args)
    assert client.post(preview, data).json()["is_valid"]
    shown = client.get(preview).content.decode()
    assert "Meant" in shown
    assert "Other" not in shown
    assert client.post(reverse("wagtailadmin_pages:add", args=args), data).status_code == 302
    assert client.get("/en/courses/").context["count"] == 1


def test_a_day_ends_at_midnight_of_the_site(house, listing, titles):
    late = datetime.combine(TODAY + timedelta(days=1), datetime.min.time())
    activities.page(
        house,
        language="en",
        title="Late",
        schedules=[on(late.date(), starts="00:00", minutes=30)],
    )
    page = listing(period="dates", period_from=TODAY, period_until=TODAY)
    assert titles(page) == []
    page.period_until = late.date()
    page.save()
    assert titles(page) == ["Late"]


def test_a_list_is_shown_inside_another_page(house, listing):
    for number, day in enumerate([TODAY + timedelta(days=n) for n in (5, 2, 9)]):
        activities.page(
            house,
            language="en",
            title=f"In {(day - TODAY).days} days",
            slug=f"number-{number}",
            schedules=[on(day)],
        )
    page = Page.objects.get(pk=listing().pk)
    shown = listings.cards(page, "en", 2)
    assert [card.title for card in shown] == ["In 2 days", "In 5 days"]


def test_what_is_open_for_a_longer_time_is_listed_while_it_is_open(house, listing, titles):
    hours = [[weekday, "10:00", "12:00"] for weekday in range(7)]
    until = TODAY + timedelta(days=20)
    activities.page(
        house,
        language="en",
        title="Exhibition",
        schedules=[on(TODAY, shape="open", opening_hours=hours, last_date=until)],
    )
    page = listing(period="this_week")
    assert titles(page) == ["Exhibition"]
    page.period, page.period_from = "dates", until + timedelta(days=1)
    page.save()
    assert titles(page) == []
