"""Repair of wagtail-localize: a page that it publishes after the commit comes from a copy made
before the page had children, so that the tree forgets them and the next save breaks
(https://github.com/wagtail/wagtail-localize/issues/773).
"""

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published


@receiver(page_published)
def recount_children(instance: Page, **kwargs) -> None:
    """Each page that is published gets the number of children that the tree really has."""
    children = Page.objects.child_of(instance).count()
    if instance.numchild != children:
        instance.numchild = children
        Page.objects.filter(pk=instance.pk).update(numchild=children)
