"""The four states of a page, row by row."""

import pytest

from activities.models import ActivityPage
from orgs.services import organisations
from polku.base.publication import State, state_of, waits_for_review, with_state
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db


def _submit(page):
    page.get_workflow().start(page, orgs.user())


def _send_back(page):
    _submit(page)
    page.current_workflow_task_state.reject(user=orgs.user())


def _approve(page):
    _submit(page)
    page.current_workflow_task_state.approve(user=orgs.site_editor())


def _cancel(page):
    _submit(page)
    page.current_workflow_state.cancel()


def _publish(page):
    page.get_latest_revision().publish()


def _unpublish(page):
    page.unpublish()


# what was done → (state, somebody has to approve something)
TABLE = {
    (): (State.PRIVATE, False),
    (_submit,): (State.PENDING, True),
    (_send_back,): (State.PRIVATE, False),
    (_cancel,): (State.PRIVATE, False),
    (_approve,): (State.PUBLISHED, False),
    (_publish,): (State.PUBLISHED, False),
    (_publish, _submit): (State.PUBLISHED, True),
    (_publish, _send_back): (State.PUBLISHED, False),
    (_publish, _unpublish): (State.ARCHIVED, False),
    (_publish, _unpublish, _submit): (State.PENDING, True),
    (_publish, _unpublish, _send_back): (State.ARCHIVED, False),
    (_publish, _unpublish, _publish): (State.PUBLISHED, False),
}


@pytest.mark.parametrize(
    "done", TABLE, ids=lambda done: " ".join(each.__name__ for each in done) or "written"
)
def test_the_state_of_a_page(done, django_assert_num_queries):
    content.site_tree(["fi"])
    organisation = organisations.found_organisation(
        name="Aamu", slug="aamu", kind="association", language="fi"
    )
    made = activities.page(organisation, live=False)
    for act in done:
        act(ActivityPage.objects.get(pk=made.pk))
    page = ActivityPage.objects.get(pk=made.pk)
    assert (state_of(page), waits_for_review(page)) == TABLE[done]
    (listed,) = with_state(ActivityPage.objects.filter(pk=made.pk))
    with django_assert_num_queries(0):
        assert (state_of(listed), waits_for_review(listed)) == TABLE[done]
