"""The form of an activity in the admin: its order, what it asks for whom, and autosave."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from activities.models import Activity, ActivityPage, ActivityText, Occurrence
from orgs.services.editing import set_up
from polku.record.models import AuditEntry, OutboxEvent
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def house(settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    content.site_tree(["fi", "en"])
    organisation = orgs.organisation(name="Naapuritalo")
    content.organisation_page(organisation, "en")
    return organisation


@pytest.fixture
def editor(client, house):
    user = orgs.member(house, "editor", "publisher", language="en")
    set_up(house)
    client.force_login(user)
    return client


def filled(**fields) -> dict:
    time = {
        "shape": "times",
        "first_date": "2096-10-03",
        "starts": "17:00",
        "ends": "19:00",
        "repeats": "weekly",
        "timezone": "Europe/Helsinki",
    }
    data = {
        "title": "Language café",
        "body": streamfield([]),
        "kind": "activity",
        "attendance": "in_person",
        "themes": ("language",),
        "languages": ("fi",),
        "price_cents": "2,50",
        "schedules": inline_formset([time]),
        "date_changes": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(data | fields)


def new(house) -> str:
    parent = content.organisation_page(house, "en")
    return reverse("wagtailadmin_pages:add", args=["activities", "activitypage", parent.pk])


def test_the_form_asks_in_the_order_in_which_a_person_thinks(editor, house):
    html = editor.get(new(house)).content.decode()
    headings = [
        "What",
        "The course",
        "For whom",
        "When",
        "Where",
        "In which languages",
        "What it costs",
        "How to join",
        "Pictures",
        "For workers",
    ]
    found = [
        heading.strip()
        for heading in re.findall(r"data-panel-heading-text[^>]*>([^<]+)<", html)
        if heading.strip() in headings
    ]
    assert found == headings


def test_addresses_and_search_engines_stay_out_of_sight(editor, house):
    fields = editor.get(new(house)).context["form"].fields
    assert {"slug", "seo_title", "search_description", "show_in_menus"}.isdisjoint(fields)


def test_those_who_look_after_the_site_can_change_an_address(client, house):
    client.force_login(orgs.user(is_superuser=True))
    assert "slug" in client.get(new(house)).context["form"].fields


def test_what_only_courses_have_is_shown_for_courses(editor, house):
    html = editor.get(new(house)).content.decode()
    assert re.search(r'data-w-rules="\{&quot;kind&quot;: &quot;course&quot;\}"', html)


def test_the_address_is_made_of_the_title_and_the_price_is_in_euros(editor, house):
    assert editor.post(new(house), filled() | {"action-publish": "yes"}).status_code == 302
    page = ActivityPage.objects.get()
    assert (page.live, page.slug, page.price_cents) == (True, "language-café", 250)


def test_what_lacks_is_said_at_publishing_but_a_draft_may_lack_it(editor, house):
    lacking = filled(joining=("phone",))
    answer = editor.post(new(house), lacking | {"action-publish": "yes"})
    assert answer.context["form"].errors == {
        "contact_phone": ["Write the phone number that people call to join."]
    }
    assert not ActivityPage.objects.exists()
    assert editor.post(new(house), lacking).status_code == 302
    assert not ActivityPage.objects.get().live
    wrong = filled(age_from="18", age_to="7")
    assert list(editor.post(new(house), wrong).context["form"].errors) == ["age_to"]


def test_autosave_publishes_nothing_and_mails_nobody(
    editor, house, django_capture_on_commit_callbacks
):
    """A draft that was never published, and one of a live page, saved again and again."""
    page = activities.page(house, language="en", title="Language café", venue="Library")
    models = (Activity, ActivityText, Occurrence, AuditEntry, OutboxEvent)
    before = {model: list(model.objects.order_by("pk").values()) for model in models}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        made = editor.post(new(house), filled(title="New"), headers=JSON)
        draft = ActivityPage.objects.get(pk=made.json()["pk"])
        for one in (page, draft):
            address = reverse("wagtailadmin_pages:edit", args=[one.pk])
            written = {}
            for number in range(5):
                fields = filled(title=f"Title {number}", venue=f"Venue {number}") | written
                saved = editor.post(address, fields, headers=JSON).json()
                assert saved["success"], saved
                # From the second time on, the browser writes over its own revision.
                written = {"overwrite_revision_id": str(saved["revision_id"])}
    for one in ActivityPage.objects.all():
        assert one.get_latest_revision_as_object().venue == "Venue 4"
    assert {model: list(model.objects.order_by("pk").values()) for model in models} == before
    assert mail.outbox == []
    page.refresh_from_db()
    assert (page.live, page.title, page.venue) == (True, "Language café", "Library")
    assert not ActivityPage.objects.get(pk=draft.pk).live


LONG = "<p>" + "Coffee " * 30 + "is ready.</p>"


def test_advice_is_given_on_the_draft(editor, house):
    page = activities.page(
        house,
        language="en",
        live=False,
        title="COME HERE NOW",
        body=[("paragraph", LONG), ("paragraph", '<p><a href="/en/">Click here</a></p>')],
    )
    html = editor.get(reverse("advice_on_page", args=[page.pk])).content.decode()
    assert "Words in capitals are hard to read." in html
    assert "This sentence is long." in html
    assert "A link should say where it leads." in html
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'data-advice="{reverse("advice_on_page", args=[page.pk])}"' in edit
    assert "Characters left: %s" in edit


def test_advice_hinders_nobody(editor, house):
    shouted = filled(title="COME HERE NOW") | {"action-publish": "yes"}
    assert editor.post(new(house), shouted).status_code == 302
    page = ActivityPage.objects.get()
    assert page.live
    answer = editor.get(reverse("advice_on_page", args=[page.pk]))
    assert "Words in capitals are hard to read." in answer.content.decode()


def test_there_is_no_advice_on_pages_of_others(editor):
    page = activities.page(orgs.organisation(name="Other"), title="SECRET WORDS")
    assert editor.get(reverse("advice_on_page", args=[page.pk])).status_code == 404
