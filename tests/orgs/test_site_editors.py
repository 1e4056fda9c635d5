"""Site editors found organisations in Wagtail's admin, invite their first people, close them."""

import pytest

from orgs.models import Invitation, Organisation
from orgs.services import editing, organisations
from polku.record.models import AuditEntry
from tests.factories import content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
PLACE = "/cms/organisations/"
FORM = {
    "name": "Aamu ry",
    "slug": "aamu",
    "kind": "immigrant_association",
    "business_id": "",
    "language": "fi",
    "contact_email": "",
    "contact_phone": "",
    "publishing": "reviewed",
    "where": "Tampere\nåbo",
}


@pytest.fixture
def site_editor():
    content.site_tree(["fi", "sv"])
    return orgs.site_editor(language="en")


@pytest.fixture
def desk(client, site_editor):
    client.force_login(site_editor)
    return client


@pytest.fixture
def organisation(site_editor):
    return organisations.found_organisation(
        name="Ilta", slug="ilta", kind="association", language="fi"
    )


def test_signing_in_leads_to_the_admin(client, site_editor):
    answer = client.post("/account/login/", {"login": site_editor.email, "password": orgs.PASSWORD})
    assert answer.url == "/cms/"


def test_founding_by_a_form_founds_everything_and_asks_for_the_first_people(desk, site_editor):
    answer = desk.post(f"{PLACE}new/", FORM)
    founded = Organisation.objects.get()
    assert answer.url == f"{PLACE}{founded.pk}/invite/"
    assert (founded.name, founded.publishing) == ("Aamu ry", "reviewed")
    assert {area.name_fi for area in founded.areas.all()} == {"Tampere", "Turku"}
    assert founded.pages.get().title == "Aamu ry"
    assert list(editing.check()) == []
    entry = AuditEntry.objects.get(verb="organisation.founded")
    assert (entry.user_id, entry.organisation_id) == (site_editor.pk, founded.pk)


def test_an_area_that_is_mistyped_is_told_with_the_nearest_one(desk):
    answer = desk.post(f"{PLACE}new/", FORM | {"where": "Tamperre"})
    text = answer.content.decode()
    assert "Do you mean Tampere?" in text
    assert 'value="Aamu ry"' in text
    assert not Organisation.objects.exists()


def test_a_number_that_is_wrong_is_told(desk):
    answer = desk.post(f"{PLACE}new/", FORM | {"business_id": "1234567-8"})
    assert "is no business id" in answer.content.decode()
    assert not Organisation.objects.exists()


def test_a_new_name_and_way_of_publishing_reach_groups_and_workflows(desk, organisation):
    edit = f"{PLACE}edit/{organisation.pk}/"
    assert "Ilta" in desk.get(edit).content.decode()
    assert desk.post(edit, FORM).status_code == 302
    organisation.refresh_from_db()
    organisation.editors.refresh_from_db()
    assert organisation.editors.name.startswith("Aamu ry")
    assert list(editing.check()) == []
    assert AuditEntry.objects.filter(verb="organisation.changed").count() == 1


def test_the_list_shows_organisations_and_is_searched(desk, organisation):
    organisations.found_organisation(name="Aamu", slug="aamu", kind="association", language="fi")
    text = desk.get(PLACE).content.decode()
    assert "Ilta" in text
    assert "Aamu" in text
    found = desk.get(f"{PLACE}?q=ilt").content.decode()
    assert "Ilta" in found
    assert "Aamu" not in found


def test_the_first_people_are_invited_and_no_roles_that_see_clients_are_on_offer(
    desk, organisation
):
    invite = f"{PLACE}{organisation.pk}/invite/"
    offered = dict(desk.get(invite).context["form"].fields["roles"].choices)
    assert list(offered) == ["editor", "publisher", "manager"]
    form = {"email": "eka@example.org", "roles": ["publisher", "manager"], "language": "so"}
    answer = desk.post(invite, form, follow=True)
    assert "eka@example.org" in answer.content.decode()
    made = Invitation.objects.get()
    assert (made.organisation, made.roles) == (organisation, ["manager", "publisher"])
    desk.post(invite, {"email": "toka@example.org", "roles": ["worker"], "language": "fi"})
    assert Invitation.objects.count() == 1
    desk.post(f"{PLACE}{organisation.pk}/invitations/{made.key}/resend/")
    desk.post(f"{PLACE}{organisation.pk}/invitations/{made.key}/revoke/")
    made.refresh_from_db()
    assert made.revoked_at


def test_invitations_to_roles_that_see_clients_are_the_manager_s_business(desk, organisation):
    manager = orgs.user()
    organisations.add_member(organisation=organisation, user=manager, role="manager")
    made = Invitation.objects.create(
        organisation=organisation,
        email="tyo@example.org",
        roles=["worker"],
        invited_by=manager,
        expires_at="2099-01-01T00:00:00Z",
    )
    assert "tyo@example.org" not in desk.get(f"{PLACE}{organisation.pk}/invite/").content.decode()
    address = f"{PLACE}{organisation.pk}/invitations/{made.key}/revoke/"
    assert desk.post(address).status_code == 404


def test_an_organisation_is_closed_and_opened_again_and_never_deleted(desk, organisation):
    assert "Nothing is deleted" in desk.get(f"{PLACE}{organisation.pk}/close/").content.decode()
    desk.post(f"{PLACE}{organisation.pk}/close/")
    organisation.refresh_from_db()
    assert organisation.closed_on
    assert desk.get(f"{PLACE}{organisation.pk}/invite/").status_code == 404
    desk.post(f"{PLACE}{organisation.pk}/reopen/")
    organisation.refresh_from_db()
    assert organisation.closed_on is None
    assert desk.post(f"{PLACE}delete/{organisation.pk}/").status_code == 404
    assert Organisation.objects.filter(pk=organisation.pk).exists()


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_people_of_organisations_do_not_come_here(client, organisation, role):
    user = orgs.user()
    organisations.add_member(organisation=organisation, user=user, role=role)
    client.force_login(user)
    made = Invitation.objects.create(
        organisation=organisation,
        email="x@example.org",
        roles=["editor"],
        expires_at="2099-01-01T00:00:00Z",
    )
    for address in (
        "",
        "new/",
        f"edit/{organisation.pk}/",
        f"{organisation.pk}/invite/",
        f"{organisation.pk}/close/",
        f"{organisation.pk}/reopen/",
        f"{organisation.pk}/invitations/{made.key}/revoke/",
    ):
        for verb in ("get", "post"):
            answer = getattr(client, verb)(PLACE + address, FORM)
            assert answer.status_code in (302, 403, 404, 405), address
            assert "Ilta" not in answer.content.decode()
    organisation.refresh_from_db()
    made.refresh_from_db()
    assert (organisation.name, organisation.closed_on, made.revoked_at) == ("Ilta", None, None)
