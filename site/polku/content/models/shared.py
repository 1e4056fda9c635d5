"""What pages of several languages have in common."""

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
        first = (
            type(self)
            .objects.filter(translation_key=self.translation_key, alias_of__isnull=True)
            .order_by("-live", "pk")
            .first()
        )
        return self if first is None or first.pk == self.pk else first
