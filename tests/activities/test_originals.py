"""Making another language an activity's original."""

import pytest

from activities.models import ActivityPage
from polku.content.originals import NotPossible
from polku.content.translation.services.originals import make_original
from tests.factories import activities

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """A Finnish original and a Swedish page whose copies of the facts are old."""
    page = activities.page(venue="Old place", schedules=[activities.schedule()])
    swedish = activities.translate(page, "sv", title="Språkkafé")
    page.venue = "New place"
    page.schedules = [activities.schedule(rrule="FREQ=WEEKLY", excluded_dates=[])]
    return activities.publish(page), swedish


def test_nothing_changes_for_readers(pair):
    page, swedish = pair
    before = activities.of(page)
    dates = list(before.occurrences.values_list("pk", "starts_at", "status"))
    make_original(None, swedish)
    after = activities.of(page)
    assert after.original_language == "sv"
    assert (after.venue, after.schedules) == (before.venue, before.schedules)
    assert list(after.occurrences.values_list("pk", "starts_at", "status")) == dates
    swedish.refresh_from_db()
    assert swedish.venue == "New place"
    assert swedish.schedules.get().rrule == "FREQ=WEEKLY"


def test_facts_then_come_from_the_new_original(pair):
    page, swedish = pair
    make_original(None, swedish)
    page.venue = "Finnish idea"
    activities.publish(page)
    assert activities.of(page).venue == "New place"
    swedish = ActivityPage.objects.get(pk=swedish.pk)
    swedish.venue = "Swedish idea"
    activities.publish(swedish)
    assert activities.of(page).venue == "Swedish idea"


def test_a_draft_of_the_new_original_gets_the_facts_and_stays_a_draft(pair):
    page, swedish = pair
    swedish.title = "Nytt namn"
    swedish.save_revision()
    make_original(None, swedish)
    assert activities.of(page).texts.get(language="sv").title == "Språkkafé"
    draft = ActivityPage.objects.get(pk=swedish.pk).get_latest_revision_as_object()
    assert (draft.title, draft.venue) == ("Nytt namn", "New place")
    draft.save_revision().publish()
    activity = activities.of(page)
    assert activity.texts.get(language="sv").title == "Nytt namn"
    assert (activity.venue, activity.schedules[0]["rrule"]) == ("New place", "FREQ=WEEKLY")


def test_a_language_without_a_live_page_is_refused_in_words(pair):
    page, _swedish = pair
    arabic = activities.translate(page, "ar", live=False)
    with pytest.raises(NotPossible) as refusal:
        make_original(None, arabic)
    assert "العربية" in str(refusal.value)
    assert activities.of(page).original_language == "fi"
