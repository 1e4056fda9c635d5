"""How much a page weighs for somebody who comes for the first time: packed, as it is sent, with its
styles, scripts and signs, without pictures."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

MOST = 60_000  # bytes of the first view of the list of activities
_FILES = re.compile(r'(?:<script[^>]* src|rel="stylesheet" href|<use href)="/static/([^"#]+)')
# By the part of the address behind the language, as in the sample house.
MAIN_VIEWS = {
    "home": "",
    "needs": "apua/",
    "need": "apua/kieli/",
    "activities": "activities/",
    "search": "activities/?language=ar&free=1",
    "activity": "naapuritalo/kielikahvila/",
    "organisation": "naapuritalo/",
    "guide": "guide/asuminen/",
    "guidance points": "guidance/",
    "saved list": "saved/",
}


@dataclass(frozen=True)
class Weight:
    page: int
    files: int

    @property
    def whole(self) -> int:
        return self.page + self.files


def weigh(client: Client, address: str) -> Weight:
    answer = client.get(address, follow=True)
    if answer.status_code != 200:
        raise LookupError(f"{address} answers {answer.status_code}")
    names = sorted({*_FILES.findall(answer.content.decode())})
    return Weight(_packed(answer.content), sum(_packed(_file(name)) for name in names))


def _file(name: str) -> bytes:
    """A name with a digest is known to the storage only."""
    return Path(finders.find(name) or staticfiles_storage.path(name)).read_bytes()


def _packed(content: bytes) -> int:
    return len(gzip.compress(content))
