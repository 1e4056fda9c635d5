"""Finding and mending facts that differ from their pages."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from activities import tasks
from activities.models import Activity, ActivityPage, ActivityText, Occurrence, Schedule, Word
from activities.services import reconcile
from tests.factories import activities

pytestmark = pytest.mark.django_db


def damage_status(page):
    Activity.objects.update(status="archived", archived_at="2026-01-01T00:00Z")


def damage_venue(page):
    Activity.objects.update(venue="Somewhere")


def damage_text(page):
    ActivityText.objects.filter(language="fi").update(title="Something")


def damage_search(page):
    ActivityText.objects.filter(language="sv").update(search=None)


def age_search(page):
    ActivityText.objects.filter(language="sv").update(search_digest="")


def lose_words(page):
    Word.objects.filter(word="library").delete()


def lose_text(page):
    ActivityText.objects.filter(language="sv").delete()


def lose_date(page):
    Occurrence.objects.all().delete()


def cancel_date(page):
    Occurrence.objects.update(status="cancelled")


def lose_activity(page):
    Activity.objects.all().delete()


def hide_page(page):
    Page.objects.filter(pk=page.pk).update(live=False)


DAMAGES = {
    damage_status: "status",
    damage_venue: "venue",
    damage_text: "text fi",
    damage_search: "text sv",
    age_search: "text sv",
    lose_words: "words",
    lose_text: "text sv",
    lose_date: "1 dates new",
    cancel_date: "1 dates changed",
    lose_activity: "text fi",
    hide_page: "status",
}


@pytest.fixture
def page():
    made = activities.page(venue="Library")
    activities.translate(made, "sv")
    activities.page()
    return made


def check_facts(*options) -> str:
    out = StringIO()
    call_command("check_facts", *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_difference_is_reported_and_mended_on_demand(page, damage):
    assert check_facts() == "All facts agree with their pages.\n"
    damage(page)
    for _time in range(2):  # a look changes nothing
        out = StringIO()
        with pytest.raises(CommandError, match="Call again with --repair"):
            call_command("check_facts", stdout=out)
        assert str(page.translation_key) in out.getvalue()
        assert DAMAGES[damage] in out.getvalue()
    assert "activities mended" in check_facts("--repair")
    assert check_facts() == "All facts agree with their pages.\n"


def test_what_cannot_be_mended_is_named_and_stops_no_other(page):
    Schedule.objects.filter(page=page).update(rrule="FREQ=SECONDLY")
    other = ActivityPage.objects.exclude(translation_key=page.translation_key).get()
    Activity.objects.filter(translation_key=other.translation_key).update(venue="Somewhere")
    with pytest.raises(CommandError, match="1 cannot be published"):
        check_facts("--repair")
    assert activities.of(other).venue == ""
    assert [finding.translation_key for finding in reconcile.check()] == [page.translation_key]


def test_the_nightly_job_mends_and_names_what_it_found(page, caplog):
    Activity.objects.filter(translation_key=page.translation_key).update(venue="Somewhere")
    assert tasks.reconcile_facts(0) == 1
    assert activities.of(page).venue == "Library"
    assert f"activity {page.translation_key} differed from its pages: venue" in caplog.text
    assert tasks.reconcile_facts(0) == 0
