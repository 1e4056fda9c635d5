"""What the editor of a translation offers besides translating."""

from django import template
from django.urls import reverse
from wagtail.models import Page

from orgs.models import User
from polku.content.translation.services.originals import is_original, may_choose

register = template.Library()


@register.inclusion_tag("translation/cms/make_original_link.html")
def make_original_link(page: Page, user: User) -> dict:
    """The way to “Make this the original”, for who may do so."""
    if is_original(page) or not may_choose(user, page):
        return {}
    return {"address": reverse("make_original", args=[page.pk])}
