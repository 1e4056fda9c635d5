"""Rights and workflows follow pages: into their translations, to another organisation, elsewhere.

Each language is a tree of its own, so an editor would have no right on the translation of their
own page, and it would go through no review.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page, WorkflowPage
from wagtail.signals import copy_for_translation_done, post_page_move

from .models import OrganisationPage
from .services import editing, reviewing, translations


@receiver(post_save, sender=OrganisationPage)
def organisation_page_saved(sender, instance, update_fields=None, raw=False, **kwargs) -> None:
    if not raw and (update_fields is None or "organisation" in update_fields):
        editing.follow_page(instance)


@receiver(copy_for_translation_done)
def copy_rights(sender, source_obj, target_obj, **kwargs) -> None:
    """The groups and the workflow of a page get on the copy what they have on the source."""
    if not isinstance(source_obj, Page):
        return
    for right in GroupPagePermission.objects.filter(page_id=source_obj.pk):
        GroupPagePermission.objects.get_or_create(
            group_id=right.group_id, page_id=target_obj.pk, permission_id=right.permission_id
        )
    for assigned in WorkflowPage.objects.filter(page_id=source_obj.pk):
        WorkflowPage.objects.get_or_create(
            page_id=target_obj.pk, defaults={"workflow_id": assigned.workflow_id}
        )
    translations.own_page_from_alias(target_obj)


@receiver(post_page_move)
def page_moved(sender, instance, **kwargs) -> None:
    reviewing.follow_move(instance)


@receiver(authenticator_added)
def first_factor_was_used(sender, request, user, authenticator, **kwargs) -> None:
    """Who has just set up their first second factor has proved that they hold it, so the doors are
    open; a further one opens nothing, since it could be added by whoever knows the password."""
    others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
    if (
        authenticator.type != Authenticator.Type.RECOVERY_CODES
        and not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    ):
        record_authentication(
            request, user, method="mfa", id=authenticator.pk, type=authenticator.type
        )
