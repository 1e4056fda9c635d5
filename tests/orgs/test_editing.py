"""Editors work on the pages, pictures and files of their own organisation, in every language."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import Translation

from activities.models import ActivityPage
from orgs.models import Organisation, OrganisationPage
from orgs.services import organisations
from polku.base.models import SiteDocument, SiteImage
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return content.site_tree(["fi", "sv"])


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False


def _found(name: str) -> tuple[Organisation, OrganisationPage]:
    organisation = organisations.found_organisation(
        name=name, slug=name.lower(), kind="association", language="fi"
    )
    return organisation, organisations.make_page(organisation=organisation, language="fi")


def _editor(organisation: Organisation):
    user = orgs.user()
    organisations.add_member(organisation=organisation, user=user, role="editor")
    return user


def _may_edit(user, page: Page) -> bool:
    # Rights are kept on the account for the length of a request.
    return page.permissions_for_user(type(user).objects.get(pk=user.pk)).can_edit()


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
    (own, page, editor), (foreign, _, _) = two
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(editor)
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


# Founding


def test_a_founded_organisation_has_what_its_editors_need_at_once(site):
    organisation, page = _found("Aamu")
    assert page.live
    assert page.get_parent().specific == site["fi"]
    assert organisation.editors is not None
    assert organisation.collection.name == "Aamu"


def test_founding_twice_with_a_wrong_number_says_what_is_wrong(site):
    _found("Aamu")
    with pytest.raises(ValidationError) as error:
        organisations.found_organisation(
            name="Toinen", slug="aamu", kind="association", language="fi", business_id="1234567-8"
        )
    assert set(error.value.message_dict) == {"slug", "business_id"}
    assert Organisation.objects.count() == 1
