"""Writing activities in the editor: schedules as choices, publishing, translating."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from activities.forms.dates import DatesField
from activities.models import Activity, ActivityPage
from activities.services import reconcile
from tests.factories import activities, content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
# A Wednesday, long after any test is run.
WEDNESDAY = date(2096, 10, 3)


@pytest.fixture
def house():
    content.site_tree(["fi", "sv", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def editor(client, house):
    client.force_login(orgs.user(is_superuser=True, language="en"))
    return client


def time_of(first: date = WEDNESDAY, **fields) -> dict:
    """One form of the times, as the editor fills it in."""
    return {
        "first_date": first.isoformat(),
        "starts": "17:00",
        "ends": "19:00",
        "repeats": "once",
        "rrule": "",
        "until": "",
        "excluded_dates": "",
        "extra_dates": "",
    } | fields


def form(*times: dict, **fields) -> dict:
    data = nested_form_data(
        {
            "title": "Language café",
            "slug": "language-cafe",
            "summary": "Chat in Finnish",
            "body": streamfield([]),
            "kind": "activity",
            "attendance": "in_person",
            "themes": ("language",),
            "languages": ("fi",),
            "price_cents": "0",
            "schedules": inline_formset(times),
            "date_changes": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "yes",
        }
        | fields
    )
    return {name: value for name, value in data.items() if value is not None}


@pytest.fixture
def write(editor, house):
    """Sends the form of a new page; returns the answer."""
    parent = content.organisation_page(house, "en")
    address = reverse("wagtailadmin_pages:add", args=["activities", "activitypage", parent.pk])
    return lambda *times, **fields: editor.post(address, form(*times, **fields))


def errors(answer) -> dict:
    assert answer.status_code == 200, answer.headers
    [schedule, *_others] = answer.context["form"].formsets["schedules"].forms
    return schedule.errors


def test_a_page_that_is_written_and_published_is_found(write, client):
    answer = write(time_of(), kind="course", venue="Library")
    assert answer.status_code == 302
    activity = Activity.objects.get()
    assert (activity.kind, activity.venue, activity.themes) == ("course", "Library", ["language"])
    assert activity.original_language == "en"
    assert [card.title for card in client.get("/en/").context["activities"]] == []  # in 2096
    assert activity.schedules[0]["first_date"] == "2096-10-03"


def test_a_draft_publishes_nothing(write):
    assert write(time_of(), **{"action-publish": None}).status_code == 302
    assert ActivityPage.objects.get().schedules.get().first_date == WEDNESDAY
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("choices", "rrule"),
    [
        ({}, ""),
        ({"repeats": "daily"}, "FREQ=DAILY"),
        ({"repeats": "weekly"}, "FREQ=WEEKLY;BYDAY=WE"),
        ({"repeats": "weekly", "weekdays": ("0", "2")}, "FREQ=WEEKLY;BYDAY=MO,WE"),
        (
            {"repeats": "fortnightly", "until": "2097-05-31"},
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20970531T235959",
        ),
        ({"repeats": "monthly_by_weekday"}, "FREQ=MONTHLY;BYDAY=1WE"),
        ({"repeats": "monthly_by_date"}, "FREQ=MONTHLY;BYMONTHDAY=3"),
        ({"repeats": "yearly"}, "FREQ=YEARLY"),
        ({"repeats": "other", "rrule": "FREQ=MONTHLY;BYDAY=1WE,3WE"}, "FREQ=MONTHLY;BYDAY=1WE,3WE"),
        ({"repeats": "once", "rrule": "FREQ=DAILY", "until": "2090-01-01"}, ""),
    ],
)
def test_a_choice_becomes_a_rule_and_is_shown_again(write, editor, choices, rrule):
    assert write(time_of(**choices)).status_code == 302
    page = ActivityPage.objects.get()
    assert page.schedules.get().rrule == rrule
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    shown = answer.context["form"].formsets["schedules"].forms[0]
    assert shown["repeats"].value() == choices.get("repeats", "once")
    if choices.get("repeats") == "fortnightly":
        assert shown["until"].value() == date(2097, 5, 31)
        assert shown["weekdays"].value() == (2,)


@pytest.mark.parametrize(
    ("choices", "field", "sentence"),
    [
        (
            {"repeats": "weekly", "weekdays": ("0",)},
            "first_date",
            "The first date is a Wednesday; choose that weekday too, or another date.",
        ),
        (
            {"repeats": "weekly", "until": "2096-10-02"},
            "until",
            "The last date is before the first one, 3 Oct 2096.",
        ),
        ({"repeats": "other"}, "rrule", "Write the rule, or choose how often it happens."),
        (
            {"repeats": "other", "rrule": "FREQ=SECONDLY"},
            "rrule",
            "Say how often it happens: every day, week, month or year.",
        ),
        (
            {"repeats": "other", "rrule": "FREQ=WEEKLY;BYDAY=TH"},
            "first_date",
            "The rule does not give the first date. The first date it gives is 4 Oct 2096.",
        ),
        (
            {"excluded_dates": "24.12.2096, jouluaatto"},
            "excluded_dates",
            "“jouluaatto” is no date. Write dates as in 24.12.2026, 31.12.2026, "
            "with commas between.",
        ),
        (
            {"excluded_dates": "3.10.2096"},
            "excluded_dates",
            "No date is left. Give a date that is not left out.",
        ),
        ({"days": "0"}, "days", None),
        ({"first_date": "sometime"}, "first_date", None),
        ({"starts": ""}, "starts", None),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_nothing_typed_is_lost(write, choices, field, sentence):
    answer = write(time_of(**choices), venue="Library")
    found = errors(answer)
    assert field in found
    if sentence:
        assert found[field] == [sentence]
    shown = answer.context["form"].formsets["schedules"].forms[0]
    for name, value in choices.items():
        assert shown[name].value() == (list(value) if isinstance(value, tuple) else value)
    assert 'value="Library"' in answer.content.decode()
    assert not Activity.objects.exists()


def test_dates_left_out_and_added_are_read_as_people_write_them(write):
    answer = write(
        time_of(repeats="weekly", excluded_dates="10.10.2096, 2096-10-17", extra_dates="11.10.2096")
    )
    assert answer.status_code == 302
    schedule = ActivityPage.objects.get().schedules.get()
    assert schedule.excluded_dates == [date(2096, 10, 10), date(2096, 10, 17)]
    assert schedule.extra_dates == [date(2096, 10, 11)]
    field = DatesField()
    assert field.prepare_value(schedule.excluded_dates) == "10.10.2096, 17.10.2096"
    assert not field.has_changed(schedule.excluded_dates, "17.10.2096; 10.10.2096")


def test_an_edit_of_the_rule_is_published_with_its_dates(write, editor):
    soon = timezone.localdate() + timedelta(days=2)
    write(time_of(soon, repeats="daily", until=str(soon + timedelta(days=4))))
    page = ActivityPage.objects.get()
    known = set(activities.of(page).occurrences.values_list("pk", flat=True))
    assert len(known) == 5
    schedule = page.schedules.get()
    times = time_of(soon, id=str(schedule.pk), repeats="daily", until=str(soon))
    answer = editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form(times) | {"schedules-INITIAL_FORMS": "1"},
    )
    assert answer.status_code == 302
    activity = activities.of(page)
    assert set(activity.occurrences.values_list("pk", flat=True)) == known
    assert activity.occurrences.filter(status="scheduled").count() == 1
    assert ActivityPage.objects.get().schedules.count() == 1


def test_two_versions_can_be_compared(write, editor):
    write(time_of())
    page = ActivityPage.objects.get()
    page.schedules = [activities.schedule(WEDNESDAY, "18:00")]
    page.save_revision()
    first, second = page.revisions.order_by("created_at")
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    assert "18:00" in editor.get(address).content.decode()


@pytest.mark.parametrize("name", ["view_draft", "history", "usage", "copy", "move", "delete"])
def test_the_pages_around_a_page_open(write, editor, name):
    write(time_of())
    page = ActivityPage.objects.get()
    assert editor.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 200


def test_a_preview_shows_the_facts_of_the_draft(house, editor):
    page = activities.page(house, language="en", venue="Library")
    page.venue = "Town hall"
    page.schedules = [activities.schedule(rrule="FREQ=WEEKLY")]
    page.save_revision()
    answer = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert answer.context["facts"].venue == "Town hall"
    assert len(answer.context["facts"].when_next) == 6
    assert editor.get(page.url).context["facts"].venue == "Library"


def test_a_preview_of_a_translation_shows_the_published_facts(house, editor):
    page = activities.page(house, language="en", venue="Library")
    swedish = activities.translate(page, "sv", live=False, venue="Nowhere")
    answer = editor.get(reverse("wagtailadmin_pages:view_draft", args=[swedish.pk]))
    assert answer.context["facts"].venue == "Library"


def test_a_page_cannot_be_made_private(editor, house):
    """Its facts are public; a page behind a password would promise what the lists break."""
    page = activities.page(house)
    assert page.private_page_options == []


# Translating with wagtail-localize


@pytest.fixture
def submit(editor, house, django_capture_on_commit_callbacks):
    """Sends a page into translation by the editor's view; returns what is to be translated."""

    def send(page: ActivityPage, language: str) -> Translation:
        locale = content.locale(language)
        content.organisation_page(house, language)
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        with django_capture_on_commit_callbacks(execute=True):
            answer = editor.post(address, {"locales": [locale.pk]})
        assert answer.status_code == 302
        return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)

    return send


@pytest.fixture
def publish_translation(editor, django_capture_on_commit_callbacks):
    """Translates the title and publishes by the editor's view, after the commit as in life."""

    def send(translation: Translation, title: str) -> ActivityPage:
        segment = translation.source.stringsegment_set.get(context__path="title")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": title},
        )
        page = translation.get_target_instance()
        with django_capture_on_commit_callbacks(execute=True):
            answer = editor.post(
                reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}
            )
        assert answer.status_code == 302
        return ActivityPage.objects.get(pk=page.pk)

    return send


def test_a_translation_by_localize_publishes_a_text(house, submit, publish_translation, client):
    page = activities.page(
        house,
        title="Kielikahvila",
        venue="Kirjasto",
        schedules=[activities.schedule(rrule="FREQ=WEEKLY")],
    )
    translation = submit(page, "ar")
    assert [text.language for text in activities.of(page).texts.all()] == ["fi"]
    arabic = publish_translation(translation, "مقهى اللغة")
    assert arabic.live
    assert {text.language: text.title for text in activities.of(page).texts.all()} == {
        "fi": "Kielikahvila",
        "ar": "مقهى اللغة",
    }
    assert client.get(arabic.url).context["facts"].venue == "Kirjasto"
    assert not any(Page.find_problems())
    assert list(reconcile.check()) == []


def test_only_text_is_offered_for_translation(house, submit):
    page = activities.page(
        house,
        title="Kielikahvila",
        summary="Jutellaan",
        venue="Kirjasto",
        contact_phone="+358 50 555 0601",
        intake_criteria="Alkajat",
        what_happens_next="Soitamme",
        directions="Ovi pihalla",
        price_note="Kahvi kuuluu hintaan",
        body=[("paragraph", "<p>Tervetuloa</p>")],
    )
    source = submit(page, "sv").source
    paths = {segment.context.path.split(".")[0] for segment in source.stringsegment_set.all()}
    assert paths == {
        "title",
        "summary",
        "body",
        "directions",
        "price_note",
        "intake_criteria",
        "what_happens_next",
    }
    overridable = {segment.context.path for segment in source.overridablesegment_set.all()}
    assert overridable.isdisjoint({"venue", "schedules", "kind", "contact_phone", "municipality"})


def test_facts_changed_on_the_original_do_not_wait_for_the_translation(
    house, submit, publish_translation, client
):
    page = activities.page(house, venue="Kirjasto")
    arabic = publish_translation(submit(page, "ar"), "مقهى اللغة")
    page.refresh_from_db()
    page.venue = "Kaupungintalo"
    page.schedules = [activities.schedule(starts="09:15")]
    activities.publish(page)
    assert ActivityPage.objects.get(pk=arabic.pk).venue == "Kirjasto"  # a copy, never read
    facts = client.get(arabic.url).context["facts"]
    assert (facts.venue, f"{facts.when_next[0].starts:%H:%M}") == ("Kaupungintalo", "09:15")


def test_bringing_a_translation_up_to_date_changes_no_facts(
    house, submit, publish_translation, editor, django_capture_on_commit_callbacks
):
    page = activities.page(house, venue="Kirjasto", schedules=[activities.schedule()] * 1)
    arabic = publish_translation(submit(page, "ar"), "مقهى اللغة")
    page.refresh_from_db()
    page.title, page.venue = "Uusi nimi", "Kaupungintalo"
    activities.publish(page)
    source = TranslationSource.objects.get(object_id=page.translation_key)
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            {"publish_translations": "on"},
        )
    assert answer.status_code == 302
    activity = activities.of(page)
    assert activity.venue == "Kaupungintalo"
    assert activity.texts.count() == 2
    assert ActivityPage.objects.get(pk=arabic.pk).schedules.count() == 1
    assert list(reconcile.check()) == []


def test_a_translation_turned_into_an_alias_by_localize_gives_its_text_up(
    house, submit, publish_translation, editor
):
    page = activities.page(house, title="Kielikahvila")
    arabic = publish_translation(submit(page, "ar"), "مقهى اللغة")
    answer = editor.post(reverse("wagtail_localize:convert_to_alias", args=[arabic.pk]))
    assert answer.status_code == 302
    assert ActivityPage.objects.get(pk=arabic.pk).alias_of_id == page.pk
    assert [text.language for text in activities.of(page).texts.all()] == ["fi"]
    assert list(reconcile.check()) == []
