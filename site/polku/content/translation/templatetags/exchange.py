"""What wagtail-localize's view of a translation tells of its files."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail_localize.models import Translation

register = template.Library()
# Where the script of wagtail-localize builds its editor.
EDITOR = '<div class="js-translation-editor"'


@register.simple_tag
def translation_files(translation: Translation) -> SafeString:
    """The way to the files of this translation."""
    address = reverse("translation_exchange:files", args=[translation.pk])
    return render_to_string("translation/cms/exchange/link.html", {"address": address})


@register.filter
def above_editor(page: SafeString, what: SafeString) -> SafeString:
    """The page of wagtail-localize with something more above its editor, which is a long one."""
    before, editor, after = page.partition(EDITOR)
    return mark_safe(f"{before}{what}{editor}{after}")
