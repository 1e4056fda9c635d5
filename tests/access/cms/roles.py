"""Who knocks at the editor's door. What lies behind it belongs to organisation C, so that the
editors of C see what those of B must not."""

from enum import StrEnum


class Role(StrEnum):
    ANONYMOUS = "anonymous"
    NO_SECOND_FACTOR = "editor of C, password only"
    WORKER = "worker of C who edits nothing"
    EDITOR_B = "editor of B"
    PUBLISHER_B = "publisher of B"
    EDITOR_C = "editor of C"
    SITE_EDITOR = "site editor"
    SUPERUSER = "system administrator"


OUTSIDE = (Role.ANONYMOUS, Role.NO_SECOND_FACTOR, Role.WORKER)
OTHERS = (Role.EDITOR_B, Role.PUBLISHER_B)
# Those to whom what C has not published is open.
READERS = frozenset([Role.NO_SECOND_FACTOR, Role.EDITOR_C, Role.SITE_EDITOR, Role.SUPERUSER])
