"""A text written in Somali is translated to Finnish, and from Finnish to Russian, in the admin; and
what becomes of it when pages come and go."""

import pytest
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from activities.models import ActivityPage
from activities.services import reconcile
from orgs.models import OrganisationPage
from orgs.services import editing
from polku.content.translation.queries.standing import standings_of, states_of
from tests.factories import activities, content, orgs
from tests.translation import walks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
LANGUAGES = ("so", "fi", "ru")


@pytest.fixture(autouse=True)
def committed(monkeypatch):
    """wagtail-localize publishes after the commit, which a test never comes to."""
    monkeypatch.setattr(transaction, "on_commit", lambda do, *args, **kwargs: do())


@pytest.fixture
def hooyo():
    """An association that writes in Somali, and publishes by itself."""
    content.site_tree(["fi", "so", "ru"])
    house = orgs.organisation(name="Hooyo", language="so")
    editing.set_up(house)
    content.organisation_page(house, "so")
    return house


@pytest.fixture
def publisher(client, hooyo):
    person = orgs.member(hooyo, "publisher", language="en")
    editing.follow_membership(person, hooyo)
    client.force_login(person)
    return person


@pytest.fixture
def chain(client, publisher, hooyo) -> dict[str, ActivityPage]:
    """The three pages, each public and made from the one before."""
    page = activities.page(
        hooyo, language="so", title="Kafee", summary="Kaalay", venue="Kirjasto", slug="kafee"
    )
    pages = {"so": page}
    for source, target in (("so", "fi"), ("fi", "ru")):
        made = walks.submit(client, pages[source], target)
        walks.write(client, made)
        pages[target] = walks.publish(client, made)
    return pages


def states(page: Page) -> tuple[str, ...]:
    found = states_of(page)
    return tuple(str(found[language]) for language in LANGUAGES)


def change(page: ActivityPage, **fields) -> ActivityPage:
    page = ActivityPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    return activities.publish(page)


def test_each_is_made_from_the_one_before(client, chain):
    rows = Translation.objects.filter(source__object_id=chain["so"].translation_key)
    assert {(row.source.locale.language_code, row.target_locale.language_code) for row in rows} == {
        ("so", "fi"),
        ("fi", "ru"),
    }
    assert chain["fi"].title == "fi: Kafee"
    assert chain["ru"].title == "ru: fi: Kafee"
    assert states(chain["so"]) == ("original", "up_to_date", "up_to_date")
    editor = client.get(f"/cms/pages/{chain['ru'].pk}/edit/").content.decode()
    assert "fi: Kafee" in editor, "its translator reads Finnish"
    assert activities.of(chain["so"]).original_language == "so"
    assert not any(Page.find_problems())


def test_its_people_are_at_home_in_all_three(client, chain, publisher, hooyo):
    for page in chain.values():
        assert page.permissions_for_user(publisher).can_publish()
        assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
    assert OrganisationPage.objects.filter(organisation=hooyo).count() == 3
    assert list(editing.check()) == []


def test_nobody_of_another_organisation_translates_it_further(client, chain):
    stranger_of = orgs.organisation()
    editing.set_up(stranger_of)
    content.organisation_page(stranger_of)
    stranger = orgs.member(stranger_of, "publisher")
    editing.follow_membership(stranger, stranger_of)
    client.force_login(stranger)
    target = Locale.objects.get(language_code="sv")
    address = f"/cms/localize/submit/page/{chain['fi'].pk}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"locales": [target.pk]}).status_code == 404
    row = walks.translation_into(chain["ru"])
    assert client.get(f"/cms/localize/translate/{row.pk}/preview/").status_code == 404


def test_a_change_of_the_original_makes_all_that_hang_on_it_outdated(client, chain):
    change(chain["so"], summary="Kaalay berri")
    assert states(chain["so"]) == ("original", "outdated", "outdated")
    source = walks.translation_into(chain["fi"]).source
    client.post(f"/cms/localize/update/{source.pk}/", {})
    walks.write(client, chain["fi"])
    walks.publish(client, chain["fi"])
    # Finnish has followed, Russian says the Finnish of before.
    assert states(chain["so"]) == ("original", "up_to_date", "outdated")
    source = walks.translation_into(chain["ru"]).source
    client.post(f"/cms/localize/update/{source.pk}/", {})
    walks.write(client, chain["ru"])
    walks.publish(client, chain["ru"])
    assert states(chain["so"]) == ("original", "up_to_date", "up_to_date")


def test_a_change_of_the_one_between_makes_only_what_is_below_it_outdated(client, chain):
    """By the translator of the Finnish, who finds a better word."""
    walks.write(client, chain["fi"], summary="Tule mukaan")
    walks.publish(client, chain["fi"])
    assert states(chain["so"]) == ("original", "up_to_date", "outdated")


def test_facts_show_everywhere_at_once_and_make_nothing_outdated(client, chain):
    change(chain["so"], venue="Talo")
    assert activities.of(chain["ru"]).venue == "Talo"
    assert states(chain["so"]) == ("original", "up_to_date", "up_to_date")
    assert "Talo" in client.get(chain["ru"].get_url()).content.decode()
    # Old facts on the page between publish nothing.
    walks.publish(client, chain["ru"])
    assert activities.of(chain["ru"]).venue == "Talo"
    assert list(reconcile.check()) == []


@pytest.mark.parametrize(
    ("gone", "seen"),
    [
        ("ru", ("original", "up_to_date", "in_translation")),
        # What was made from it stands on its words, which its page still has.
        ("fi", ("original", "in_translation", "up_to_date")),
        ("so", ("original", "up_to_date", "up_to_date")),
    ],
)
def test_unpublished_in_one_language_the_others_stay(client, chain, gone, seen):
    client.post(f"/cms/pages/{chain[gone].pk}/unpublish/", {})
    assert not ActivityPage.objects.get(pk=chain[gone].pk).live
    assert states(chain["so"]) == seen
    activity = activities.of(chain["so"])
    assert activity.status == ("archived" if gone == "so" else "published")
    others = [page for language, page in chain.items() if language != gone]
    for page in others:
        assert client.get(page.get_url()).status_code == 200
    assert list(reconcile.check()) == []
    assert not any(Page.find_problems())
    # Published again, all is as it was.
    if gone == "so":
        client.post(f"/cms/pages/{chain['so'].pk}/revisions/{chain['so'].latest_revision_id}/view/")
        ActivityPage.objects.get(pk=chain["so"].pk).get_latest_revision().publish()
    else:
        walks.publish(client, chain[gone])
    assert states(chain["so"]) == ("original", "up_to_date", "up_to_date")
    assert activities.of(chain["so"]).status == "published"


def test_readers_of_a_language_that_was_unpublished_fall_back_and_are_told(client, chain):
    client.post(f"/cms/pages/{chain['ru'].pk}/unpublish/", {})
    shown = client.get(chain["ru"].get_url()).content.decode()
    assert "fi: Kafee" in shown
    assert 'hreflang="ru"' not in client.get(chain["fi"].get_url()).content.decode()


def test_the_one_between_deleted_for_good_leaves_what_was_made_from_it(client, chain):
    client.post(f"/cms/pages/{chain['fi'].pk}/delete/", {})
    assert states(chain["so"])[0::2] == ("original", "up_to_date")
    assert states(chain["so"])[1] == "missing"
    Page.objects.get(pk=chain["fi"].pk).specific.delete()
    assert states(chain["so"])[0::2] == ("original", "up_to_date")
    russian = ActivityPage.objects.get(pk=chain["ru"].pk)
    assert (russian.live, russian.title) == (True, "ru: fi: Kafee")
    # It is edited as a page of its own from now on, and Finnish can be begun anew.
    assert client.get(f"/cms/pages/{russian.pk}/edit/").status_code == 200
    anew = walks.submit(client, chain["so"], "fi")
    assert walks.translation_into(anew).source.locale.language_code == "so"
    assert not any(Page.find_problems())


def move(client, page: Page, target: Page) -> None:
    assert client.post(f"/cms/pages/{page.pk}/move/{target.pk}/confirm/").status_code == 302


def test_the_original_moves_to_another_organisation_and_takes_its_translations_along(
    client, chain, hooyo
):
    """By a site editor. Where the other organisation has no page in a language, it is made, and
    waits for its translator."""
    other = orgs.organisation(name="Toinen")
    editing.set_up(other)
    target = content.organisation_page(other, "so")
    client.force_login(orgs.site_editor(language="en"))
    before = states(chain["so"])
    move(client, chain["so"], target)
    assert activities.of(chain["so"]).organisation == other
    assert states(chain["so"]) == before == ("original", "up_to_date", "up_to_date")
    theirs, ours = orgs.member(other, "publisher"), orgs.member(hooyo, "publisher")
    for person, house in ((theirs, other), (ours, hooyo)):
        editing.follow_membership(person, house)
    for language, old in chain.items():
        page = ActivityPage.objects.get(pk=old.pk)
        above = OrganisationPage.objects.get(organisation=other, locale=page.locale)
        assert page.is_child_of(above)
        assert above.live == (language == "so")
        assert page.live
        assert client.get(page.get_url()).status_code == 200
        assert page.permissions_for_user(theirs).can_publish()
        assert not page.permissions_for_user(ours).can_edit()
    assert list(reconcile.check()) == []
    assert list(editing.check()) == []
    assert not any(Page.find_problems())


def test_a_draft_of_a_translation_that_finds_its_address_taken_is_published_at_the_new_one(
    client, chain
):
    other = orgs.organisation(name="Toinen")
    editing.set_up(other)
    target = content.organisation_page(other, "so")
    russian = ActivityPage.objects.get(pk=chain["ru"].pk)
    taken = activities.page(other, language="ru", title="Кафе", slug=russian.slug)
    walks.write(client, russian, summary="Приходите")
    client.post(f"/cms/pages/{russian.pk}/edit/", {"action": "save"})
    client.force_login(orgs.site_editor(language="en"))
    move(client, chain["so"], target)
    russian = ActivityPage.objects.get(pk=russian.pk)
    assert russian.slug == f"{taken.slug}-1"
    assert russian.get_latest_revision_as_object().slug == russian.slug
    russian.get_latest_revision().publish()
    russian.refresh_from_db()
    assert (russian.slug, russian.live) == (f"{taken.slug}-1", True)
    assert client.get(russian.get_url()).status_code == 200


def test_a_translation_that_moves_alone_takes_nothing_along(client, chain):
    other = orgs.organisation(name="Toinen")
    editing.set_up(other)
    client.force_login(orgs.site_editor(language="en"))
    move(client, chain["ru"], content.organisation_page(other, "ru"))
    assert ActivityPage.objects.get(pk=chain["so"].pk).get_parent().pk == (
        chain["so"].get_parent().pk
    )
    assert activities.of(chain["so"]).organisation != other
    assert states(chain["so"]) == ("original", "up_to_date", "up_to_date")
    assert not any(Page.find_problems())


def test_since_when_a_translation_waits_is_known(chain):
    change(chain["so"], summary="Kaalay berri")
    standing = standings_of(chain["so"])["ru"]
    assert (standing.state, standing.source.language) == ("outdated", "fi")
    assert standing.since is not None
