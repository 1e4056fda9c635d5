"""Editors work on the pages, pictures and files of their own organisation, in every language."""

from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import Translation

from activities.models import ActivityPage
from orgs.models import Membership, Organisation, OrganisationPage
from orgs.services import editing, organisations, reviewing, sharing, site_editors
from polku.base.models import SiteDocument, SiteImage
from tests.factories import content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def site():
    return content.site_tree(["fi", "sv"])


def _found(name: str) -> tuple[Organisation, OrganisationPage]:
    organisation = organisations.found_organisation(
        name=name, slug=name.lower(), kind="association", language="fi"
    )
    return organisation, organisations.make_page(organisation=organisation, language="fi")


def _member(organisation: Organisation, role: str, **fields):
    user = orgs.user(**fields)
    organisations.add_member(organisation=organisation, user=user, role=role)
    return user


def _editor(organisation: Organisation):
    return _member(organisation, "editor")


def _rights(user, page: Page):
    # Rights are kept on the account for the length of a request.
    return page.permissions_for_user(type(user).objects.get(pk=user.pk))


def _may_edit(user, page: Page) -> bool:
    return _rights(user, page).can_edit()


def _may_publish(user, page: Page) -> bool:
    return _rights(user, page).can_publish()


def _in_step() -> bool:
    return list(editing.check()) == []


@pytest.fixture
def two(site):
    """Two organisations with an editor and an activity each."""
    pairs = []
    for name in ("Aamu", "Ilta"):
        organisation, page = _found(name)
        page.add_child(instance=ActivityPage(title=f"{name}kerho", locale=page.locale))
        pairs.append((organisation, page, _editor(organisation)))
    return pairs


def test_an_editor_edits_the_pages_of_their_own_organisation_only(two, site):
    (_, own, editor), (_, foreign, _) = two
    assert _may_edit(editor, own)
    assert _may_edit(editor, own.get_children().get())
    assert not _may_edit(editor, foreign)
    assert not _may_edit(editor, foreign.get_children().get())
    assert not _may_edit(editor, site["fi"])


def test_over_http_the_pages_of_others_stay_shut(client, two):
    (_, own, editor), (_, foreign, _) = two
    client.force_login(editor)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).status_code == 200
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[foreign.pk]))
    assert answer.status_code == 404
    title = foreign.title
    client.post(reverse("wagtailadmin_pages:delete", args=[foreign.pk]))
    assert Page.objects.get(pk=foreign.pk).title == title


def test_an_editor_cannot_hand_their_page_to_another_organisation(client, two, admin_user):
    """All that is published below it would carry the other one's name."""
    (own, page, _), (foreign, _, _) = two
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(_member(own, "publisher"))
    form = client.get(edit).context["form"]
    assert "organisation" not in form.fields
    data = nested_form_data(
        {
            "title": "Uusi nimi",
            "slug": page.slug,
            "organisation": foreign.pk,
            "intro": "",
            "body": streamfield([]),
            "action-publish": "1",
        }
    )
    client.post(edit, data)
    page.refresh_from_db()
    assert (page.title, page.organisation) == ("Uusi nimi", own)
    client.force_login(admin_user)
    assert "organisation" in client.get(edit).context["form"].fields


def test_rights_follow_a_page_into_its_translation(two):
    (_, own, editor), (_, _, other) = two
    swedish = own.copy_for_translation(Locale.objects.get(language_code="sv"), copy_parents=True)
    assert _may_edit(editor, swedish)
    assert not _may_edit(other, swedish)


def test_rights_go_with_the_membership(two):
    (organisation, own, editor), _ = two
    organisations.remove_member(organisation=organisation, user=editor, role="editor")
    assert not _may_edit(editor, own)


def test_another_role_brings_no_right_to_edit(two):
    (organisation, own, _), _ = two
    manager = orgs.user()
    organisations.add_member(organisation=organisation, user=manager, role="manager")
    assert not _may_edit(manager, own)


# Sending into translation


def _submit(client, page: Page) -> int:
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    swedish = Locale.objects.get(language_code="sv")
    return client.post(address, {"locales": [swedish.pk]}).status_code


def test_an_editor_sends_their_own_page_into_translation_and_no_other(client, two):
    (_, own, editor), (_, foreign, _) = two
    client.force_login(editor)
    assert _submit(client, foreign) == 404
    assert not Translation.objects.exists()
    assert _submit(client, own) == 302
    assert own.get_translation(Locale.objects.get(language_code="sv")).live is False


def test_nobody_updates_the_translations_of_others(client, two):
    (_, _, editor), (_, foreign, other) = two
    client.force_login(other)
    assert _submit(client, foreign) == 302
    source = Translation.objects.get().source
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    client.force_login(editor)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    client.force_login(other)
    assert client.get(address).status_code == 200


# Pictures and files


def _picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return SimpleUploadedFile("kuva.png", file.getvalue(), "image/png")


def test_pictures_and_files_are_those_of_the_organisation(client, two):
    (own, _, editor), (foreign, _, _) = two
    for organisation in (own, foreign):
        SiteImage.objects.create(
            title=f"Kuva: {organisation.name}",
            file=_picture(),
            collection=organisation.collection,
        )
        SiteDocument.objects.create(
            title=f"Liite: {organisation.name}",
            file=SimpleUploadedFile("liite.txt", b"x"),
            collection=organisation.collection,
        )
    client.force_login(editor)
    for listing in ("wagtailimages:index", "wagtailimages_chooser:choose", "wagtaildocs:index"):
        text = client.get(reverse(listing)).content.decode()
        assert own.name in text, listing
        assert f": {foreign.name}" not in text, listing
    picture = SiteImage.objects.get(collection=foreign.collection)
    answer = client.get(reverse("wagtailimages:edit", args=[picture.pk]))
    assert answer.status_code in (302, 403, 404)


def _collected(collection) -> SiteImage:
    return SiteImage.objects.create(title="Kuva", file=_picture(), collection=collection)


def test_pictures_for_everyone_are_chosen_by_all_and_changed_by_site_editors(client, two):
    picture = _collected(sharing.collection())
    choose = reverse("wagtailimages_chooser:chosen", args=[picture.pk])
    change = reverse("wagtailimages:edit", args=[picture.pk])
    client.force_login(two[0][2])
    assert client.get(choose).status_code == 200
    assert client.get(change).status_code == 404
    client.force_login(orgs.site_editor())
    assert client.get(change).status_code == 200


@pytest.mark.parametrize("published", [False, True])
def test_a_page_points_to_what_others_have_published_and_to_no_draft_of_theirs(
    client, two, published
):
    (organisation, own, _), (_, foreign, _) = two
    draft = foreign.get_children().get()
    Page.objects.filter(pk=draft.pk).update(live=published)
    link = rich_text(f'<p><a linktype="page" id="{draft.pk}">siellä</a></p>')
    data = {"title": "Uusi", "slug": own.slug, "intro": "", "action-publish": "1"}
    client.force_login(_member(organisation, "publisher", language="en"))
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[own.pk]),
        nested_form_data(data | {"body": streamfield([("paragraph", link)])}),
    )
    own.refresh_from_db()
    assert (own.title == "Uusi") is published
    assert ("not published and not yours" in answer.content.decode()) is not published


# Publishing


def test_in_a_trusted_organisation_publishers_publish_and_editors_do_not(two):
    (organisation, own, editor), (_, foreign, _) = two
    publisher = _member(organisation, "publisher")
    activity = own.get_children().get()
    assert _may_publish(publisher, activity)
    assert not _may_publish(editor, activity)
    assert not _may_publish(publisher, foreign.get_children().get())
    assert own.get_workflow() == activity.get_workflow() == organisation.workflow
    assert _approvers(activity) == [organisation.publishers]


def test_in_a_reviewed_organisation_nobody_of_it_publishes(two):
    (organisation, own, _), _ = two
    publisher = _member(organisation, "publisher")
    organisations.change_organisation(organisation=organisation, publishing="reviewed")
    activity = own.get_children().get()
    assert _may_edit(publisher, activity)
    assert not _may_publish(publisher, activity)
    assert activity.get_workflow() == site_editors.review()
    assert _approvers(activity) == [site_editors.group()]
    organisations.change_organisation(organisation=organisation, publishing="trusted")
    assert _may_publish(publisher, activity)
    assert _approvers(activity) == [organisation.publishers]
    assert _in_step()


def test_where_nobody_publishes_site_editors_approve(two):
    (organisation, own, _), _ = two
    assert _approvers(own) == [site_editors.group()]
    publisher = _member(organisation, "publisher")
    assert _approvers(own) == [organisation.publishers]
    organisations.remove_member(organisation=organisation, user=publisher, role="publisher")
    assert _approvers(own) == [site_editors.group()]


def test_site_editors_publish_everywhere_and_see_no_clients(two, site):
    (_, own, _), (_, foreign, _) = two
    user = orgs.site_editor()
    for page in (site["fi"], own, foreign.get_children().get()):
        assert _may_publish(user, page)
    assert not user.memberships.exists()
    assert user.has_perm("orgs.change_organisation")
    assert not user.has_perm("people.view_person")


def test_what_waits_for_approval_follows_the_way_of_publishing(two):
    (organisation, own, editor), _ = two
    page = own.get_children().get().specific
    page.save_revision(user=editor)
    organisation.workflow.start(page, editor)
    organisations.change_organisation(organisation=organisation, publishing="reviewed")
    state = page.current_workflow_state
    assert (state.workflow, state.requested_by) == (site_editors.review(), editor)
    assert reviewing.waiting_below([own]).get() == state


def test_what_waits_for_approval_follows_its_page_to_another_organisation(two):
    (organisation, own, editor), (other, foreign, _) = two
    page = own.get_children().get().specific
    page.save_revision(user=editor)
    organisation.workflow.start(page, editor)
    page.move(foreign, pos="last-child")
    assert page.current_workflow_state.workflow == other.workflow
    assert not _may_edit(editor, Page.objects.get(pk=page.pk))


def _approvers(page: Page) -> list:
    (task,) = page.get_workflow().tasks.specific()
    return list(task.groups.all())


# In step


def test_a_translation_goes_through_the_same_workflow(two):
    (organisation, own, _), _ = two
    swedish = own.copy_for_translation(Locale.objects.get(language_code="sv"))
    assert swedish.get_workflow() == organisation.workflow


def test_the_first_translation_of_an_activity_makes_the_organisation_s_page_unseen(client, two):
    """Wagtail would make it an alias: public, and in the wrong language."""
    (organisation, own, editor), _ = two
    client.force_login(editor)
    assert _submit(client, own.get_children().get()) == 302
    swedish = OrganisationPage.objects.get(organisation=organisation, locale__language_code="sv")
    assert (swedish.live, swedish.alias_of, swedish.first_published_at) == (False, None, None)
    assert swedish.translation_key == own.translation_key
    assert _may_edit(editor, swedish)
    assert swedish.get_workflow() == organisation.workflow
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[swedish.pk]))
    assert "wagtail_localize" in edit.content.decode()
    assert _in_step()


def test_a_page_given_to_another_organisation_goes_with_its_translations(two):
    (_, own, editor), (other, _, new_editor) = two
    swedish = own.copy_for_translation(Locale.objects.get(language_code="sv"))
    own.organisation = other
    own.save()
    for page in (own, swedish):
        page.refresh_from_db()
        assert page.organisation == other
        assert _may_edit(new_editor, page)
        assert not _may_edit(editor, page)
        assert page.get_workflow() == other.workflow
    assert swedish.get_latest_revision_as_object().organisation == other
    assert _in_step()


def test_a_new_name_names_the_groups_anew(two):
    (organisation, _, _), _ = two
    organisations.change_organisation(organisation=organisation, name="Aamunkoi")
    named = [
        organisation.editors,
        organisation.publishers,
        organisation.collection,
        organisation.workflow,
    ]
    for part in named:
        part.refresh_from_db()
        assert part.name.startswith("Aamunkoi")
    assert _in_step()


SABOTAGE = {
    "a group without rights": lambda o, p: o.editors.permissions.clear(),
    "a person in the wrong group": lambda o, p: orgs.user().groups.add(o.publishers),
    "a membership without its group": lambda o, p: Membership.objects.create(
        user=orgs.user(), organisation=o, role="publisher"
    ),
    "no rights on the page": lambda o, p: p.group_permissions.all().delete(),
    "rights on the home page": lambda o, p: p.get_parent().group_permissions.create(
        group=o.editors, permission=p.group_permissions.first().permission
    ),
    "no workflow": lambda o, p: p.workflowpage.delete(),
    "no approvers": lambda o, p: p.get_workflow().tasks.get().specific.groups.clear(),
    "no collection rights": lambda o, p: o.collection.group_permissions.all().delete(),
    "site editors without rights": lambda o, p: (
        site_editors.group().page_permissions.all().delete()
    ),
}


@pytest.mark.parametrize("what", SABOTAGE)
def test_the_check_finds_what_is_out_of_step_and_mends_it(two, what):
    (organisation, own, _), _ = two
    assert _in_step()
    SABOTAGE[what](organisation, own)
    organisation.refresh_from_db()
    assert not _in_step()
    with pytest.raises(CommandError, match="--repair"):
        call_command("check_rights", stdout=StringIO())
    assert not _in_step()
    call_command("check_rights", "--repair", stdout=StringIO())
    assert _in_step()
