"""What the page of a need shows besides its own words."""

from django.utils.translation import get_language

from activities import queries
from activities.models import NeedPage


def need_context(page: NeedPage) -> dict:
    facts = page.facts()
    return {
        "icon": facts.icon,
        "names_activities": bool(facts.themes or facts.audiences),
        "help": queries.what_helps(page, get_language() or page.language),
    }
