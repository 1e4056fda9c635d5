"""Taking a calendar in as drafts: once, again, and after somebody has edited."""

from datetime import date, datetime, time
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from activities.importers.calendars import drafts
from activities.models import Activity, ActivityPage, ImportedPage
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 8, 1, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
CAFE = "kielikahvila@yhdistys.example.org"


@pytest.fixture(autouse=True)
def _in_august_2026(monkeypatch):
    monkeypatch.setattr(drafts.timezone, "now", lambda: NOW)
    with translation.override("en"):
        yield


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    house = orgs.organisation(name="Naapuritalo", slug="naapuritalo")
    content.organisation_page(house, "fi")
    return house


@pytest.fixture
def google(shared_data) -> Path:
    return shared_data / "ical-fi-invented" / "google_export.ics"


@pytest.fixture
def changed(google, tmp_path):
    """The same calendar with some words of it replaced."""

    def write(**words: str) -> Path:
        text = google.read_text("utf-8")
        for before, after in words.items():
            assert before in text
            text = text.replace(before, after)
        path = tmp_path / "changed.ics"
        path.write_text(text, "utf-8")
        return path

    return write


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command(
        "import_calendar", str(path), "--organisation", "naapuritalo", *options, stdout=out
    )
    return out.getvalue().replace("\u2066", "").replace("\u2069", "")


def test_a_preview_says_in_words_what_would_come_and_stores_nothing(house, google):
    said = run(google)
    assert "+ Kielikahvila / Language café" in said
    assert (
        "Every Wednesday, 17:30–19:00, 2 September 2026 – 16 December 2026. "
        "Not on 14 October 2026" in said
    )
    assert "Wednesday 7 October moved to Thursday 8 October, 18:00–19:30" in said
    assert "Every year on 6 December, all day, from 6 December 2026" in said
    assert "Events: 3 new, 0 changed, 0 unchanged, 0 ended or cancelled, 0 refused." in said
    assert "Nothing is stored yet: call again with --apply." in said
    assert not ActivityPage.objects.exists()


def test_drafts_are_made_with_their_times_and_published_by_an_editor(house, google):
    assert "3 changes stored." in run(google, "--apply")
    page = ActivityPage.objects.get(title="Kielikahvila / Language café")
    assert not page.live
    assert page.get_parent().specific.organisation == house
    assert page.venue == "Kirjasto Oodi, Töölönlahdenkatu 4, 00100 Helsinki"
    assert page.summary == "Maksuton. Ei ilmoittautumista. Free of charge; no registration."
    assert not Activity.objects.exists()

    activities.publish(page.get_latest_revision_as_object())
    moved = activities.of(page).occurrences.get(local_date=date(2026, 10, 7))
    assert moved.starts_at == datetime(2026, 10, 8, 18, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert moved.note == "Kielikahvila (siirretty torstaille)"


def test_taking_it_in_again_changes_nothing(house, google):
    run(google, "--apply")
    said = run(google, "--apply")
    assert "0 new, 0 changed, 3 unchanged" in said
    assert ActivityPage.objects.count() == 3


def test_what_changed_in_the_calendar_becomes_a_draft(house, google, changed):
    run(google, "--apply")
    page = ActivityPage.objects.get(title="Kielikahvila / Language café")
    live = activities.publish(page.get_latest_revision_as_object())
    said = run(changed(T173000="T180000"), "--apply")
    assert "~ Kielikahvila / Language café" in said
    live.refresh_from_db()
    assert live.schedules.get().starts == time(17, 30)
    assert live.get_latest_revision_as_object().schedules.get().starts == time(18)


def test_a_page_that_was_edited_here_is_not_overwritten(house, google, changed):
    run(google, "--apply")
    page = ActivityPage.objects.get(title="Kielikahvila / Language café")
    draft = page.get_latest_revision_as_object()
    draft.venue = "Kotipesä"
    draft.save_revision()
    assert "3 unchanged" in run(google)  # what the calendar says was taken in already
    said = run(changed(T173000="T180000"), "--apply")
    assert "it changed in the calendar, but “Kielikahvila / Language café” was edited here" in said
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().venue == "Kotipesä"
    assert "1 refused" in said


def test_two_organisations_take_in_the_same_calendar_each_for_itself(house, google):
    other = orgs.organisation(name="Kulmakivi", slug="kulmakivi")
    content.organisation_page(other, "fi")
    run(google, "--apply")
    call_command("import_calendar", google, organisation="kulmakivi", apply=True, stdout=StringIO())
    assert ActivityPage.objects.count() == 6
    assert ImportedPage.objects.values("identifier").distinct().count() == 6


def test_what_has_ended_or_was_cancelled_is_left_out(house, shared_data, monkeypatch, google):
    outlook = shared_data / "ical-fi-invented" / "outlook_export.ics"
    assert "1 new, 0 changed, 0 unchanged, 1 ended or cancelled" in run(outlook)
    monkeypatch.setattr(drafts.timezone, "now", lambda: NOW.replace(year=2027, month=6))
    assert "1 new, 0 changed, 0 unchanged, 2 ended or cancelled" in run(google)


def test_an_event_cancelled_later_becomes_a_draft_that_says_so(house, google, changed):
    run(google, "--apply")
    once = changed(**{"RRULE:FREQ=YEARLY\n": ""})
    run(once, "--apply")
    off = changed(**{"RRULE:FREQ=YEARLY\n": "STATUS:CANCELLED\n"})
    assert "1 changed" in run(off, "--apply")
    page = ActivityPage.objects.get(title__startswith="Itsenäisyyspäivä")
    assert page.get_latest_revision_as_object().date_changes.get().kind == "cancelled"
    whole = changed(**{"RRULE:FREQ=YEARLY\n": "RRULE:FREQ=YEARLY\nSTATUS:CANCELLED\n"})
    said = run(whole, "--apply")
    assert "it is cancelled in the calendar; end its page by hand." in said


@pytest.mark.parametrize(
    ("organisation", "options", "sentence"),
    [
        ("nobody", (), "There is no organisation with the short name “nobody”."),
        ("closed", (), "The organisation “Ended” is closed."),
        ("naapuritalo", ("--language", "en"), "“Naapuritalo” has no page in this language yet."),
    ],
)
def test_an_organisation_that_cannot_take_it_in_is_named(
    house, google, organisation, options, sentence
):
    orgs.organisation(name="Ended", slug="closed", closed_on=timezone.localdate())
    with pytest.raises(CommandError) as refused:
        call_command("import_calendar", google, "--organisation", organisation, *options)
    assert sentence in str(refused.value)


def test_a_file_that_is_no_calendar_is_refused_with_a_sentence(house, tmp_path):
    path = tmp_path / "notes.ics"
    path.write_text("Dear diary")
    with pytest.raises(CommandError, match="is no calendar file"):
        run(path)


def test_an_event_without_a_title_is_refused(house, google, changed):
    said = run(changed(**{"SUMMARY:Oikeudellinen neuvonta somaliksi ja arabiaksi": "SUMMARY:"}))
    assert "it has no title. Give it one." in said
    assert "2 new" in said
