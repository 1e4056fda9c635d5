"""“Make this the original”, by the admin's own views, for pages of every type."""

import pytest
from wagtail.models import Page, PageLogEntry, Site
from wagtail_localize.models import StringTranslation, Translation

from activities.models import ActivityPage
from activities.services import reconcile
from orgs.models import OrganisationPage
from orgs.services import editing
from polku.base.pages import BasePage
from polku.content.models import HomePage
from polku.content.originals import original_of
from polku.content.translation.models import Standing
from polku.content.translation.queries.standing import states_of
from polku.content.translation.services import originals
from polku.content.upkeep.models import Review
from tests.factories import activities, content, orgs
from tests.translation import walks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture(autouse=True)
def committed(monkeypatch):
    """wagtail-localize publishes after the commit, which a test never comes to."""
    from django.db import transaction

    monkeypatch.setattr(transaction, "on_commit", lambda do, *args, **kwargs: do())


@pytest.fixture
def site_editor(client):
    content.site_tree(["fi", "sv", "ru"])
    account = orgs.site_editor(language="en")
    client.force_login(account)
    return account


def make(model: type[BasePage]) -> BasePage:
    """A public page of this type in Finnish."""
    house = orgs.organisation()
    if model is ActivityPage:
        return activities.page(house, title="Kielikahvila", summary="Puhutaan yhdessä")
    if model is OrganisationPage:
        return content.organisation_page(house)
    if model.__name__ == "FormPage":
        return content.form_page(house, language="fi")
    if model.__name__ == "LocalGuidePage":
        return content.local_guide_page(house, content.guide_page(), orgs.area(), title="Meillä")
    fields = {
        "NewsPage": {"summary": "Uutta"},
        "GuidancePointPage": {"summary": "Neuvontaa", "drop_in": True},
        "TopicPage": {"intro": "Aihe"},
    }
    return content.below(None, model, title="Sivu", **fields.get(model.__name__, {}))


TYPES = [
    model
    for model in BasePage.__subclasses__()
    # Of home pages each language of these tests has one; the bin is no page to read.
    if not model._meta.abstract and model is not HomePage and model.is_creatable
]


def translated(client, page: Page, language: str) -> Page:
    target = walks.submit(client, page, language)
    walks.write(client, target)
    return walks.publish(client, target)


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_translation_of_every_type_becomes_the_original_and_the_old_one_its_translation(
    client, site_editor, model
):
    page = make(model)
    swedish = translated(client, page, "sv")
    words = swedish.title, page.title
    asked = client.get(f"/cms/translations/{swedish.pk}/make-original/")
    assert asked.status_code == 200
    assert "Now this text is translated from another language: Finnish." in asked.content.decode()
    assert original_of(page).pk == page.pk, "asking changes nothing"

    answer = walks.make_original(client, swedish)
    assert answer.url == f"/cms/pages/{swedish.pk}/edit/"
    assert original_of(page).pk == swedish.pk
    assert {code: states_of(page)[code] for code in ("sv", "fi")} == {
        "sv": "original",
        "fi": "up_to_date",
    }
    row = Translation.objects.get(source__object_id=page.translation_key)
    assert (row.source.locale.language_code, row.target_locale.language_code, row.enabled) == (
        "sv",
        "fi",
        True,
    )
    assert row.get_progress()[0] == row.get_progress()[1] > 0, "no word has to be written again"
    for each in (page, swedish):
        each.refresh_from_db()
    assert (swedish.title, page.title) == words
    # The old original opens as a translation, the new one as a page.
    assert "js-translation-editor" in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    own = client.get(f"/cms/pages/{swedish.pk}/edit/").content.decode()
    assert "js-translation-editor" not in own
    assert "localize-restart-translation" not in own
    assert not any(Page.find_problems())


def test_the_home_page_in_another_language_becomes_the_original_and_the_site_stays_as_it_is(
    client, site_editor
):
    """Addresses, the first page of the site and what readers fall back to do not hang on it."""
    content.locale("et")
    first = content.site_tree()["fi"]
    estonian = translated(client, first, "et")
    below = activities.page(language="fi", title="Kielikahvila", slug="kielikahvila").get_url()
    addresses = ("/fi/", "/et/", "/sv/", below, below.replace("/fi/", "/et/"))
    before = {address: client.get(address).status_code for address in addresses}
    edit = client.get(f"/cms/pages/{estonian.pk}/edit/").content.decode()
    assert f"/cms/translations/{estonian.pk}/make-original/" in edit
    walks.make_original(client, estonian)
    assert original_of(first).pk == estonian.pk
    assert {code: states_of(first)[code] for code in ("et", "fi")} == {
        "et": "original",
        "fi": "up_to_date",
    }
    site = Site.objects.get(is_default_site=True)
    assert site.root_page_id == first.pk
    assert {address: client.get(address).status_code for address in addresses} == before
    assert before == dict.fromkeys(addresses, 200)
    # It would take the first page of the site along, and that one has to stay.
    client.post(f"/cms/pages/{estonian.pk}/delete/")
    for page in (first, estonian):
        page.refresh_from_db()
        assert page.live and page.get_parent().is_root()


def test_the_old_original_published_as_a_translation_says_what_it_said(client, site_editor):
    page = activities.page(
        title="Kielikahvila",
        summary="Puhutaan",
        body=[("paragraph", "<p>Tule <b>mukaan</b>.</p><p>Kahvia.</p>")],
    )
    before = (page.title, page.summary, str(page.body))
    swedish = translated(client, page, "sv")
    walks.make_original(client, swedish)
    page = walks.publish(client, page)
    assert (page.title, page.summary, str(page.body)) == before
    assert StringTranslation.objects.filter(locale=page.locale).exists()


def test_facts_go_along_and_stay_public(client, site_editor):
    page = activities.page(title="Kielikahvila", venue="Kirjasto")
    swedish = translated(client, page, "sv")
    page.venue = "Talo"
    activities.publish(page)
    before = activities.of(page)
    walks.make_original(client, swedish)
    after = activities.of(page)
    assert (after.pk, after.original_language, after.venue) == (before.pk, "sv", "Talo")
    assert after.facts_published_at == before.facts_published_at
    assert ActivityPage.objects.get(pk=swedish.pk).venue == "Talo"
    # The old original is published as a translation, and takes nothing back.
    walks.publish(client, page)
    assert activities.of(page).venue == "Talo"
    assert list(reconcile.check()) == []


def test_the_date_of_review_goes_along(client, site_editor):
    page = activities.page()
    swedish = translated(client, page, "sv")
    due = Review.objects.get(page=page).due_on
    walks.make_original(client, swedish)
    assert list(Review.objects.values_list("page", "due_on")) == [(swedish.pk, due)]


def test_there_and_back_again(client, site_editor):
    page = activities.page(title="Kielikahvila")
    swedish = translated(client, page, "sv")
    walks.make_original(client, swedish)
    walks.make_original(client, page)
    assert original_of(page).pk == page.pk
    row = Translation.objects.get(source__object_id=page.translation_key)
    assert (row.source.locale.language_code, row.target_locale.language_code) == ("fi", "sv")
    assert states_of(page)["sv"] == "up_to_date"
    assert not Standing.objects.filter(page=page).exists()


def test_the_whole_way_turns_round_and_other_branches_stay(client, site_editor):
    """so → fi → ru with fi → sv: with Russian as the original, Finnish comes from it, and Somali
    and Swedish from Finnish."""
    content.site_tree(["so"])
    page = activities.page(language="so", title="Kafee")
    finnish = translated(client, page, "fi")
    translated(client, finnish, "sv")
    russian = translated(client, finnish, "ru")
    others = states_of(page)["sv"]
    walks.make_original(client, russian)
    rows = Translation.objects.filter(source__object_id=page.translation_key)
    assert {(row.source.locale.language_code, row.target_locale.language_code) for row in rows} == {
        ("ru", "fi"),
        ("fi", "so"),
        ("fi", "sv"),
    }
    assert {code: states_of(page)[code] for code in ("so", "fi", "ru", "sv")} == {
        "ru": "original",
        "fi": "up_to_date",
        "so": "up_to_date",
        "sv": others,
    }
    assert activities.of(page).original_language == "ru"


def test_a_page_that_was_written_by_hand_keeps_its_text(client, site_editor):
    """Where the texts are made up otherwise, the old original is not filled in from the new one."""
    page = activities.page(title="Kielikahvila", body=[("paragraph", "<p>Vain suomeksi.</p>")])
    swedish = activities.translate(page, "sv", title="Språkkafé", body=[])
    walks.make_original(client, swedish)
    row = Translation.objects.get(source__object_id=page.translation_key)
    assert (row.target_locale.language_code, row.enabled) == ("fi", False)
    assert "js-translation-editor" not in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "Vain suomeksi" in str(ActivityPage.objects.get(pk=page.pk).body)


def test_an_outdated_translation_becomes_the_original_and_the_old_one_is_outdated(
    client, site_editor
):
    """What was not translated is kept on the old page, and waits there to be brought in line."""
    page = activities.page(title="Kielikahvila", summary="Puhutaan", directions="Ovi A")
    swedish = translated(client, page, "sv")
    page.summary = "Puhutaan ja lauletaan"
    activities.publish(page)
    assert states_of(page)["sv"] == "outdated"
    walks.make_original(client, swedish)
    assert (states_of(page)["sv"], states_of(page)["fi"]) == ("original", "outdated")
    row = Translation.objects.get(source__object_id=page.translation_key)
    total, done = row.get_progress()
    assert total - done == 1, "the sentence that has no counterpart"
    assert ActivityPage.objects.get(pk=page.pk).summary == "Puhutaan ja lauletaan"


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        ({"is_machine": True}, "A machine wrote this text."),
        ({"is_partial": True}, "A part of this text is not translated yet."),
    ],
)
def test_what_does_not_say_what_the_original_says_is_refused(client, site_editor, standing, told):
    page = activities.page()
    swedish = translated(client, page, "sv")
    kept, _made = Standing.objects.get_or_create(
        page=swedish, defaults={"said_at": page.first_published_at}
    )
    Standing.objects.filter(pk=kept.pk).update(**standing)
    assert told in client.get(f"/cms/translations/{swedish.pk}/make-original/").content.decode()
    refused = walks.make_original(client, swedish)
    assert told in client.get(refused.url).content.decode()
    assert original_of(page).pk == page.pk


def test_what_is_not_public_is_refused(client, site_editor):
    page = activities.page()
    swedish = walks.submit(client, page, "sv")
    told = "Publish the page in this language first: svenska."
    assert told in client.get(f"/cms/translations/{swedish.pk}/make-original/").content.decode()
    walks.make_original(client, swedish)
    assert activities.of(page).original_language == "fi"


@pytest.mark.parametrize(("role", "status"), [("publisher", 302), ("editor", 404), ("worker", 404)])
def test_only_who_may_publish_both_pages_may(client, role, status):
    content.site_tree(["fi", "sv"])
    house = orgs.organisation()
    editing.set_up(house)
    page = activities.page(house)
    swedish = activities.translate(page, "sv")
    editing.set_up(house)
    person = orgs.member(house, role, language="en")
    editing.follow_membership(person, house)
    client.force_login(person)
    assert walks.make_original(client, swedish).status_code == status
    assert (activities.of(page).original_language == "sv") == (status == 302)


def test_the_page_of_another_organisation_is_not_there(client):
    page = activities.page()
    swedish = activities.translate(page, "sv")
    house = orgs.organisation()
    editing.set_up(house)
    content.organisation_page(house)
    person = orgs.member(house, "publisher")
    editing.follow_membership(person, house)
    client.force_login(person)
    assert walks.make_original(client, swedish).status_code == 404
    assert client.get(f"/cms/translations/{swedish.pk}/make-original/").status_code == 404


def test_the_menu_of_a_translation_offers_it_and_that_of_the_original_does_not(client, site_editor):
    page = activities.page()
    swedish = translated(client, page, "sv")
    address = f"/cms/translations/{swedish.pk}/make-original/"
    assert address in client.get(f"/cms/pages/{swedish.pk}/edit/").content.decode()
    own = f"/cms/translations/{page.pk}/make-original/"
    assert own not in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()


def test_it_stands_in_the_history_of_the_page_once(client, site_editor):
    page = activities.page()
    swedish = translated(client, page, "sv")
    for _time in range(2):
        walks.make_original(client, swedish)
    entry = PageLogEntry.objects.get(action=originals.LOGGED)
    assert (entry.page_id, entry.user_id) == (swedish.pk, site_editor.pk)
