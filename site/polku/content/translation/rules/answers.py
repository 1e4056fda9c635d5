"""Whether what a machine answered can be used. A text that cannot stays untranslated."""

from collections import Counter
from html.parser import HTMLParser

from bs4 import BeautifulSoup
from django.db import models
from django.utils.translation import gettext_lazy as _

from .languages import is_in
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
