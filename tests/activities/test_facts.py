"""The facts of an activity: what contradicts itself, what is missing, what is shown to whom."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils import timezone

from activities.models import ActivityPage
from polku.base.fields import EurosField
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    return orgs.organisation(name="Naapuritalo")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "course", "level_from": "B1.1", "level_to": "A2.2"}, "level_to"),
        ({"kind": "course", "apply_from": TODAY, "apply_until": TODAY - DAY}, "apply_until"),
        ({"age_from": 18, "age_to": 17}, "age_to"),
        ({"joining": ["worker", "phone"]}, "joining"),
    ],
)
def test_facts_that_contradict_each_other_are_refused(house, facts, field):
    page = activities.page(house, live=False)
    for name, value in facts.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refusal:
        page.clean()
    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "course", "level_from": "A1.1", "level_to": "A1.1"},
        {"kind": "course", "level_to": "A0"},
        {"kind": "course", "apply_from": TODAY, "apply_until": TODAY},
        {"kind": "activity", "level_from": "B1.1", "level_to": "A2.2"},
        {"age_from": 7, "age_to": 7},
        {"joining": ["phone", "email"]},
    ],
)
def test_facts_that_agree_are_taken(facts):
    ActivityPage(title="Language café", **facts).clean()


@pytest.mark.parametrize(
    ("facts", "gaps"),
    [
        ({}, []),
        ({"joining": ["come"]}, []),
        ({"joining": ["phone"]}, ["contact_phone"]),
        ({"joining": ["phone"], "contact_phone": "+358 9 555 0000"}, []),
        ({"joining": ["email", "web"]}, ["contact_email", "joining_url"]),
        ({"joining": ["worker"]}, ["takes_referrals"]),
        ({"joining": ["worker"], "takes_referrals": True}, []),
        ({"cover_id": 1}, ["cover_alt"]),
        ({"cover_id": 1, "cover_alt": "Two people drink coffee"}, []),
    ],
)
def test_a_draft_tells_what_it_lacks(facts, gaps):
    assert list(ActivityPage(**facts).gaps()) == gaps


COURSE = {
    "level_from": "A0",
    "level_to": "A1.2",
    "apply_from": TODAY - DAY,
    "apply_until": TODAY + DAY,
    "total_hours": 60,
    "hours_per_week": 12,
    "final_test": "yki",
}


def test_a_course_shows_what_only_courses_have(house, client):
    page = activities.page(house, language="en", kind="course", **COURSE)
    answer = client.get(page.url)
    html = answer.content.decode()
    for said in ("A0, no skills yet", "A1.2", "You can apply now", "60", "12", "(YKI)"):
        assert said in html


def test_facts_of_a_course_are_kept_but_not_published_for_another_kind(house, client):
    page = activities.page(house, language="en", kind="guidance", **COURSE)
    activity = activities.of(page)
    assert (activity.level_from, activity.apply_from, activity.total_hours) == ("", None, None)
    page.refresh_from_db()
    assert page.total_hours == 60
    assert "You can apply now" not in client.get(page.url).content.decode()
    page.kind = "course"
    activities.publish(page)
    assert activities.of(page).total_hours == 60


@pytest.mark.parametrize(
    ("begins", "ends", "application"),
    [
        (None, None, ""),
        (TODAY, None, "open"),
        (TODAY + DAY, None, "upcoming"),
        (None, TODAY, "open"),
        (None, TODAY - DAY, "closed"),
        (TODAY - 2 * DAY, TODAY - DAY, "closed"),
    ],
)
def test_the_application_time_is_told_as_of_today(house, client, begins, ends, application):
    page = activities.page(
        house, kind="course", apply_from=begins, apply_until=ends, level_to="A1.1"
    )
    assert client.get(page.url).context["facts"].course.application == application


def test_facts_are_shown_in_every_language_and_texts_in_their_own(house, client):
    page = activities.page(
        house,
        age_from=16,
        age_to=29,
        attendance="hybrid",
        meeting_link="https://meet.example/cafe",
        step_free="yes",
        child_care="offered",
        joining=["come"],
        joining_url="https://forms.example/cafe",
        directions="Ovi on pihan puolella.",
        price_note="Kahvi kuuluu hintaan.",
        intake_criteria="Vain aikuiset",
        what_happens_next="Soitamme",
    )
    english = activities.translate(
        page, "en", directions="The door is in the yard.", price_note="With coffee."
    )
    html = client.get(english.url).content.decode()
    for said in (
        "16–29 years",
        "You can take part from home.",
        'href="https://meet.example/cafe"',
        "You can get in without steps.",
        "Somebody looks after the children meanwhile.",
        "Just come. You need not sign up.",
        'href="https://forms.example/cafe"',
        "The door is in the yard.",
        "With coffee.",
    ):
        assert said in html
    for not_said in ("Ovi on pihan puolella.", "Vain aikuiset", "Soitamme"):
        assert not_said not in html
    assert "Ovi on pihan puolella." in client.get(page.url).content.decode()


def test_what_workers_read_is_published_with_the_text(house):
    page = activities.page(house, intake_criteria="Vain aikuiset", what_happens_next="Soitamme")
    text = activities.of(page).texts.get()
    assert (text.intake_criteria, text.what_happens_next) == ("Vain aikuiset", "Soitamme")
    page.what_happens_next = "Kirjoitamme"
    activities.publish(page)
    assert activities.of(page).texts.get().what_happens_next == "Kirjoitamme"


@pytest.mark.parametrize(
    ("written", "cents"),
    [("0", 0), ("5", 500), ("2,50", 250), ("2.5", 250), ("19,99 €", 1999), ("0,07", 7)],
)
def test_a_price_is_written_in_euros(written, cents):
    class Priced(Form):
        price = EurosField()

    form = Priced({"price": written}, initial={"price": cents})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["price"] == cents
    assert not form.has_changed()
    shown = Priced(initial={"price": cents})["price"].value()
    assert EurosField().clean(shown) == cents


@pytest.mark.parametrize("written", ["free", "-1", "1,999", "1 2"])
def test_what_is_no_price_is_refused(written):
    with pytest.raises(ValidationError):
        EurosField().clean(written)


def test_a_date_of_application_is_a_date_in_the_facts(house):
    page = activities.page(house, kind="course", apply_until=date(2030, 5, 1), level_to="B1.1")
    assert activities.of(page).apply_until == date(2030, 5, 1)
