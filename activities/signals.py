"""Routes of publishing that pass `ActivityPage.save` by. All run in the transaction of the change.

Wagtail changes a page by its base class when it moves it, and when `publish_scheduled` ends it;
deletion, of a page or of one above it, goes straight to the database.
"""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from orgs.models import Organisation, OrganisationPage

from .models import Activity, ActivityPage
from .models.page import BOOKKEEPING
from .services import publishing, texts


@receiver(post_save, sender=Page)
def base_page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    if raw or (update_fields is not None and BOOKKEEPING.issuperset(update_fields)):
        return
    if issubclass(instance.specific_class or Page, ActivityPage):
        publishing.publish(instance.translation_key)


@receiver(pre_delete, sender=ActivityPage)
def before_deletion(sender, instance, **kwargs):
    publishing.lock(instance.translation_key)


@receiver(post_delete, sender=ActivityPage)
def page_deleted(sender, instance, **kwargs):
    publishing.publish(instance.translation_key)


@receiver(post_save, sender=OrganisationPage)
def organisation_page_saved(sender, instance, created, raw=False, **kwargs):
    """Activities below a page that was given to another organisation go with it."""
    if created or raw:
        return
    below = ActivityPage.objects.descendant_of(instance).values("translation_key")
    activities = Activity.objects.filter(translation_key__in=below)
    for key in activities.exclude(organisation_id=instance.organisation_id).values_list(
        "translation_key", flat=True
    ):
        publishing.publish(key)


@receiver(post_save, sender=Organisation)
def organisation_saved(sender, instance, created, update_fields=None, raw=False, **kwargs):
    """Activities are found by the name of their organisation."""
    if created or raw or (update_fields is not None and "name" not in update_fields):
        return
    texts.index(instance.activities.all())
