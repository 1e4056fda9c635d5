"""Time zones to choose from, and what they are called. Nearly everything is in Finnish time, which
is that of Åland too; what is held online may be for people elsewhere."""

from babel.dates import get_timezone_location
from django.utils.translation import gettext as _

from polku.base.templatetags.presentation import reader_locale

from .series import DEFAULT_ZONE

OFFERED = (
    DEFAULT_ZONE,
    "Europe/Stockholm",
    "Europe/London",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Asia/Baghdad",
    "Asia/Tehran",
    "Asia/Kabul",
    "Africa/Mogadishu",
    "America/New_York",
    "UTC",
)


def name(timezone: str) -> str:
    """What the zone of this IANA name is called in the active language: “time in Stockholm”."""
    if timezone == DEFAULT_ZONE:
        return _("Finnish time")
    if timezone == "UTC":
        return "UTC"
    city = get_timezone_location(timezone, locale=reader_locale(), return_city=True)
    return _("time in %(city)s") % {"city": city}


def choices(stored: str = DEFAULT_ZONE) -> list[tuple[str, str]]:
    """The zones to choose from, with one that is in use already."""
    zones = OFFERED if stored in OFFERED else (*OFFERED, stored)
    return [(zone, name(zone)) for zone in zones]
