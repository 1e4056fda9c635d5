"""Reading of what organisations have."""

from .contact_cards import contact_cards_of, organisations_written_for

__all__ = ["contact_cards_of", "organisations_written_for"]
