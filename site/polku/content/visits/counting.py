"""Counting in memory: no request writes to a table, and nothing is noted of who asks."""

import atexit
import logging
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock, Timer

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from polku.base import languages
from polku.base.page_cache import Key

from . import services
from .services import Search, Visit

# Programs mostly say what they are; what a browser fetches in advance nobody has seen yet.
_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|archiv|preview|monitor|curl|wget|python|java/|http", re.I
)
_LONGEST_PATH = 500

logger = logging.getLogger(__name__)
_lock = Lock()
_visits: Counter[Visit] = Counter()
_searches: Counter[Search] = Counter()
# Each once between two writings: who loads a page again and again is no crowd.
_words: set[tuple[str, str]] = set()
# A thread that waits to write; none where nothing has been counted.
_writer: Timer | None = None


def count(meta: Mapping, key: Key, remarks: tuple[tuple, ...]) -> None:
    """A page that was answered; `remarks` are those of its view."""
    global _writer
    language = key.path.split("/")[1]
    if (
        language not in languages.offered()
        or len(key.path) > _LONGEST_PATH
        or "HTTP_SEC_PURPOSE" in meta
        or "HTTP_PURPOSE" in meta
        or _is_robot(meta.get("HTTP_USER_AGENT", ""))
    ):
        return
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    with _lock:
        _visits[Visit(today, language, key.path)] += 1
        for what, facets, words in remarks:
            if what == services.VAIN:
                _searches[Search(today, language, " ".join(facets))] += 1
                if words:
                    _words.add((language, words))
        if _writer is None and settings.POLKU_VISITS_WRITTEN_EVERY is not None:
            _writer = Timer(settings.POLKU_VISITS_WRITTEN_EVERY, _write_in_own_thread)
            _writer.daemon = True
            _writer.start()


@lru_cache(512)
def _is_robot(user_agent: str) -> bool:
    return not user_agent or bool(_ROBOT.search(user_agent))


def _write_in_own_thread() -> None:
    """No request waits for the table."""
    write()
    connection.close()


def write() -> None:
    """What has been counted since the last time goes to the tables, and is lost where that cannot
    be: numbers are not worth a fault."""
    global _writer
    with _lock:
        _writer = None
        counted = (dict(_visits), dict(_searches), set(_words))
        for each in (_visits, _searches, _words):
            each.clear()
    if any(counted):
        try:
            services.add(*counted, today=timezone.localdate())
        except DatabaseError as trouble:
            logger.warning("Visits were not written: %s", type(trouble).__name__)


@atexit.register
def write_at_the_end() -> None:
    if settings.POLKU_VISITS_WRITTEN_EVERY is not None:
        write()
