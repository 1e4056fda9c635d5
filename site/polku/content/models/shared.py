"""What pages of several languages have in common."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.db import models


class SharedFacts(models.Model):
    """A page with fields that say the same in every language.

    They count as written on the page that was made first, of those that are live; the copies on
    translations are never read. A change shows in every language at once, and waits for no
    translator.
    """

    class Meta:
        abstract = True

    def facts(self):
        """The page whose facts count; the page itself where it is the first one or has no row."""
        first = type(self).facts_of([self]).get(self.translation_key)
        return self if first is None or first.pk == self.pk else first

    @classmethod
    def facts_of(cls, pages: Iterable[Self], *related: str) -> dict[UUID, Self]:
        """By translation key the pages whose facts count, one query however many; `related`: what
        comes along with each."""
        keys = {page.translation_key for page in pages}
        found = cls.objects.filter(translation_key__in=keys, alias_of__isnull=True)
        first = found.order_by("translation_key", "-live", "pk").distinct("translation_key")
        return {page.translation_key: page for page in first.select_related(*related)}
