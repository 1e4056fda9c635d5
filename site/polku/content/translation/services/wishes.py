"""Readers ask for a text in their language."""

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from polku.base import fallback, languages
from polku.content.translation.models import Wish


def wished_for(page_id: str) -> Page | None:
    """The live page of this number; None where there is none, or that is no number."""
    live = fallback.offered(Page.objects.live())
    return live.filter(pk=page_id).first() if page_id.isdecimal() else None


def count(page: Page, *, language: str) -> None:
    """Count one wish for this page in a language of the site in which it is not to be read."""
    present = {other.locale.language_code for other in fallback.translations(page)}
    if language in present or language not in languages.offered():
        return
    wish, _made = Wish.objects.get_or_create(
        translation_key=page.translation_key,
        language=language,
        defaults={"last_on": timezone.localdate()},
    )
    Wish.objects.filter(pk=wish.pk).update(number=F("number") + 1, last_on=timezone.localdate())
