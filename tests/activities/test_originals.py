"""Making another language an activity's original."""

import pytest
from wagtail_localize.models import Translation, TranslationSource

from activities.models import ActivityPage
from activities.services import originals
from orgs.models import Role
from polku.record.models import AuditEntry
from tests.factories import activities, orgs

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
    after = originals.make_original(None, before, language="sv")
    assert after.original_language == "sv"
    assert (after.venue, after.schedules) == (before.venue, before.schedules)
    assert list(after.occurrences.values_list("pk", "starts_at", "status")) == dates
    swedish.refresh_from_db()
    assert swedish.venue == "New place"
    assert swedish.schedules.get().rrule == "FREQ=WEEKLY"


def test_facts_then_come_from_the_new_original(pair):
    page, swedish = pair
    originals.make_original(None, activities.of(page), language="sv")
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
    originals.make_original(None, activities.of(page), language="sv")
    assert activities.of(page).texts.get(language="sv").title == "Språkkafé"
    draft = ActivityPage.objects.get(pk=swedish.pk).get_latest_revision_as_object()
    assert (draft.title, draft.venue) == ("Nytt namn", "New place")
    draft.save_revision().publish()
    activity = activities.of(page)
    assert activity.texts.get(language="sv").title == "Nytt namn"
    assert (activity.venue, activity.schedules[0]["rrule"]) == ("New place", "FREQ=WEEKLY")


def test_localize_no_longer_writes_over_the_new_original(pair):
    page, swedish = pair
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=swedish.locale)
    originals.make_original(None, activities.of(page), language="sv")
    translation.refresh_from_db()
    assert not translation.enabled


def test_it_is_recorded_once(pair):
    page, _swedish = pair
    actor = orgs.actor(orgs.organisation(), Role.EDITOR)
    for _time in range(2):
        originals.make_original(actor, activities.of(page), language="sv")
    entry = AuditEntry.objects.get(verb="activity.make_original")
    assert (entry.user_id, entry.subject_id) == (actor.user.pk, activities.of(page).pk)


def test_a_language_without_a_live_page_is_refused_in_words(pair):
    page, _swedish = pair
    with pytest.raises(originals.NotPossible) as refusal:
        originals.make_original(None, activities.of(page), language="ar")
    assert "العربية" in str(refusal.value)
    assert activities.of(page).original_language == "fi"
