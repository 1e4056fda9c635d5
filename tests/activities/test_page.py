"""The page of one activity: text of its own, facts of all."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from activities.models import Activity, Occurrence
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    content.site_tree(["fi", "sv", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


def weekly(**fields):
    return activities.schedule(
        timezone.localdate() + timedelta(days=3), rrule="FREQ=WEEKLY", **fields
    )


def test_a_page_shows_its_text_and_the_facts(house, client):
    page = activities.page(
        house,
        language="en",
        title="Language café",
        summary="Chat in Finnish",
        body=[("paragraph", "<p>Welcome!</p>")],
        themes=["language"],
        audiences=["women"],
        languages=["fi", "ar"],
        venue="Library",
        street_address="Kuusamantie 5",
        postal_code="33720",
        municipality=orgs.area(name="Tampere"),
        capacity=12,
        contact_phone="+358 50 555 0601",
        contact_email="cafe@naapuritalo.example",
        takes_referrals=True,
        schedules=[weekly()],
    )
    answer = client.get(page.url)
    facts = answer.context["facts"]
    assert facts.municipality == "Tampere"
    assert (facts.themes, facts.audiences) == (["Language"], ["Women only"])
    assert [language["name"] for language in facts.languages] == ["Finnish", "Arabic"]
    assert len(facts.when_next) == 6
    day = f"{timezone.localdate() + timedelta(days=3):%A}"
    (said,) = facts.schedule_sentences
    # From when, it says as long as that is to come.
    assert said.partition(", from ")[0] == f"Every {day}, \u206617:00–19:00\u2069"
    assert answer.context["state"] == "published"
    assert "foreign" not in answer.context
    html = answer.content.decode()
    for said in (
        "Language café",
        "Chat in Finnish",
        "<p>Welcome!</p>",
        "Library",
        "Kuusamantie 5",
        "tel:+358505550601",
        "cafe@naapuritalo.example",
        "Your own worker at an authority can also refer you here.",
        f'href="{content.organisation_page(house, "en").url}"',
    ):
        assert said in html


def test_every_translation_shows_the_same_facts(house, client):
    page = activities.page(house, venue="Library", schedules=[weekly()])
    others = [activities.translate(page, language) for language in ("sv", "en", "ar")]
    whens = {tuple(client.get(other.url).context["facts"].when_next) for other in [page, *others]}
    assert len(whens) == 1
    for other in others:
        assert client.get(other.url).context["facts"].venue == "Library"


def test_a_page_stays_in_few_statements(house, client, django_assert_max_num_queries):
    page = activities.page(house, schedules=[weekly()])
    client.get(page.url)
    with django_assert_max_num_queries(25):
        client.get(page.url)


@pytest.mark.parametrize(
    ("event", "state"),
    [
        ("nothing", "published"),
        ("over", "ended"),
        ("no dates", "published"),
        ("far away", "published"),
        ("original unpublished", "withdrawn"),
        ("original deleted", "withdrawn"),
    ],
)
def test_a_page_says_how_its_activity_stands(house, client, event, state):
    schedules = {
        "no dates": [],
        "far away": [activities.schedule(timezone.localdate() + timedelta(days=700))],
    }.get(event, [activities.schedule()])
    page = activities.page(house, language="sv", schedules=schedules)
    english = activities.translate(page, "en")
    if event == "over":
        activity = activities.of(page)
        past = timezone.localdate() - timedelta(days=3)
        stored = activities.schedule(past).series.to_json()
        Activity.objects.filter(pk=activity.pk).update(schedules=[stored])
        activity.occurrences.update(
            starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() - timedelta(days=2)
        )
    if event == "original unpublished":
        page.unpublish()
    if event == "original deleted":
        page.delete()
    answer = client.get(english.url)
    assert answer.context["state"] == state
    sentences = {
        "published": None,
        "ended": "This activity has ended",
        "withdrawn": "This activity is not offered now",
    }
    for name, sentence in sentences.items():
        assert sentence is None or (sentence in answer.content.decode()) == (name == state)


def test_a_translation_whose_original_was_never_live_shows_no_facts(house, client):
    page = activities.page(house, live=False, venue="Secret")
    english = activities.translate(page, "en")
    answer = client.get(english.url)
    assert answer.context["state"] == "withdrawn"
    assert "Secret" not in answer.content.decode()


def test_a_date_that_is_called_off_stands_among_the_next(house, client):
    off = timezone.localdate() + timedelta(days=10)
    page = activities.page(house, language="en", schedules=[weekly()])
    page.schedules = [weekly(excluded_dates=[off])]
    activities.publish(page)
    answer = client.get(page.url)
    shown = {when.starts.date(): when.is_cancelled for when in answer.context["facts"].when_next}
    assert shown[off] is True
    assert shown[off + timedelta(days=7)] is False
    assert "Cancelled" in answer.content.decode()


def test_dates_of_an_older_rhythm_are_not_shown(house, client):
    page = activities.page(house, schedules=[weekly()])
    page.schedules = [
        activities.schedule(timezone.localdate() + timedelta(days=4), rrule="FREQ=WEEKLY")
    ]
    activities.publish(page)
    assert Occurrence.objects.filter(status="cancelled").exists()
    assert not any(when.is_cancelled for when in client.get(page.url).context["facts"].when_next)


def test_a_page_that_is_an_alias_says_in_which_language_it_is(house, client):
    page = activities.page(house, title="Kielikahvila")
    content.organisation_page(house, "ar")
    alias = page.copy_for_translation(content.locale("ar"), alias=True)
    answer = client.get(alias.url)
    assert answer.context["text"]["language"] == "fi"
    assert answer.context["foreign"]["name"] == "الفنلندية"
    assert '<h1 lang="fi" dir="ltr" data-read>Kielikahvila</h1>' in answer.content.decode()


def test_an_activity_in_another_zone_shows_its_own_clock(house, client):
    schedule = activities.schedule(date(timezone.localdate().year + 1, 1, 15), "10:00")
    schedule.timezone = "Europe/Stockholm"
    page = activities.page(house, schedules=[schedule])
    [when] = client.get(page.url).context["facts"].when_next
    assert (when.starts.isoformat()[11:], when.starts.utcoffset()) == (
        "10:00:00+01:00",
        timedelta(hours=1),
    )
