"""The identity of an activity as data: what becomes of it when its pages come and go.

An activity is what the pages of one translation group tell about: its identity is their
`translation_key`. One language is its *original*; before the first publication that is the page
made first (lowest primary key, no alias), afterwards `Activity.original_language`. An editor can
make another language the original (`polku.content.translation.services.originals`); any can be it.

`STATUS` and `TEXTS` are what publishing goes by. `TABLE` says the same as a list of events; tests
read each row of it and do it to real pages.
"""

from dataclasses import dataclass
from enum import StrEnum


class Identity(StrEnum):
    """Where an activity stands; the last two are values of `Activity.status`."""

    UNKNOWN = "unknown"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Fate(StrEnum):
    """What becomes of the text in one language."""

    WRITE = "write"  # as the page has it now
    KEEP = "keep"
    REMOVE = "remove"


# (before, the original's page is live and no alias) → after
STATUS = {
    (Identity.UNKNOWN, False): Identity.UNKNOWN,
    (Identity.UNKNOWN, True): Identity.PUBLISHED,
    (Identity.PUBLISHED, True): Identity.PUBLISHED,
    (Identity.PUBLISHED, False): Identity.ARCHIVED,
    (Identity.ARCHIVED, True): Identity.PUBLISHED,
    (Identity.ARCHIVED, False): Identity.ARCHIVED,
}

# (status, in the original language, there is a text, its page is live and no alias) → fate. An
# archived activity gains no text, and keeps that of its original: a referral may point to it.
TEXTS = {
    (Identity.PUBLISHED, True, False, True): Fate.WRITE,
    (Identity.PUBLISHED, True, True, True): Fate.WRITE,
    (Identity.PUBLISHED, False, False, True): Fate.WRITE,
    (Identity.PUBLISHED, False, True, True): Fate.WRITE,
    (Identity.PUBLISHED, False, True, False): Fate.REMOVE,
    (Identity.ARCHIVED, True, True, False): Fate.KEEP,
    (Identity.ARCHIVED, False, False, True): Fate.KEEP,
    (Identity.ARCHIVED, False, True, True): Fate.WRITE,
    (Identity.ARCHIVED, False, True, False): Fate.REMOVE,
}


class Event(StrEnum):
    ORIGINAL_PUBLISHED = "the original is published"
    TRANSLATION_PUBLISHED = "a translation is published"
    ALIAS_PUBLISHED = "an alias is published"
    ALIAS_CONVERTED = "an alias becomes a page of its own"
    TRANSLATION_ALIASED = "a translation becomes an alias"
    ORIGINAL_UNPUBLISHED = "the original is unpublished"
    ORIGINAL_EXPIRED = "the original expires"
    ORGANISATION_UNPUBLISHED = "the organisation’s page is unpublished with all below it"
    TRANSLATION_UNPUBLISHED = "a translation is unpublished"
    ORIGINAL_DELETED = "the original is deleted"
    ORGANISATION_DELETED = "the organisation’s page is deleted with all below it"
    TRANSLATION_DELETED = "a translation is deleted"
    ORIGINAL_MOVED = "the original moves to another organisation"
    TRANSLATION_MOVED = "a translation moves to another organisation"
    ORGANISATION_CHANGED = "the organisation’s page is given to another organisation"
    MADE_ORIGINAL = "a translation is made the original"
    SCHEDULED = "the original is scheduled for later"
    SCHEDULE_DUE = "the scheduled time of the original comes"
    FACTS_OF_TRANSLATION = "facts are changed on a translation"
    COPIED = "the original is copied"
    ORIGINAL_BINNED = "the original goes to the bin with its translations"
    ORGANISATION_BINNED = "the organisation’s page goes to the bin with all below it"
    TRANSLATION_BINNED = "a translation goes to the bin"
    ORIGINAL_RESTORED = "the original is taken out of the bin"
    ORGANISATION_RESTORED = "the organisation’s page is taken out of the bin"
    TRANSLATION_RESTORED = "a translation is taken out of the bin"
    ORIGINAL_PURGED = "the original is deleted from the bin for good"


class Condition(StrEnum):
    NEVER_LIVE = "the original was never live"
    TRANSLATION_WAITS = "the original was never live, a translation is"
    ALONE = "the original is live"
    TRANSLATED = "the original and a translation are live"
    ARCHIVED = "the original was unpublished"
    ARCHIVED_TRANSLATED = "the original was unpublished, a translation is live"
    DELETED = "the original was deleted, a translation is live"
    ARABIC = "the original is Arabic, the translation Finnish"
    NOT_LIVE = "the translation is not live"
    IS_ALIAS = "the translation is an alias"


class Owner(StrEnum):
    SAME = "the same organisation"
    OTHER = "the other organisation"


@dataclass(frozen=True)
class Row:
    """After the event: the status, the pages that have a text (`original`, `translation`), and
    whose activity it is. `original`: which of the two is the original then."""

    event: Event
    condition: Condition
    status: Identity
    texts: frozenset[str]
    original: str = "original"
    owner: Owner = Owner.SAME
    # The service says no, and nothing changes.
    refused: bool = False


_NONE: frozenset[str] = frozenset()
_ORIGINAL = frozenset({"original"})
_BOTH = frozenset({"original", "translation"})
_TRANSLATION = frozenset({"translation"})
_U, _P, _A = Identity.UNKNOWN, Identity.PUBLISHED, Identity.ARCHIVED

TABLE = (
    Row(Event.ORIGINAL_PUBLISHED, Condition.NEVER_LIVE, _P, _ORIGINAL),
    Row(Event.ORIGINAL_PUBLISHED, Condition.TRANSLATION_WAITS, _P, _BOTH),
    Row(Event.ORIGINAL_PUBLISHED, Condition.TRANSLATED, _P, _BOTH),
    Row(Event.ORIGINAL_PUBLISHED, Condition.ARCHIVED, _P, _ORIGINAL),
    Row(Event.ORIGINAL_PUBLISHED, Condition.ARCHIVED_TRANSLATED, _P, _BOTH),
    Row(Event.ORIGINAL_PUBLISHED, Condition.DELETED, _P, _BOTH),
    Row(Event.ORIGINAL_PUBLISHED, Condition.ARABIC, _P, _BOTH),
    Row(Event.TRANSLATION_PUBLISHED, Condition.NEVER_LIVE, _U, _NONE),
    Row(Event.TRANSLATION_PUBLISHED, Condition.ALONE, _P, _BOTH),
    Row(Event.TRANSLATION_PUBLISHED, Condition.ARCHIVED, _A, _ORIGINAL),
    Row(Event.TRANSLATION_PUBLISHED, Condition.ARCHIVED_TRANSLATED, _A, _BOTH),
    Row(Event.ALIAS_PUBLISHED, Condition.ALONE, _P, _ORIGINAL),
    Row(Event.ALIAS_CONVERTED, Condition.ALONE, _P, _BOTH),
    Row(Event.TRANSLATION_ALIASED, Condition.TRANSLATED, _P, _ORIGINAL),
    Row(Event.ORIGINAL_UNPUBLISHED, Condition.ALONE, _A, _ORIGINAL),
    Row(Event.ORIGINAL_UNPUBLISHED, Condition.TRANSLATED, _A, _BOTH),
    Row(Event.ORIGINAL_UNPUBLISHED, Condition.ARABIC, _A, _BOTH),
    Row(Event.ORIGINAL_EXPIRED, Condition.TRANSLATED, _A, _BOTH),
    Row(Event.ORGANISATION_UNPUBLISHED, Condition.TRANSLATED, _A, _BOTH),
    Row(Event.TRANSLATION_UNPUBLISHED, Condition.TRANSLATED, _P, _ORIGINAL),
    Row(Event.TRANSLATION_UNPUBLISHED, Condition.ARCHIVED_TRANSLATED, _A, _ORIGINAL),
    Row(Event.ORIGINAL_DELETED, Condition.NEVER_LIVE, _U, _NONE),
    # The page made first is now the translation, and that is live.
    Row(
        Event.ORIGINAL_DELETED,
        Condition.TRANSLATION_WAITS,
        _P,
        _TRANSLATION,
        original="translation",
    ),
    Row(Event.ORIGINAL_DELETED, Condition.ALONE, _A, _ORIGINAL),
    Row(Event.ORIGINAL_DELETED, Condition.TRANSLATED, _A, _BOTH),
    Row(Event.ORGANISATION_DELETED, Condition.TRANSLATED, _A, _BOTH),
    Row(Event.TRANSLATION_DELETED, Condition.TRANSLATED, _P, _ORIGINAL),
    Row(Event.TRANSLATION_DELETED, Condition.ARCHIVED_TRANSLATED, _A, _ORIGINAL),
    Row(Event.ORIGINAL_MOVED, Condition.TRANSLATED, _P, _BOTH, owner=Owner.OTHER),
    Row(Event.TRANSLATION_MOVED, Condition.TRANSLATED, _P, _BOTH),
    Row(Event.ORGANISATION_CHANGED, Condition.TRANSLATED, _P, _BOTH, owner=Owner.OTHER),
    # It is published by that, with the facts that it has.
    Row(
        Event.MADE_ORIGINAL,
        Condition.TRANSLATION_WAITS,
        _P,
        _TRANSLATION,
        original="translation",
    ),
    Row(Event.MADE_ORIGINAL, Condition.TRANSLATED, _P, _BOTH, original="translation"),
    Row(Event.MADE_ORIGINAL, Condition.ARABIC, _P, _BOTH, original="translation"),
    # The old original is now a translation whose page is not live.
    Row(
        Event.MADE_ORIGINAL,
        Condition.ARCHIVED_TRANSLATED,
        _P,
        _TRANSLATION,
        original="translation",
    ),
    Row(Event.MADE_ORIGINAL, Condition.DELETED, _P, _TRANSLATION, original="translation"),
    Row(Event.MADE_ORIGINAL, Condition.NOT_LIVE, _P, _ORIGINAL, refused=True),
    Row(Event.MADE_ORIGINAL, Condition.IS_ALIAS, _P, _ORIGINAL, refused=True),
    Row(Event.SCHEDULED, Condition.NEVER_LIVE, _U, _NONE),
    Row(Event.SCHEDULED, Condition.TRANSLATED, _P, _BOTH),
    Row(Event.SCHEDULE_DUE, Condition.NEVER_LIVE, _P, _ORIGINAL),
    Row(Event.SCHEDULE_DUE, Condition.TRANSLATED, _P, _BOTH),
    Row(Event.FACTS_OF_TRANSLATION, Condition.TRANSLATED, _P, _BOTH),
    # The copy is an activity of its own.
    Row(Event.COPIED, Condition.TRANSLATED, _P, _BOTH),
    Row(Event.ORIGINAL_BINNED, Condition.NEVER_LIVE, _U, _NONE),
    Row(Event.ORIGINAL_BINNED, Condition.TRANSLATION_WAITS, _U, _NONE),
    Row(Event.ORIGINAL_BINNED, Condition.ALONE, _A, _ORIGINAL),
    Row(Event.ORIGINAL_BINNED, Condition.TRANSLATED, _A, _ORIGINAL),
    Row(Event.ORIGINAL_BINNED, Condition.ARABIC, _A, _ORIGINAL),
    Row(Event.ORIGINAL_BINNED, Condition.ARCHIVED, _A, _ORIGINAL),
    Row(Event.ORGANISATION_BINNED, Condition.TRANSLATED, _A, _ORIGINAL),
    Row(Event.TRANSLATION_BINNED, Condition.TRANSLATED, _P, _ORIGINAL),
    Row(Event.ORIGINAL_RESTORED, Condition.NEVER_LIVE, _U, _NONE),
    Row(Event.ORIGINAL_RESTORED, Condition.ALONE, _P, _ORIGINAL),
    Row(Event.ORIGINAL_RESTORED, Condition.TRANSLATED, _P, _BOTH),
    Row(Event.ORIGINAL_RESTORED, Condition.ARABIC, _P, _BOTH),
    Row(Event.ORIGINAL_RESTORED, Condition.ARCHIVED, _A, _ORIGINAL),
    # An archived activity gains no text.
    Row(Event.ORIGINAL_RESTORED, Condition.ARCHIVED_TRANSLATED, _A, _ORIGINAL),
    Row(Event.ORGANISATION_RESTORED, Condition.TRANSLATED, _P, _BOTH),
    Row(Event.TRANSLATION_RESTORED, Condition.TRANSLATED, _P, _BOTH),
    Row(Event.ORIGINAL_PURGED, Condition.TRANSLATED, _A, _ORIGINAL),
)
