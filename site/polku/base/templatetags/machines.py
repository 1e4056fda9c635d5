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
    language = context["interface_language"]
    card = reverse("feeds:card", kwargs={"language": language, "key": page.translation_key})
    return {
        "title": page.seo_title or page.title,
        "description": page.search_description
        or getattr(page, "summary", "")
        or getattr(page, "intro", ""),
        "address": request.build_absolute_uri(request.path),
        "language": _og_locale(context.get("text_language") or language),
        "picture": request.build_absolute_uri(card),
    }


@register.inclusion_tag("components/sharing.html", takes_context=True)
def sharing_of_list(context, name, title, description):
    """The same of a list without a page of its own; `name` is that of its card."""
    request, language = context["request"], context["interface_language"]
    card = reverse("feeds:list_card", kwargs={"language": language, "name": name})
    return {
        "title": title,
        "description": description,
        "address": request.build_absolute_uri(),
        "language": _og_locale(language),
        "picture": request.build_absolute_uri(card),
    }


def _og_locale(language: str) -> str:
    return language.replace("-", "_")
