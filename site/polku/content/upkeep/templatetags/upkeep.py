"""What Wagtail's own templates tell of a page's links."""

from django import template
from wagtail.models import Page

from polku.content.upkeep import queries

register = template.Library()


@register.inclusion_tag("upkeep/cms/links_here.html")
def links_here(page: Page) -> dict:
    """The public pages with a link to this one, which will lead nowhere when it is gone."""
    return {"pages": queries.links.leading_to(page)}
