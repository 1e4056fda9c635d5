"""The actor: whose rights a request has, read anew each time."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.contrib.sessions.backends.db import SessionStore

from orgs import access
from orgs.models import Membership, Role, User
from orgs.services import organisations
from tests.factories import orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(rf):
    def make(user, **session):
        request = rf.get("/desk/")
        request.user = user
        request.session = SessionStore()
        request.session.update(session)
        return request

    return make


def test_an_actor_has_the_roles_of_one_organisation_only(request_of):
    here, there = orgs.organisation(name="Aamu"), orgs.organisation(name="Ilta")
    user = orgs.member(here, "worker", "auditor")
    Membership.objects.create(user=user, organisation=there, role="manager")
    actor = access.actor_of(request_of(user))
    assert (actor.organisation, actor.roles) == (here, {"worker", "auditor"})
    assert actor.has(Role.WORKER, Role.MANAGER)
    assert not actor.has(Role.MANAGER)
    other = access.actor_of(request_of(user, organisation=there.pk))
    assert (other.organisation, other.roles) == (there, {"manager"})


def test_nobody_has_a_right_but_with_a_group():
    user, group = orgs.user(), Group.objects.create(name="Those who enter")
    right = Permission.objects.get(codename="access_admin")
    user.user_permissions.add(right)
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")
    group.permissions.add(right)
    user.groups.add(group)
    assert User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")


def test_an_organisation_that_is_not_ones_own_cannot_be_chosen(request_of):
    user = orgs.member(orgs.organisation())
    foreign = orgs.organisation()
    request = request_of(user)
    assert not access.choose_organisation(request, str(foreign.key))
    assert not access.choose_organisation(request, "nonsense")
    assert access.SESSION_KEY not in request.session
    # Nor does it help to have it in the session.
    assert access.actor_of(request_of(user, organisation=foreign.pk)).organisation != foreign


def test_one_s_own_organisation_is_chosen_by_its_key(request_of):
    first, second = orgs.organisation(name="Aamu"), orgs.organisation(name="Ilta")
    user = orgs.member(first)
    Membership.objects.create(user=user, organisation=second, role="worker")
    request = request_of(user)
    assert access.choose_organisation(request, str(second.key))
    assert access.actor_of(request).organisation == second


def test_a_membership_taken_away_ends_at_the_next_request(request_of):
    organisation = orgs.organisation()
    user = orgs.member(organisation)
    assert access.actor_of(request_of(user)) is not None
    organisations.remove_member(organisation=organisation, user=user, role="worker")
    assert access.actor_of(request_of(user)) is None


def test_nobody_acts_for_a_closed_organisation(request_of):
    organisation = orgs.organisation()
    user = orgs.member(organisation)
    organisation.closed_on = "2026-01-01"
    organisation.save()
    assert access.actor_of(request_of(user, organisation=organisation.pk)) is None
    organisation.refresh_from_db()
    assert access.actor_for(user, organisation) is None


def test_a_visitor_and_a_closed_account_are_no_actors(request_of):
    assert access.actor_of(request_of(AnonymousUser())) is None
    organisation = orgs.organisation()
    user = orgs.member(organisation)
    user.is_active = False
    user.save()
    assert access.actor_for(user, organisation) is None
    assert access.actor_of(request_of(orgs.user())) is None
