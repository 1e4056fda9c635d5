"""What the addresses of pages can ask besides their path."""

from django.http import QueryDict

from polku.base import fallback
from polku.base.page_cache import joined, page_number
from polku.content.municipalities import PARAMETER

from .forms import SENT


def of_pages(query: QueryDict) -> str | None:
    """Which type of page an address leads to is not known before the database is asked, so this is
    what any of them understands."""
    municipality = query.get(PARAMETER, "")
    if municipality and not (municipality.isascii() and municipality.isdigit()):
        return None  # the page says that there is no such one
    return joined(
        f"{PARAMETER}={municipality[:11]}" if municipality else "",
        page_number(query),
        *(f"{name}=1" for name in (SENT, fallback.WISHED) if name in query),
    )
