"""Languages of content as Wagtail keeps them: a row for each that the site has or had.

Repair of Wagtail, whose `Locale.objects` is meant to leave out what was taken from the settings, as
its source says, but no longer does: a language that is switched off would still be offered wherever
a page is translated (https://github.com/wagtail/wagtail/blob/main/wagtail/models/i18n.py).
"""

from django.apps import apps as installed
from django.db.models import QuerySet
from wagtail.models import Locale
from wagtail.models.i18n import LocaleManager

from polku.base import languages


class OfferedLocales(LocaleManager):
    """The languages that the site offers now."""

    def get_queryset(self) -> QuerySet[Locale]:
        return super().get_queryset().filter(language_code__in=languages.offered())


def keep() -> None:
    """Let `Locale.objects` be these, and `Locale.all_objects` all. Django's default manager stays
    as it was: by it pages are read back from their revisions, whatever their language."""
    offered = OfferedLocales()
    offered.model, offered.name = Locale, "objects"
    Locale.objects = offered


def make_rows(apps=installed, **kwargs) -> None:
    """A row for each language of the settings; after each migration of the database."""
    try:
        rows = apps.get_model("wagtailcore", "Locale")._base_manager
    except LookupError:  # not yet, or no longer
        return
    there = set(rows.values_list("language_code", flat=True))
    rows.bulk_create(
        rows.model(language_code=code) for code in languages.offered() if code not in there
    )
