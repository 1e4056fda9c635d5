"""Repair of Django, which serves no language that its table lacks, as it does Somali, and none into
which nobody has translated a word (`django.utils.translation.check_for_language` tells why: it was
made for interfaces).

A site can have texts in a language without an interface: there the words of the interface are those
of the site's first language.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import trans_real

from polku.base import languages

_has_catalogue = trans_real.translation_catalog_exists


def teach(offered: Iterable[tuple[str, str]]) -> None:
    """Let Django know these languages (code, own name), and Somali in any case."""
    _add("so", "Somali", languages.INTERFACE["so"])
    for code, name in offered:
        _add(code, name, name)
    trans_real.translation_catalog_exists = is_served


# Django empties this cache when its settings change.
@lru_cache(maxsize=1000)
def is_served(code: str) -> bool:
    """In place of Django's `translation_catalog_exists`."""
    return _has_catalogue(code) or code in dict(settings.LANGUAGES)


def _add(code: str, name: str, own_name: str) -> None:
    bidi = languages.direction(code) == "rtl"
    known = {"bidi": bidi, "code": code, "name": name, "name_local": own_name}
    LANG_INFO.setdefault(code, known)
