"""Which language editors have chosen as the original."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page

from polku.content.translation.models import Original


def page_to_translate(page_id: int) -> Page | None:
    """The page of this number, with its language; who may do what with it is for the service."""
    return Page.objects.filter(pk=page_id, depth__gt=1).select_related("locale").first()


def chosen(keys: Collection[UUID] | None = None) -> QuerySet:
    """(translation key, language) of those (None: of all) of which it was chosen."""
    found = Original.objects.all()
    if keys is not None:
        found = found.filter(translation_key__in=keys)
    return found.values_list("translation_key", "language")
