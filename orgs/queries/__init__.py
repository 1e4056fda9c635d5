"""Reading of what organisations have."""

from .contact_cards import (
    contact_cards_of,
    organisations_written_for,
    writes_for_an_organisation,
)
from .owners import organisation_page_above, owner_of, owners_of

__all__ = [
    "contact_cards_of",
    "organisation_page_above",
    "organisations_written_for",
    "owner_of",
    "owners_of",
    "writes_for_an_organisation",
]
