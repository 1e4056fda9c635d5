"""Contact cards of the organisations."""

from orgs.models import ContactCard, ContactCardText, Organisation
from polku.base.opening_hours import OpeningHours, read_other_days, read_spans

from . import source
from .organisations import municipality


def build(organisations: dict[str, Organisation]) -> dict[str, ContactCard]:
    """The cards by their key in the data."""
    return {
        written["key"]: _build_card(organisations[written["organisation"]], written)
        for written in source.contact_cards()
    }


def opening_hours(written: dict) -> OpeningHours:
    """From `hours`, one text a weekday, and `other_days`."""
    return OpeningHours(
        tuple(map(read_spans, written["hours"])), read_other_days(written["other_days"])
    )


def _build_card(organisation: Organisation, written: dict) -> ContactCard:
    # The first words are the card's own, the others stand beside it.
    first, *others = written["text"]
    place = written.get("municipality")
    card = ContactCard(
        organisation=organisation,
        language=first,
        phone=written["phone"],
        email=written["email"],
        street_address=written.get("street_address", ""),
        postal_code=written.get("postal_code", ""),
        municipality=municipality(place) if place else None,
        opening_hours=opening_hours(written),
        languages=written["languages"],
        **written["text"][first],
    )
    card.texts = [ContactCardText(language=code, **written["text"][code]) for code in others]
    card.full_clean()
    card.save()
    return card
