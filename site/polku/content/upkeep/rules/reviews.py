"""When pages are asked about. Days are those of the site's time zone."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONTHS = 6
# After the first mail: a reminder, and later the note in public.
REMINDED_AFTER = timedelta(days=21)
SAID_AFTER = timedelta(days=42)
LINK_WORKS_FOR = timedelta(days=60)
# An old link says what to do, for so long.
LINK_KEPT_FOR = timedelta(days=365)
# An editor may choose a date this far ahead.
FURTHEST = relativedelta(years=2)


def next_review(checked_on: date) -> date:
    return checked_on + relativedelta(months=MONTHS)


def is_said(due_on: date, today: date) -> bool:
    """Whether the public page tells when it was last checked."""
    return today >= due_on + SAID_AFTER
