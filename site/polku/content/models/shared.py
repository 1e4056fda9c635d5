"""What pages of several languages have in common."""

from django.db import models

from orgs.models import Organisation, OrganisationPage


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


def organisation_page_above(page) -> OrganisationPage | None:
    """The page of the organisation below which this page stands; None for pages of the site and
    for those that have no place yet."""
    if not page.path:
        return None
    above = OrganisationPage.objects.ancestor_of(page).select_related("organisation", "locale")
    return above.order_by("depth").last()


def organisation_above(page) -> Organisation | None:
    found = organisation_page_above(page)
    return found.organisation if found else None
