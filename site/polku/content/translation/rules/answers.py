"""Whether what a machine answered can be used. A text that cannot stays untranslated."""

import re
from collections import Counter
from html.parser import HTMLParser

from bs4 import BeautifulSoup
from django.db import models
from django.utils.translation import gettext_lazy as _

from polku.base.languages import INTERFACE

from .protection import Masked, free_text, number_of, placeholders, put_back


class Refusal(models.TextChoices):
    """Why one text of an answer is not used."""

    EMPTY = "empty", _("the answer is empty")
    MARKUP = "markup", _("links or bold text were lost or broken")
    LOST = "lost", _("a name or a term that must stay was lost")
    SAME = "same", _("it came back untranslated")
    LANGUAGE = "language", _("it came back in another language")


class Refused(Exception):
    def __init__(self, refusal: Refusal):
        self.refusal = refusal
        super().__init__(refusal.value)


_VOID = {"br", "wbr"}
_ARABIC, _CYRILLIC, _HAN, _LATIN = "ARABIC", "CYRILLIC", "HAN", "LATIN"
_SCRIPTS = {
    _ARABIC: re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"),
    _CYRILLIC: re.compile(r"[\u0400-\u052f]"),
    _HAN: re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    _LATIN: re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
# Of the languages of the interface; a site may add others.
_SCRIPT_OF = {"ar": _ARABIC, "fa": _ARABIC, "ru": _CYRILLIC, "uk": _CYRILLIC, "zh-hans": _HAN}
_SCRIPT_OF |= {language: _LATIN for language in INTERFACE if language not in _SCRIPT_OF}
# Letters that the other language of the same script does not have.
_ONLY = {
    "ru": re.compile(r"[ыэёъ]", re.I),
    "uk": re.compile(r"[іїєґ]", re.I),
    "fa": re.compile(r"[پچژگکی]"),
    "ar": re.compile(r"[ةىيك]"),
}
_NEIGHBOUR = {"ru": "uk", "uk": "ru", "fa": "ar", "ar": "fa"}
# So many letters tell languages of one script apart.
_ENOUGH = 20


def accepted(answer: str, sent: Masked, target: str) -> str:
    """The answer with what was kept put back, as a segment of wagtail-localize. Raises Refused."""
    answer = answer.strip()
    if not answer:
        raise Refused(Refusal.EMPTY)
    if not _is_balanced(answer):
        raise Refused(Refusal.MARKUP)
    soup, original = (BeautifulSoup(html, "html.parser") for html in (answer, sent.html))
    found = Counter(number_of(tag) for tag in placeholders(soup))
    if found != Counter(range(1, len(sent.kept) + 1)):
        raise Refused(Refusal.LOST)
    if _tags(soup) != _tags(original):
        raise Refused(Refusal.MARKUP)
    text = free_text(soup)
    if not any(map(str.isalpha, text)):
        raise Refused(Refusal.EMPTY)
    if _plain(text) == _plain(sent.text):
        raise Refused(Refusal.SAME)
    if not is_in(text, target):
        raise Refused(Refusal.LANGUAGE)
    put_back(soup, sent.kept)
    return str(soup)


def is_in(text: str, language: str) -> bool:
    """Whether a text can be in the language, by its letters: more than half are of its script,
    and it has no more that only its neighbour of the same script has. True where we do not know
    the script."""
    if language not in _SCRIPT_OF:
        return True
    counts = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()}
    own = counts[_SCRIPT_OF[language]]
    if own * 2 <= sum(counts.values()):
        return False
    if own < _ENOUGH or language not in _NEIGHBOUR:
        return True
    mine, other = _ONLY[language], _ONLY[_NEIGHBOUR[language]]
    return len(mine.findall(text)) >= len(other.findall(text))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _tags(soup: BeautifulSoup) -> Counter:
    """The elements with their ids, but for what stands in placeholders."""
    inside = {id(one) for tag in placeholders(soup) for one in tag.find_all(True)}
    return Counter(
        (tag.name, tag.get("id", "")) for tag in soup.find_all(True) if id(tag) not in inside
    )


def _is_balanced(html: str) -> bool:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return not reader.open and not reader.broken


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.broken = False

    def handle_starttag(self, tag, attrs):
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.broken = True
