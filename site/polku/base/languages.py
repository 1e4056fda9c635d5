"""Languages: names in their own script, names in the reader's language, direction of writing.

Babel (CLDR) knows most names; the tables below hold what CLDR lacks or what its speakers in
Finland call differently.
"""

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

from polku.base import locale_data

locale_data.keep()

# code: own name. The interface and the content of a site can be in these.
INTERFACE = {
    "fi": "suomi",
    "sv": "svenska",
    "en": "English",
    "ru": "русский",
    "uk": "українська",
    "et": "eesti",
    "fr": "français",
    "es": "español",
    "tr": "Türkçe",
    "so": "soomaali",
    "ar": "العربية",
    "fa": "فارسی",
    "zh-hans": "简体中文",
}

# Languages in which activities are held besides those above (ISO 639; own name where CLDR errs).
_SPOKEN_BESIDES = (  # noqa: SIM905  (sixty short words read better so)
    "am az be bg bn bs ckb cs da de el fse hi hr hu hy is it ja ka kmr ko lo lt lv mk my ne nl "
    "no pa pl prs ps pt rn ro rom rw sk sl sme smn sms sq sr sw ta th ti tl tt ug ur uz vi zh"
).split()
_OWN_NAMES = {
    "ckb": "کوردیی ناوەندی",
    "fse": "suomalainen viittomakieli",
    "kmr": "kurdî (kurmancî)",
    "my": "မြန်မာဘာသာ",
    "prs": "دری",
    "rom": "romani",
    "sme": "davvisámegiella",
    "smn": "anarâškielâ",
    "sms": "nuõrttsääʹmǩiõll",
    "tl": "Tagalog",
    "zh": "中文",
}
_NAMES = {
    "ckb": {"fi": "sorani (keskikurdi)", "sv": "sorani (centralkurdiska)", "en": "Sorani Kurdish"},
    "fse": {
        "fi": "suomalainen viittomakieli",
        "sv": "finskt teckenspråk",
        "en": "Finnish Sign Language",
    },
    "kmr": {
        "fi": "kurmandži (pohjoiskurdi)",
        "sv": "kurmanji (nordkurdiska)",
        "en": "Kurmanji Kurdish",
    },
    "prs": {"fi": "dari", "sv": "dari", "en": "Dari"},
    "rom": {"fi": "romani", "sv": "romani", "en": "Romani"},
    "sme": {"fi": "pohjoissaame", "sv": "nordsamiska", "en": "North Sámi"},
    "smn": {"fi": "inarinsaame", "sv": "enaresamiska", "en": "Inari Sámi"},
    "sms": {"fi": "koltansaame", "sv": "skoltsamiska", "en": "Skolt Sámi"},
}
# As far as CLDR does not know them.
_RIGHT_TO_LEFT = {"ar", "ckb", "fa", "he", "prs", "ps", "ug", "ur", "yi"}
_SCRIPTS_RIGHT_TO_LEFT = {"adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"}
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")

# What a reader is shown where there is no text in their own language.
_SHARED = ("en", "fi", "sv")
_NEXT = {"fi": ("sv", "en"), "sv": ("fi", "en")}

SPOKEN = tuple(sorted([*INTERFACE.keys() - {"zh-hans"}, *_SPOKEN_BESIDES]))


def choices(entries: list[str]) -> list[tuple[str, str]]:
    """Django's LANGUAGES: those of the interface, or the ones named. Each entry is a code, or
    `code=own name`; a language without an interface of its own can be added so, but not as the
    first, whose words stand wherever another language has none.

    Raises ImproperlyConfigured with one sentence that says what to write instead.
    """
    found: dict[str, str] = {}
    for entry in entries or INTERFACE:
        code, _sign, name = (part.strip() for part in entry.partition("="))
        if not _CODE.fullmatch(code):
            raise ImproperlyConfigured(
                f"POLKU_LANGUAGES names {code or entry!r}; a code is written in small letters, "
                "such as vi or pa-arab."
            )
        name = name or _known_name(code)
        if not name:
            raise ImproperlyConfigured(
                f"POLKU_LANGUAGES names {code}, whose name Polku does not know; add it, such as "
                f"{code}=name."
            )
        if not found and code not in INTERFACE:
            raise ImproperlyConfigured(
                f"POLKU_LANGUAGES begins with {code}; the first is the language of the site "
                f"itself: choose it from {', '.join(INTERFACE)}."
            )
        found[code] = name
    return list(found.items())


def direction(code: str) -> str:
    """`rtl` or `ltr`, as HTML's `dir` wants it: by the script where the code names one."""
    language, *more = code.split("-")
    scripts = [part for part in more if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _SCRIPTS_RIGHT_TO_LEFT else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT or _is_right_to_left(language) else "ltr"


def own_name(code: str) -> str:
    """The language's name for itself, in its own script."""
    return dict(settings.LANGUAGES).get(code) or _known_name(code) or code


@cache
def _known_name(code: str) -> str:
    """The same, as far as the tables have it; empty where they do not."""
    return INTERFACE.get(code) or _OWN_NAMES.get(code) or _from_cldr(code, code)


@cache
def _is_right_to_left(language: str) -> bool:
    try:
        return Locale.parse(language).character_order == "right-to-left"
    except (UnknownLocaleError, ValueError):
        return False


@cache
def name_in(code: str, reader: str) -> str:
    """The language's name in the reader's language, else in English, else its own name."""
    table = _NAMES.get(code, {})
    return (
        table.get(reader)
        or ("" if table else _from_cldr(code, reader))
        or table.get("en")
        or _from_cldr(code, "en")
        or own_name(code)
    )


def _from_cldr(code: str, reader: str) -> str:
    try:
        locale = Locale.parse(reader.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ""
    return locale.languages.get(code.replace("-", "_").split("_")[0], "")


def spoken_choices() -> list[tuple[str, str]]:
    """(code, name) of every language an activity can be held in, by name in the active language."""
    reader = get_language() or "en"
    codes = {*SPOKEN, *(code for code in offered() if code not in INTERFACE)}
    return sorted(((code, name_in(code, reader)) for code in codes), key=lambda pair: pair[1])


def rank(code: str, reader: str) -> int:
    """How near a text in this language is to a reader of another: the lowest first. Their own,
    then the languages that most people in Finland share; the rest are equally far."""
    order = [reader, *shared(reader)]
    return order.index(code) if code in order else len(order)


def shared(reader: str) -> tuple[str, ...]:
    """The languages in which a reader of another is helped best, the best first."""
    return _NEXT.get(reader, _SHARED)


def preferred(reader: str, present: Iterable[str]) -> str | None:
    """Which of the languages in which there is a text is shown to a reader; of equally far ones the
    first, so the original comes first among those present. None where there is no text."""
    return min(present, key=lambda code: rank(code, reader), default=None)


def below(url: str, language: str, reader: str) -> str:
    """The address `…/fi/path/` of a page in one language, as it is for a reader of another."""
    return url.replace(f"/{language}/", f"/{reader}/", 1) if reader != language else url


def offered() -> list[str]:
    """The codes of this site's languages, in the order of its settings."""
    return [code for code, _name in settings.LANGUAGES]


def interface(chosen: str) -> str:
    """The language of the interface for who chose this one once: the nearest to it among those that
    the site offers now."""
    return preferred(chosen, offered()) or chosen


def interface_of_admin(chosen: str) -> str:
    """The same inside Wagtail's admin, which speaks fewer languages."""
    permitted = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
    return preferred(chosen, permitted) or chosen


def interface_choices() -> list[tuple[str, str]]:
    """(code, own name) of this site's languages; a function, so that migrations do not depend on
    settings."""
    return list(settings.LANGUAGES)
