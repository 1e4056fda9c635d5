"""iCalendar (RFC 5545) of what activities say, so that a person subscribes to it.

Decisions:
- Each date is an event of its own, named for ever by `Occurrence.key`: a date that moves keeps its
  UID, one that is cancelled stays as STATUS:CANCELLED, and so do the coming dates of an activity
  that was taken back. What has ended stays for `KEPT`.
- SEQUENCE rises when the time, the place or the status changes, and never falls: it is the sum of
  the counters of the date and of its activity.
- DTSTAMP and LAST-MODIFIED are stored moments: who asks twice gets the same bytes.
- Opening hours are one weekly event a weekday and opening, which makes nobody busy.
- The title is in the language of the text (LANGUAGE), and where that is not the reader's, the
  description says so in the reader's words.
- No METHOD, no ORGANIZER: nothing is asked of who has the calendar. No phone number and no mail
  address: these are on the page.
"""

from .calendar import calendar

__all__ = ["calendar"]
