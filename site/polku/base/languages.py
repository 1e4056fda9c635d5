"""Languages: names in their own script, names in the reader's language, direction of writing.

Babel (CLDR) knows most names; the tables below hold what CLDR lacks or what its speakers in
Finland call differently.
"""

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language

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
_RIGHT_TO_LEFT = {"ar", "ckb", "fa", "he", "prs", "ps", "ug", "ur", "yi"}

# What a reader is shown where there is no text in their own language.
_SHARED = ("en", "fi", "sv")
_NEXT = {"fi": ("sv", "en"), "sv": ("fi", "en")}

SPOKEN = tuple(sorted([*INTERFACE.keys() - {"zh-hans"}, *_SPOKEN_BESIDES]))


def choices(codes: list[str]) -> list[tuple[str, str]]:
    """Django's LANGUAGES: of the interface languages those named in `codes`, or all of them."""
    unknown = set(codes) - INTERFACE.keys()
    if unknown:
        raise ValueError(
            f"POLKU_LANGUAGES names {', '.join(sorted(unknown))}; choose from "
            f"{', '.join(INTERFACE)}."
        )
    return [(code, INTERFACE[code]) for code in (codes or INTERFACE)]


def direction(code: str) -> str:
    """`rtl` or `ltr`, as HTML's `dir` wants it."""
    return "rtl" if code.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


@cache
def own_name(code: str) -> str:
    """The language's name for itself, in its own script."""
    if name := INTERFACE.get(code) or _OWN_NAMES.get(code):
        return name
    return _from_cldr(code, code) or code


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
    return sorted(((code, name_in(code, reader)) for code in SPOKEN), key=lambda pair: pair[1])


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


def teach_django() -> None:
    """Tell Django of Somali, which its table of languages lacks: `/so/` fails without."""
    from django.conf.locale import LANG_INFO

    LANG_INFO.setdefault(
        "so", {"bidi": False, "code": "so", "name": "Somali", "name_local": INTERFACE["so"]}
    )


def offered() -> list[str]:
    """The codes of this site's languages, in the order of its settings."""
    return [code for code, _name in settings.LANGUAGES]


def interface_choices() -> list[tuple[str, str]]:
    """(code, own name) of this site's languages; a function, so that migrations do not depend on
    settings."""
    return list(settings.LANGUAGES)
