"""One line on the first page of the admin."""

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from orgs.models import User
from polku.content.translation.queries.desk import BY_WISHES, Filters
from polku.content.translation.queries.waiting import Waiting, waiting
from polku.content.translation.states import State

from . import filters


class Panel(Component):
    name = "translations"
    template_name = "translation/cms/desk/panel.html"
    order = 5

    def __init__(self, found: Waiting):
        self.found = found

    def get_context_data(self, parent_context):
        desk = reverse("translation_desk:table")
        lines = [
            (f"{number} {state.label}", Filters(state=state))
            for state, number in self.found.outdated.items()
        ]
        if number := self.found.wanted:
            said = ngettext(
                "%(number)d missing text that readers wish for",
                "%(number)d missing texts that readers wish for",
                number,
            )
            lines.append((said % {"number": number}, Filters(state=State.MISSING, order=BY_WISHES)))
        return {
            "desk": desk,
            "lines": [
                {"text": text, "url": desk + filters.query(chosen)} for text, chosen in lines
            ],
        }


def add(user: User, panels: list) -> None:
    """Where something waits."""
    if found := waiting(user):
        panels.insert(0, Panel(found))
