"""Which workflow the pages of an organisation go through before they are public.

A trusted organisation has one of its own, approved by its publishers (by site editors while it has
none); a reviewed one goes through the site's common review.
"""

from django.db.models import Q, QuerySet
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowState

from orgs.models import Organisation, OrganisationPage, PublishingMode, Role, User
from orgs.queries import owner_of

from . import site_editors


def workflow_of(organisation: Organisation) -> Workflow:
    """The workflow that the organisation's pages go through."""
    if organisation.publishing == PublishingMode.REVIEWED:
        return site_editors.review()
    return organisation.workflow


def align_own(organisation: Organisation) -> bool:
    """Let the organisation's own workflow carry its name and have its publishers as approvers;
    tells whether it was otherwise."""
    name = organisation.name
    workflow = organisation.workflow
    renamed = workflow.name != name
    if renamed:
        workflow.name = name
        workflow.save(update_fields=["name"])
        for task in workflow.tasks:
            task.name = name
            task.save(update_fields=["name"])
    publishers = User.objects.filter(
        is_active=True,
        memberships__organisation=organisation,
        memberships__role=Role.PUBLISHER,
    )
    approvers = organisation.publishers if publishers.exists() else site_editors.group()
    return site_editors.align_approvers(workflow, [approvers]) or renamed


def assign(organisation: Organisation, pages: list[OrganisationPage]) -> bool:
    """Put the organisation's workflow on each of its pages; what waits for approval under another
    one is submitted anew under this one. Tells whether anything differed."""
    workflow = workflow_of(organisation)
    has = dict(WorkflowPage.objects.filter(page__in=pages).values_list("page_id", "workflow_id"))
    differed = False
    for page in pages:
        if has.get(page.pk) != workflow.pk:
            WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})
            differed = True
    for state in waiting_below(pages).exclude(workflow=workflow):
        resubmit(state, workflow)
        differed = True
    return differed


def waiting_below(pages: list[Page]) -> QuerySet[WorkflowState]:
    """What waits for approval at these pages and below them."""
    within = Q(pk__in=[])
    for page in pages:
        within |= Q(path__startswith=page.path)
    keys = Page.objects.filter(within).values_list("pk", flat=True)
    return WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=[str(key) for key in keys],
    )


def follow_move(page: Page) -> None:
    """What waits for approval and came to another organisation waits for that one's approvers."""
    owner = owner_of(page)
    if owner is None or owner.workflow is None:
        return
    workflow = workflow_of(owner)
    for state in waiting_below([page]).exclude(workflow=workflow):
        resubmit(state, workflow)


def resubmit(state: WorkflowState, workflow: Workflow) -> None:
    """Take what waits out of its workflow and submit it to this one, for the same person."""
    page = state.content_object.specific
    state.cancel()
    workflow.start(page, state.requested_by)
