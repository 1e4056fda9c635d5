"""Which IANA zone a calendar file means by the names that other programs give to zones."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from activities.recurrence import DEFAULT_ZONE, Problem

# Windows has one zone for Finland, Ukraine and the Baltic countries (Unicode CLDR, windowsZones).
_OF_WINDOWS = {**WINDOWS_TO_OLSON, "FLE Standard Time": DEFAULT_ZONE}
_ALIASES = {"Europe/Mariehamn": DEFAULT_ZONE, "Etc/UTC": "UTC", "GMT": "UTC"}
# Winter, summer, and the weeks in which one part of the world has changed its clocks already.
_LOOKED_AT = ((1, 15), (3, 20), (4, 2), (7, 15), (10, 20), (10, 28), (11, 3), (12, 15))


def iana(name: str, defined: tzinfo | None, year: int) -> str:
    """The IANA name for `name`, the TZID of a file; raises Problem.

    `defined`: the zone as the file itself describes it. A name that nobody knows is Finnish time
    where that description goes as Finland's clocks do in the year in question.
    """
    for known in (name, _OF_WINDOWS.get(name), *_ends(name)):
        if known in available_timezones():
            return _ALIASES.get(known, known)
    if defined is not None and _goes_as_in_finland(defined, year):
        return DEFAULT_ZONE
    raise Problem(
        _("the time zone “%(zone)s” is not known. Choose one with the name of a city.")
        % {"zone": name},
        "timezone",
    )


def _ends(name: str) -> list[str]:
    """Some programs put a path before the name: /example.org/Europe/Helsinki."""
    parts = name.strip("/").split("/")
    return ["/".join(parts[-length:]) for length in (3, 2) if len(parts) > length]


def _goes_as_in_finland(defined: tzinfo, year: int) -> bool:
    finland = ZoneInfo(DEFAULT_ZONE)
    moments = [datetime(year, month, day, 12, tzinfo=UTC) for month, day in _LOOKED_AT]
    return all(
        moment.astimezone(defined).utcoffset() == moment.astimezone(finland).utcoffset()
        for moment in moments
    )
