"""Addresses of activities: in public, and behind the editor's plain door."""

from django.urls import reverse


def plain_form(page) -> str | None:
    """The plain form of a page, None where it is no activity."""
    from activities.models import ActivityPage

    if not issubclass(page.specific_class or type(None), ActivityPage):
        return None
    return reverse("my_activities:edit", args=[page.translation_key])
