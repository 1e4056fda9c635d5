"""The people of an organisation, as its managers see and change them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from orgs.models import Invitation, Membership, Role
from orgs.services import organisations
from orgs.services.members import set_roles
from polku.record.models import AuditEntry
from tests.factories import content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def organisation():
    content.site_tree(["fi"])
    return organisations.found_organisation(
        name="Aamu", slug="aamu", kind="association", language="fi"
    )


def _member(organisation, *roles, **fields):
    user = orgs.user(**fields)
    for role in roles:
        organisations.add_member(organisation=organisation, user=user, role=role)
    return user


@pytest.fixture
def manager(organisation):
    return _member(organisation, "manager", language="en", first_name="Meri", last_name="Lahti")


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


def _roles(user, organisation) -> set[str]:
    return set(user.memberships.filter(organisation=organisation).values_list("role", flat=True))


# Over HTTP


def test_a_manager_sees_the_people_of_their_organisation_and_no_others(desk, organisation):
    _member(organisation, "publisher", first_name="Pia", last_name="Kallio")
    other = organisations.found_organisation(
        name="Ilta", slug="ilta", kind="association", language="fi"
    )
    _member(other, "publisher", first_name="Vieras", last_name="Toinen")
    text = desk.get("/editor/members/").content.decode()
    assert "Pia Kallio" in text
    assert "publisher" in text
    assert "Vieras" not in text


def test_a_manager_invites_by_a_form(desk, organisation):
    form = {"email": "uusi@example.org", "roles": ["editor", "worker"], "language": "so"}
    answer = desk.post("/editor/members/invite/", form, follow=True)
    assert "uusi@example.org" in answer.content.decode()
    made = Invitation.objects.get()
    assert (made.organisation, made.roles, made.language) == (
        organisation,
        ["editor", "worker"],
        "so",
    )
    again = desk.post("/editor/members/invite/", form)
    assert "has been invited already" in again.content.decode()
    assert 'value="uusi@example.org"' in again.content.decode()


def test_an_invitation_is_sent_again_and_taken_back(desk):
    desk.post(
        "/editor/members/invite/",
        {"email": "uusi@example.org", "roles": ["editor"], "language": "fi"},
    )
    made = Invitation.objects.get()
    for verb in ("resend", "revoke"):
        answer = desk.post(f"/editor/members/invitations/{made.key}/{verb}/")
        assert answer.url == "/editor/members/"
    made.refresh_from_db()
    assert made.revoked_at
    assert desk.post(f"/editor/members/invitations/{made.key}/resend/").status_code == 404


def test_roles_are_changed_by_a_form(desk, organisation):
    user = _member(organisation, "editor")
    answer = desk.post(f"/editor/members/{user.pk}/", {"roles": ["publisher"]}, follow=True)
    assert answer.status_code == 200
    assert _roles(user, organisation) == {"publisher"}
    assert set(user.groups.all()) == {organisation.publishers}


def test_at_least_one_role_is_needed(desk, organisation):
    user = _member(organisation, "editor")
    answer = desk.post(f"/editor/members/{user.pk}/", {"roles": []})
    assert "Choose at least one role" in answer.content.decode()
    assert _roles(user, organisation) == {"editor"}


def test_a_person_is_removed_after_a_question(desk, organisation):
    user = _member(organisation, "editor", "worker")
    assert "Remove" in desk.get(f"/editor/members/{user.pk}/remove/").content.decode()
    assert _roles(user, organisation) == {"editor", "worker"}
    desk.post(f"/editor/members/{user.pk}/remove/")
    assert _roles(user, organisation) == set()
    assert list(user.groups.all()) == []


def test_the_last_manager_stays(desk, organisation, manager):
    for address, form in ((f"{manager.pk}/", {"roles": ["editor"]}), (f"{manager.pk}/remove/", {})):
        answer = desk.post(f"/editor/members/{address}", form)
        assert "the only manager" in answer.content.decode()
    assert _roles(manager, organisation) == {"manager"}


def test_a_manager_who_leaves_is_led_to_where_they_still_have_business(desk, organisation, manager):
    _member(organisation, "manager")
    answer = desk.post(f"/editor/members/{manager.pk}/", {"roles": ["editor"]})
    assert answer.url == "/editor/"


def test_people_of_others_cannot_be_changed(desk, organisation):
    other = organisations.found_organisation(
        name="Ilta", slug="ilta", kind="association", language="fi"
    )
    foreign = _member(other, "editor")
    for address in (f"{foreign.pk}/", f"{foreign.pk}/remove/"):
        assert desk.get(f"/editor/members/{address}").status_code == 404
        assert desk.post(f"/editor/members/{address}", {"roles": ["auditor"]}).status_code == 404
    assert _roles(foreign, other) == {"editor"}


# The service


def test_a_change_of_roles_is_recorded(organisation, manager):
    user = _member(organisation, "editor")
    set_roles(organisation=organisation, user=user, roles=["publisher"], by=manager)
    entries = AuditEntry.objects.filter(user_id=manager.pk, subject_id=user.pk)
    assert set(entries.values_list("verb", flat=True)) == {
        "organisation.role_given",
        "organisation.role_taken",
        "organisation.people_changed",
    }


def test_a_site_editor_never_opens_clients_to_anybody(organisation, manager):
    by = orgs.site_editor()
    user = _member(organisation, "editor")
    set_roles(organisation=organisation, user=user, roles=["publisher"], by=by)
    for role in (Role.WORKER, Role.MANAGER, Role.COORDINATOR, Role.AUDITOR):
        with pytest.raises(PermissionDenied):
            set_roles(organisation=organisation, user=user, roles=["publisher", role], by=by)
        with pytest.raises(PermissionDenied):
            set_roles(organisation=organisation, user=by, roles=[role], by=by)
    with pytest.raises(PermissionDenied):
        set_roles(organisation=organisation, user=manager, roles=[], by=by)
    assert _roles(user, organisation) == {"publisher"}


def test_a_manager_whose_account_is_closed_does_not_count(organisation, manager):
    closed = _member(organisation, "manager")
    closed.is_active = False
    closed.save()
    with translation.override("en"), pytest.raises(ValidationError, match="only manager"):
        set_roles(organisation=organisation, user=manager, roles=[], by=manager)
    assert Membership.objects.filter(organisation=organisation, role="manager").count() == 2
