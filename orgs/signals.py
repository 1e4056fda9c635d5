"""Repairs of wagtail-localize that concern rights."""

from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page
from wagtail.signals import copy_for_translation_done


@receiver(copy_for_translation_done)
def copy_rights(sender, source_obj, target_obj, **kwargs) -> None:
    """Each language is a tree of its own, so an editor would have no right on the translation of
    their own page: its groups get on the copy what they have on the source."""
    if not isinstance(source_obj, Page):
        return
    for right in GroupPagePermission.objects.filter(page_id=source_obj.pk):
        GroupPagePermission.objects.get_or_create(
            group_id=right.group_id, page_id=target_obj.pk, permission_id=right.permission_id
        )
