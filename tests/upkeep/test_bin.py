"""A deleted page leaves the site at once, and comes back whole while it lies in the bin."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Revision, Site

from activities.models import Activity, ActivityPage
from activities.services import reconcile
from orgs.services import organisations, site_editors
from polku.base.bin import is_binned
from polku.content.upkeep import queries, tasks
from polku.content.upkeep.models import Bin, Deletion
from polku.content.upkeep.services import bin as bins
from tests.factories import activities, content, orgs

from .conftest import anew, found

HEALTHY = ([], [], [], [], [])


def now_is(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def entry_of(user, page) -> Deletion:
    return bins.to_bin(anew(user), now_is(page))


# What is deleted is found nowhere


def test_a_deleted_activity_leaves_the_site_with_its_translations_and_its_facts(client, aamu):
    addresses = [aamu.activity.url, aamu.swedish.url]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    entry_of(aamu.publisher, aamu.activity)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert activities.of(aamu.activity).status == Activity.Status.ARCHIVED
    assert b"Aamukerho" not in client.get("/fi/activities/").content
    assert is_binned(now_is(aamu.activity)) and is_binned(now_is(aamu.swedish))
    assert Page.find_problems() == HEALTHY


def test_a_translation_is_deleted_alone(client, aamu):
    entry_of(aamu.publisher, aamu.swedish)
    assert client.get(aamu.activity.url).status_code == 200
    assert [text.language for text in activities.of(aamu.activity).texts.all()] == ["fi"]


def test_two_pages_of_one_slug_lie_in_the_bin_together(aamu, ilta):
    first = entry_of(aamu.publisher, aamu.activity)
    second = entry_of(ilta.publisher, ilta.activity)
    bins.restore(anew(aamu.publisher), first)
    bins.restore(anew(ilta.publisher), second)
    assert now_is(aamu.activity).slug == now_is(ilta.activity).slug == "kerho"


@pytest.mark.parametrize("who", ["publisher", "administrator"])
def test_the_admin_shows_nothing_of_the_bin(client, aamu, who):
    user = aamu.publisher if who == "publisher" else orgs.user(is_superuser=True)
    entry_of(aamu.publisher, aamu.activity)
    bin_page, key = Bin.objects.get(), aamu.activity.pk
    root = Page.get_first_root_node().pk
    client.force_login(user)
    for address in (
        reverse("wagtailadmin_explore", args=[root]),
        reverse("wagtailadmin_explore", args=[aamu.page.pk]),
        reverse("wagtailadmin_pages:search") + "?q=Aamukerho",
        reverse("wagtailadmin_pages:search") + "?q=Bin",
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=[root]),
        reverse("wagtailadmin_choose_page_search") + "?q=Aamukerho",
        "/cms/api/main/pages/?limit=20",
        f"/cms/api/main/pages/?child_of={root}",
    ):
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        shown = answer.content.decode().replace("q=Aamukerho", "").replace('value="Aamukerho"', "")
        assert f"/pages/{key}/" not in shown, address
        assert f"/pages/{bin_page.pk}/" not in shown, address
    for act in ("edit", "delete", "unpublish", "copy", "move", "history"):
        assert client.get(f"/cms/pages/{key}/{act}/").status_code == 404, act
    assert client.get(f"/cms/api/main/pages/{key}/").status_code == 404


def test_a_page_that_is_not_deleted_is_shown(client, aamu):
    """The counter-example of the test above."""
    client.force_login(aamu.publisher)
    shown = client.get(reverse("wagtailadmin_explore", args=[aamu.page.pk])).content.decode()
    assert f"/pages/{aamu.activity.pk}/" in shown


# Every way to delete leads to the bin


def by_its_own_view(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def by_ticking(client, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{address}?id={page.pk}&next=/cms/")


def by_the_api(client, page):
    return client.post(
        f"/cms/api/main/pages/{page.pk}/action/delete/", content_type="application/json"
    )


@pytest.mark.parametrize("way", [by_its_own_view, by_ticking, by_the_api])
def test_wagtail_deletes_into_the_bin(client, aamu, way):
    client.force_login(aamu.publisher)
    assert way(client, aamu.activity).status_code in (204, 302)
    deletion = Deletion.objects.get()
    assert (deletion.title, deletion.organisation) == ("Aamukerho", aamu.organisation)
    assert is_binned(now_is(aamu.activity)) and is_binned(now_is(aamu.swedish))


@pytest.mark.parametrize("way", [by_its_own_view, by_ticking, by_the_api])
def test_nobody_deletes_pages_of_others(client, aamu, ilta, way):
    client.force_login(ilta.publisher)
    way(client, aamu.activity)
    assert now_is(aamu.activity).live
    with pytest.raises(PermissionDenied):
        entry_of(ilta.publisher, aamu.activity)
    assert not Deletion.objects.exists()


def test_the_confirmation_says_what_goes_and_that_it_can_come_back(client, aamu):
    client.force_login(orgs.user(is_superuser=True, language="en"))
    shown = client.get(reverse("wagtailadmin_pages:delete", args=[aamu.activity.pk]))
    assert "1 translation" in shown.content.decode()
    assert "for 30 days" in shown.content.decode()


def test_the_first_page_of_a_site_stays(aamu):
    home = Site.objects.get(is_default_site=True).root_page
    with pytest.raises(bins.NotPossible):
        bins.to_bin(orgs.user(is_superuser=True), home)
    assert not Deletion.objects.exists()


# Taking back


def test_what_is_taken_back_is_the_same_as_before(client, aamu):
    facts = activities.of(aamu.activity)
    occurrences = list(facts.occurrences.values())
    before = {
        name: getattr(now_is(aamu.activity), name)
        for name in ("pk", "path", "url_path", "slug", "live_revision_id", "last_published_at")
    }
    texts = list(facts.texts.order_by("language").values_list("language", "title", "page"))
    deletion = entry_of(aamu.publisher, aamu.activity)
    assert bins.restore(anew(aamu.publisher), deletion)[0].pk == aamu.activity.pk
    assert {name: getattr(now_is(aamu.activity), name) for name in before} == before
    again = activities.of(aamu.activity)
    assert (again.pk, again.status, again.archived_at) == (facts.pk, "published", None)
    assert list(again.occurrences.values()) == occurrences
    found_again = again.texts.order_by("language").values_list("language", "title", "page")
    assert list(found_again) == texts
    assert client.get(aamu.activity.url).status_code == 200
    assert client.get(aamu.swedish.url).status_code == 200
    assert not Deletion.objects.exists()
    assert list(reconcile.check()) == []
    assert Page.find_problems() == HEALTHY


def test_a_draft_comes_back_as_a_draft_with_what_was_written(aamu):
    draft = activities.page(aamu.organisation, live=False, title="Draft")
    draft.title = "Second thoughts"
    draft.save_revision()
    deletion = entry_of(aamu.publisher, draft)
    bins.restore(anew(aamu.publisher), deletion)
    back = now_is(draft)
    assert not back.live
    assert back.get_latest_revision_as_object().title == "Second thoughts"
    assert back.revisions.count() == 2


def test_a_page_with_changes_that_wait_comes_back_with_both(aamu):
    page = now_is(aamu.activity)
    page.title = "Later"
    page.save_revision()
    deletion = entry_of(aamu.publisher, page)
    bins.restore(anew(aamu.publisher), deletion)
    back = now_is(page)
    assert (back.title, back.live, back.has_unpublished_changes) == ("Aamukerho", True, True)
    assert back.get_latest_revision_as_object().title == "Later"


def test_what_was_scheduled_stays_away_in_the_bin_and_is_scheduled_again(aamu):
    page = activities.page(aamu.organisation, live=False, title="Tomorrow")
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    deletion = entry_of(aamu.publisher, page)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    bins.restore(anew(aamu.publisher), deletion)
    planned = Revision.objects.get(approved_go_live_at__isnull=False)
    assert planned.approved_go_live_at == page.go_live_at


def test_a_workflow_ends_with_the_deletion(aamu, django_user_model):
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowState, WorkflowTask

    draft = activities.page(aamu.organisation, live=False, title="Draft")
    workflow = Workflow.objects.create(name="Approval by somebody")
    task = GroupApprovalTask.objects.create(name="Approval by somebody")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(draft, aamu.publisher)
    entry_of(aamu.publisher, draft)
    assert [state.status for state in WorkflowState.objects.all()] == ["cancelled"]


def test_an_organisation_is_taken_back_with_all_below_it_by_its_editors(client, aamu):
    """The rights of the editors are on the very page that was deleted."""
    aamu.publisher.groups.first()
    rights = set(GroupPagePermission.objects.values_list("group", "page", "permission"))
    administrator = orgs.user(is_superuser=True)
    deletion = bins.to_bin(administrator, aamu.page)
    assert client.get(aamu.activity.url).status_code == 404
    assert activities.of(aamu.activity).status == Activity.Status.ARCHIVED
    assert not queries.owners.own_pages(anew(aamu.publisher)).exists()
    bins.restore(anew(aamu.publisher), deletion)
    assert set(GroupPagePermission.objects.values_list("group", "page", "permission")) == rights
    for page in (aamu.page, aamu.activity, aamu.swedish):
        assert client.get(page.url).status_code == 200
    assert activities.of(aamu.activity).status == Activity.Status.PUBLISHED
    assert list(reconcile.check()) == []
    assert Page.find_problems() == HEALTHY


def test_where_the_old_place_is_gone_a_page_comes_back_below_its_organisation(aamu):
    moved = content.organisation_page(orgs.organisation(name="Toinen"), "fi")
    deletion = entry_of(aamu.publisher, aamu.activity)
    binned = deletion.pages.get(page=aamu.activity.pk)
    binned.parent = None
    binned.save()
    assert moved
    bins.restore(anew(aamu.publisher), deletion)
    assert now_is(aamu.activity).get_parent().pk == aamu.page.pk


def test_where_nothing_is_left_above_a_page_it_stays_in_the_bin(aamu):
    deletion = entry_of(aamu.publisher, aamu.activity)
    bins.to_bin(orgs.user(is_superuser=True), now_is(aamu.page))
    with pytest.raises(bins.NotPossible):
        bins.restore(anew(aamu.publisher), deletion)
    assert Deletion.objects.count() == 2


def test_a_slug_that_was_taken_meanwhile_gets_a_number(aamu):
    deletion = entry_of(aamu.publisher, aamu.activity)
    activities.page(aamu.organisation, title="Uusi", slug="kerho")
    bins.restore(anew(aamu.publisher), deletion)
    assert now_is(aamu.activity).slug == "kerho-2"


def test_a_page_of_the_guide_comes_back_to_its_place_in_the_order(aamu):
    parent = content.guide_page("fi", title="Opas")
    pages = [
        parent.add_child(instance=type(parent)(title=title, locale=parent.locale))
        for title in ("Yksi", "Kaksi", "Kolme")
    ]
    deletion = bins.to_bin(None, pages[1])
    bins.restore(None, deletion)
    titles = [page.title for page in now_is(parent).get_children()]
    assert titles == ["Yksi", "Kaksi", "Kolme"]


def test_an_alias_in_another_language_is_live_again_with_its_source(aamu):
    content.organisation_page(aamu.organisation, "en")
    alias = aamu.activity.copy_for_translation(content.locale("en"), alias=True)
    alias.get_latest_revision()
    Page.objects.filter(pk=alias.pk).update(live=True)
    deletion = bins.to_bin(None, aamu.activity)
    assert not now_is(alias).live
    bins.restore(None, deletion)
    assert now_is(alias).live


# Who takes back


def test_editors_take_back_what_is_their_organisations_only(client, aamu, ilta):
    deletion = entry_of(aamu.publisher, aamu.activity)
    other = entry_of(ilta.publisher, ilta.activity)
    client.force_login(aamu.publisher)
    shown = client.get(reverse("upkeep_cms:deleted")).content.decode()
    assert "Aamukerho" in shown and "Iltakerho" not in shown
    foreign = client.post(reverse("upkeep_cms:restore", args=[other.key]))
    assert foreign.status_code == 404
    with pytest.raises(PermissionDenied):
        bins.restore(anew(aamu.publisher), other)
    assert is_binned(now_is(ilta.activity))
    assert client.post(reverse("upkeep_cms:restore", args=[deletion.key])).status_code == 302
    assert now_is(aamu.activity).live


@pytest.mark.parametrize("is_superuser", [True, False])
def test_who_looks_after_the_whole_site_takes_back_everything(client, aamu, is_superuser):
    deletion = entry_of(aamu.publisher, aamu.activity)
    user = orgs.user(is_superuser=is_superuser)
    user.groups.add(site_editors.group())
    client.force_login(user)
    assert client.post(reverse("upkeep_cms:restore", args=[deletion.key])).status_code == 302
    assert now_is(aamu.activity).live


def test_who_may_not_publish_takes_back_a_draft(aamu):
    """Else the bin would be a way round the approval."""
    deletion = bins.to_bin(None, aamu.activity)
    writer = orgs.user()
    organisations.add_member(organisation=aamu.organisation, user=writer, role="editor")
    bins.restore(anew(writer), deletion)
    assert not now_is(aamu.activity).live
    assert activities.of(aamu.activity).status == Activity.Status.ARCHIVED


def test_a_second_click_says_that_it_is_there_again(aamu):
    deletion = entry_of(aamu.publisher, aamu.activity)
    bins.restore(anew(aamu.publisher), deletion)
    with pytest.raises(bins.NotPossible):
        bins.restore(anew(aamu.publisher), deletion)


# In the end


def test_after_thirty_days_the_page_goes_and_its_activity_stays_archived(aamu):
    deletion = entry_of(aamu.publisher, aamu.activity)
    kept = found("Yo")
    entry_of(kept.publisher, kept.activity)
    Deletion.objects.filter(pk=deletion.pk).update(
        deleted_at=timezone.now() - timedelta(days=30, minutes=1)
    )
    assert tasks.empty_bin(0) == 1
    assert not ActivityPage.objects.filter(pk__in=[aamu.activity.pk, aamu.swedish.pk]).exists()
    assert activities.of(aamu.activity).status == Activity.Status.ARCHIVED
    assert activities.of(aamu.activity).texts.get(language="fi").title == "Aamukerho"
    assert ActivityPage.objects.filter(pk=kept.activity.pk).exists()
    assert [left.title for left in Deletion.objects.all()] == ["Yokerho"]
    assert Page.find_problems() == HEALTHY
