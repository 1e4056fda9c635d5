"""All that an organisation has behind the editor's door, as one digest: it changes with any row."""

import hashlib

from django.db.models import QuerySet
from wagtail.models import (
    Comment,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowPage,
    WorkflowState,
)
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from activities.models import Activity, ActivityPage, ActivityText
from orgs.models import ContactCard, Invitation, Membership, Organisation, OrganisationPage, User
from polku.base.models import SiteDocument, SiteImage
from polku.content.models import FormAnswer
from polku.content.upkeep.models import Deletion
from polku.content.upkeep.models.links import LinkPlace


def digest(organisation: Organisation) -> str:
    rows = [list(rows.order_by("pk").values_list()) for rows in _belongings(organisation)]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _belongings(organisation: Organisation) -> list[QuerySet]:
    own = OrganisationPage.objects.filter(organisation=organisation)
    pages = Page.objects.none()
    for page in own:
        pages |= Page.objects.descendant_of(page, inclusive=True)
    numbers = list(pages.values_list("pk", flat=True))
    texts = [str(number) for number in numbers]
    keys = list(pages.values_list("translation_key", flat=True))
    states = WorkflowState.objects.filter(object_id__in=texts)
    groups = [organisation.editors_id, organisation.publishers_id]
    return [
        Organisation.objects.filter(pk=organisation.pk),
        Membership.objects.filter(organisation=organisation),
        User.objects.filter(memberships__organisation=organisation),
        GroupPagePermission.objects.filter(group__in=groups),
        GroupCollectionPermission.objects.filter(group__in=groups),
        pages,
        own,
        ActivityPage.objects.filter(pk__in=numbers),
        Activity.objects.filter(translation_key__in=keys),
        ActivityText.objects.filter(activity__translation_key__in=keys),
        Revision.objects.filter(object_id__in=texts),
        PageLogEntry.objects.filter(page__in=numbers),
        Comment.objects.filter(page__in=numbers),
        WorkflowPage.objects.filter(page__in=numbers),
        states,
        TaskState.objects.filter(workflow_state__in=states),
        TranslationSource.objects.filter(object_id__in=keys),
        Translation.objects.filter(source__object_id__in=keys),
        StringTranslation.objects.filter(context__object_id__in=keys),
        FormAnswer.objects.filter(organisation=organisation),
        Invitation.objects.filter(organisation=organisation),
        ContactCard.objects.filter(organisation=organisation),
        Deletion.objects.filter(organisation=organisation),
        LinkPlace.objects.filter(page__in=numbers),
        SiteImage.objects.filter(collection=organisation.collection),
        SiteDocument.objects.filter(collection=organisation.collection),
    ]
