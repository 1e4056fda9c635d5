"""Calendars of other programs: `files` reads them, `drafts` makes drafts of their events."""
