"""Site editors: one group that writes and publishes everywhere, approves the pages of reviewed
organisations and founds organisations. Its members see no clients."""

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from wagtail.models import Collection, GroupApprovalTask, Page, Workflow, WorkflowTask

from orgs.access import SITE_EDITORS
from orgs.models import Organisation

from . import rights

# The name of the workflow is what an editor reads before they submit a page.
REVIEW = "Review by a site editor"
_GLOBAL = (
    *rights.ADMIN,
    "orgs.add_organisation",
    "orgs.change_organisation",
    "orgs.view_organisation",
    "translation.add_glossaryterm",
    "translation.change_glossaryterm",
    "translation.delete_glossaryterm",
    "translation.view_glossaryterm",
    "orgs.add_contactcard",
    "orgs.change_contactcard",
    "orgs.delete_contactcard",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)


def group() -> Group:
    """The group of site editors; made with its rights where it is not there yet."""
    found = Group.objects.filter(name=SITE_EDITORS).first()
    if found is None:
        set_up()
        found = Group.objects.get(name=SITE_EDITORS)
    return found


def set_up() -> list[str]:
    """Give the group its rights and the site its review workflow; returns what differed."""
    editors, made = Group.objects.get_or_create(name=SITE_EDITORS)
    differed = ["site editors: no group"] if made else []
    if rights.align_group(editors, _GLOBAL):
        differed.append("site editors: rights")
    root = Page.get_first_root_node()
    if rights.align_pages({editors: {root.pk: rights.ALL_OF_PAGES}}):
        differed.append("site editors: pages")
    if rights.align_collection(Collection.get_first_root_node(), [editors], [editors]):
        differed.append("site editors: pictures and files")
    if align_approvers(_review(), [editors]):
        differed.append("site editors: review")
    return differed


def review() -> Workflow:
    """The workflow by which site editors approve the pages of reviewed organisations."""
    found = _reviews().first()
    if found is None:
        set_up()
        found = _review()
    return found


def align_approvers(workflow: Workflow, groups: list[Group]) -> bool:
    """Let the workflow have one step, which these groups approve; tells whether it had others."""
    tasks = list(workflow.tasks.specific())
    task = tasks[0] if tasks else None
    if len(tasks) != 1 or not isinstance(task, GroupApprovalTask):
        WorkflowTask.objects.filter(workflow=workflow).delete()
        task = GroupApprovalTask.objects.create(name=workflow.name)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    elif set(task.groups.all()) == set(groups):
        return False
    task.groups.set(groups)
    return True


def _review() -> Workflow:
    return _reviews().first() or Workflow.objects.create(name=REVIEW)


def _reviews() -> QuerySet[Workflow]:
    """An organisation could bear the same name."""
    own = Organisation.objects.filter(workflow__isnull=False).values("workflow")
    return Workflow.objects.filter(name=REVIEW, active=True).exclude(pk__in=own).order_by("pk")
