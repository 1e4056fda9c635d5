"""Where the drawings of all icons are."""

from functools import cache

from django import template
from django.templatetags.static import static

register = template.Library()


@register.simple_tag
def drawings() -> str:
    """The address of the file; a page names it at more than a hundred places."""
    return _address()


@cache
def _address() -> str:
    return static("polku/icons.svg")
