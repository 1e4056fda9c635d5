"""Addresses by which a person opens a place in a map of their own; the pages themselves ask no map
for anything."""

from dataclasses import dataclass
from urllib.parse import quote

from polku.base.positions import Position


@dataclass(frozen=True)
class MapLinks:
    """`phone`: opens whichever map the phone has (RFC 5870, with the query that Android adds);
    `apple`: the same for phones that do not know such links; `web`: for everyone else."""

    phone: str
    apple: str
    web: str


def map_links(address: str, where: Position | None = None) -> MapLinks | None:
    """Of a postal address, more exactly where its coordinates are known; None where neither is."""
    words = quote(address, safe="")
    if where:
        at = str(where).replace(" ", "")
        slashed = at.replace(",", "/")
        return MapLinks(
            f"geo:{at}?q={at}{f'({words})' if words else ''}",
            f"https://maps.apple.com/?ll={at}&q={words or at}",
            f"https://www.openstreetmap.org/?mlat={at.replace(',', '&mlon=')}#map=17/{slashed}",
        )
    if not words:
        return None
    return MapLinks(
        f"geo:0,0?q={words}",
        f"https://maps.apple.com/?q={words}",
        f"https://www.openstreetmap.org/search?query={words}",
    )
