"""What publishing says of a page's freshness, and of its links."""

from django.dispatch import receiver
from wagtail.signals import page_published

from .services import links, reviews


@receiver(page_published)
def page_was_published(instance, alias=False, is_restored=False, **kwargs):
    """An alias is published with its source; a page taken out of the bin was not looked at."""
    if not (alias or is_restored or instance.alias_of_id):
        reviews.published(instance)
        links.note_links(instance)
