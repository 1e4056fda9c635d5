"""What of an answer says its place, for a map."""

from .asked import Filters
from .cards import Card, cards
from .listing import find

# More than this no map shows well, and no phone draws soon.
MOST = 1000


def placed(asked: Filters, reader: str) -> list[Card]:
    """Those with a place, in the order of the list; each has `where`."""
    found = find(asked, reader).exclude(position="")[:MOST]
    # The next date of some is elsewhere, where nobody has said.
    return [card for card in cards(found, reader, asked) if card.where]
