"""What wagtail-localize's view of a translation tells of the machine."""

from django import template
from wagtail.models import Page

from orgs.queries import owner_of
from polku.content.translation.queries import runs, words

register = template.Library()


@register.inclusion_tag("translation/cms/machine.html")
def machine_panel(page: Page) -> dict:
    """How the last request went, and the words left for this month; nothing where no service
    translates into the language of the page."""
    translation = runs.translation_into(page)
    if translation is None or not runs.is_offered(translation):
        return {}
    run = runs.last_run(translation)
    return {
        "run": run,
        "told": runs.told(run) if run else "",
        "tone": "warning" if run and (run.fault or run.refusals) else "info",
        "budget": words.budget_of(owner_of(page)),
    }
