"""What templates say of translations."""

from django import template
from wagtail.models import Page

from polku.content.translation.queries.notes import note_of

register = template.Library()


@register.inclusion_tag("translation/note.html", takes_context=True)
def translation_note(context) -> dict:
    """Tells the reader of a page what kind of translation it is, and where the original is.

    Nothing while a page is being written. The address comes from what the frame knows of the
    page's other languages anyway.
    """
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or getattr(request, "is_preview", False):
        return {}
    note = note_of(page)
    if note is None:
        return {}
    others = (context["addresses_of_page"]() or {}).get("others", ())
    return {
        "note": note,
        "original": next((other for other in others if other["code"] == note.original), None),
    }
