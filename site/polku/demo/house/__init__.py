"""The sample house: invented organisations, pages, people and referrals, built from `../data`.

Pages are published and referrals moved by the same services as everywhere, so what the demo shows
is what the product does.
"""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Site

from orgs.models import Organisation
from polku.base import languages
from polku.content.models import HomePage

from . import (
    about,
    activities,
    clients,
    contact_cards,
    guide,
    home,
    indexes,
    members,
    needs,
    organisations,
    referrals,
    source,
)
from . import pages as other_pages

Say = Callable[[str], None]


class Unsuitable(Exception):
    """The house cannot stand on this site; the message says what to do."""


def stands() -> bool:
    """Whether the house is there. It is built in one transaction, so its parts come together."""
    slugs = [organisation["slug"] for organisation in source.organisations()]
    return Organisation.objects.filter(slug__in=slugs).count() == len(slugs)


@transaction.atomic
def build(say: Say) -> None:
    """Build the whole house or nothing. `say` is told of each step. Raises Unsuitable.

    Events wait in the outbox, as always; `record.outbox.deliver_waiting` brings them to statistics.
    """
    if source.FIRST not in languages.offered():
        raise Unsuitable(
            "The sample house is written in Finnish first: name fi in POLKU_LANGUAGES."
        )
    if Organisation.objects.exists() or HomePage.objects.exists():
        raise Unsuitable(
            "This database has organisations or pages of its own: load the sample house into an "
            "empty one."
        )
    with indexes.written_once():
        found = _build_pages(say)
        say("Indexes")
    say("Clients")
    people = clients.build(found)
    say("Referrals")
    referrals.build(people)


def _build_pages(say: Say) -> dict[str, Organisation]:
    """All that the public sees, and who makes it; returns the organisations by slug."""
    say("Home pages")
    homes = home.build(Site.objects.get(is_default_site=True))
    say("Guide")
    guide.build(homes)
    say("Organisations and the people who work there")
    found = organisations.found()
    members.build(found)
    say("Pages of organisations")
    pages = organisations.build_pages(found)
    say("Activities")
    activities.build(pages)
    say("Guidance point, news, topic, form")
    other_pages.build(homes, pages, contact_cards.build(found))
    say("Pages about the site")
    about.build(homes)
    say("Needs")
    needs.build(homes)
    return found
