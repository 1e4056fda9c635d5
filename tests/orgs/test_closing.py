"""Closing an organisation takes rights and pages away, and reopening gives the rights back."""

import pytest

from activities.models import Activity
from orgs.access import actor_for
from orgs.models import User
from orgs.services import editing, organisations, reviewing
from polku.record.models import AuditEntry, OutboxEvent
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    content.site_tree(["fi", "sv"])
    founded = organisations.found_organisation(
        name="Aamu", slug="aamu", kind="association", language="fi"
    )
    organisations.make_page(organisation=founded, language="fi")
    return founded


@pytest.fixture
def publisher(organisation):
    user = orgs.user()
    organisations.add_member(organisation=organisation, user=user, role="publisher")
    return user


def _may_edit(user, page) -> bool:
    return page.permissions_for_user(User.objects.get(pk=user.pk)).can_edit()


def test_a_closed_organisation_has_nothing_public_and_nobody_acts_for_it(organisation, publisher):
    page = activities.page(organisation)
    swedish = activities.translate(page, "sv")
    organisations.close_organisation(organisation=organisation)
    assert Activity.objects.get().status == Activity.Status.ARCHIVED
    for each in (*organisation.pages.all(), page, swedish):
        each.refresh_from_db()
        assert not each.live
        assert not _may_edit(publisher, each)
    assert actor_for(publisher, organisation) is None
    assert list(organisation.publishers.user_set.all()) == []
    assert not User.objects.get(pk=publisher.pk).has_perm("wagtailadmin.access_admin")
    assert list(editing.check()) == []


def test_who_works_elsewhere_too_still_works_there(organisation, publisher):
    other = organisations.found_organisation(
        name="Ilta", slug="ilta", kind="association", language="fi"
    )
    organisations.add_member(organisation=other, user=publisher, role="editor")
    organisations.close_organisation(organisation=organisation)
    assert _may_edit(publisher, other.pages.get())


def test_what_waited_for_approval_waits_no_more(organisation, publisher):
    page = activities.page(organisation, live=False)
    organisation.workflow.start(page, publisher)
    organisations.close_organisation(organisation=organisation)
    assert not reviewing.waiting_below(list(organisation.pages.all())).exists()


def test_reopening_gives_rights_back_and_publishes_nothing(organisation, publisher):
    page = activities.page(organisation)
    organisations.close_organisation(organisation=organisation)
    organisations.reopen_organisation(organisation=organisation)
    assert actor_for(publisher, organisation).roles == {"publisher"}
    assert _may_edit(publisher, page)
    page.refresh_from_db()
    assert not page.live
    assert list(editing.check()) == []


def test_other_rooms_hear_of_it_once(organisation):
    by = orgs.user()
    for _twice in range(2):
        organisations.close_organisation(organisation=organisation, by=by)
    event = OutboxEvent.objects.get(kind="organisation.closed")
    assert (event.organisation_id, event.facts) == (organisation.pk, {"by": by.pk})
    assert AuditEntry.objects.get(verb="organisation.closed").user_id == by.pk
