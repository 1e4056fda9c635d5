"""What the head of a page says to machines that read it."""

from django import template
from django.urls import reverse
from wagtail.models import Page

from polku.base import linked_data as data

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_data(context):
    """`linked_data` of the context, and the way to the page; of previews nothing."""
    request, page = context.get("request"), context.get("page")
    if not isinstance(page, Page) or getattr(request, "is_preview", False):
        return ""
    things = list(context.get("linked_data", ()))
    if ancestors := context.get("ancestors"):
        things.append(data.breadcrumb(ancestors, page.title, request.build_absolute_uri))
    return data.script(things)


@register.inclusion_tag("components/sharing.html", takes_context=True)
def sharing(context):
    """Open Graph: what a chat shows of a link to this page."""
    request, page = context.get("request"), context.get("page")
    if not isinstance(page, Page) or getattr(request, "is_preview", False):
        return {}
    card = {"language": context["interface_language"], "key": page.translation_key}
    return {
        "title": page.seo_title or page.title,
        "description": page.search_description
        or getattr(page, "summary", "")
        or getattr(page, "intro", ""),
        "address": request.build_absolute_uri(request.path),
        "language": (context.get("text_language") or card["language"]).replace("-", "_"),
        "picture": request.build_absolute_uri(reverse("feeds:card", kwargs=card)),
    }
