"""The page on which an organisation tells who it is, as its own people write it.

How to reach it stands on a contact card, which is the same in every language and wherever it is
used; a change of it is public at once.
"""

from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.log_actions import log

from orgs.access import Actor
from orgs.models import ContactCard, OrganisationPage

from . import organisations, writing

CARD = "contact_card"


def page_of(actor: Actor) -> OrganisationPage | None:
    """The page as its latest draft has it; None where there is none yet."""
    page = OrganisationPage.first_of(actor.organisation)
    return page and page.get_latest_revision_as_object()


def begin(actor: Actor) -> OrganisationPage:
    """Make the page, not live, where there is none yet.

    Raises Page.DoesNotExist where the site has no home page in the organisation's language.
    """
    organisation = actor.organisation
    return organisations.make_page(
        organisation=organisation, language=organisation.language, live=False
    )


def card_on(page: OrganisationPage) -> ContactCard | None:
    """The first card of the organisation itself that stands on the page."""
    keys = [block["value"] for block in page.body.get_prep_value() if block["type"] == CARD]
    own = ContactCard.objects.filter(pk__in=keys, organisation=page.organisation_id).in_bulk()
    return next((own[key] for key in keys if key in own), None)


@transaction.atomic
def save(
    actor: Actor, page: OrganisationPage, card: ContactCard | None, *, seen: int | None
) -> None:
    """Keep the page as a draft and the card, where there is one, as it is from now on.

    Raises writing.NotAllowed, writing.Conflict, and ValidationError.
    """
    with writing.held(page, seen):
        if not writing.may_edit(actor.user, page):
            raise writing.NotAllowed
        if card is not None:
            _keep(actor, page, card)
        writing.save_draft(actor.user, page, seen=seen)


def _keep(actor: Actor, page: OrganisationPage, card: ContactCard) -> None:
    is_new = card.pk is None
    card.full_clean()
    card.save()
    log(card, "wagtail.create" if is_new else "wagtail.edit", user=actor.user)
    if is_new:
        blocks = [*page.body.get_prep_value(), {"type": CARD, "value": card.pk}]
        page.body = StreamValue(page.body.stream_block, blocks, is_lazy=True)
