"""What of a page is drawn once and for many pages. Every template knows these tags."""

from functools import cache

from django import template
from django.template import Context, Node
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from polku.base.page_cache.unchanged import Remembered

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, *, turns: bool = False) -> SafeString:
    """A symbol of static/polku/icons.svg, as templates/components/icon.html draws it."""
    return render_to_string("components/icon.html", {"name": name, "turns": turns})


class Unchanged(Node):
    def __init__(self, nodelist, names):
        self.nodelist, self.names = nodelist, names
        self.remembered = Remembered()

    def render(self, context: Context) -> str:
        shown = (get_language(), *(repr(name.resolve(context)) for name in self.names))
        return self.remembered.get(shown, lambda: self.nodelist.render(context))


@register.tag
def unchanged(parser, token) -> Unchanged:
    """`{% unchanged one two %}…{% endunchanged %}`: drawn once for each value of what is named, and
    for each language. All that is inside hangs on these alone, and on what is public."""
    _tag, *names = token.split_contents()
    nodelist = parser.parse(["endunchanged"])
    parser.delete_first_token()
    return Unchanged(nodelist, [parser.compile_filter(name) for name in names])
