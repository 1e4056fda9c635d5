"""Where a mail leads to change a page: to the plain form where there is one, as its reader may come
twice a year; else to Wagtail's editor."""

from django.urls import reverse
from wagtail.models import Page


def edit_url(page: Page) -> str:
    """The path of the plain form where pages of this type have one, else of Wagtail's editor;
    whoever opens it is asked to sign in."""
    return page.specific.plain_address() or reverse("wagtailadmin_pages:edit", args=[page.pk])
