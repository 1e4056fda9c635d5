"""Which signs a calendar and a feed may hold."""

import re

# RFC 5545, 3.1 (CONTROL) and XML 1.0, 2.2 forbid these; lines are broken by \n alone.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def readable(text: str) -> str:
    """The text without signs that nobody can read."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))
