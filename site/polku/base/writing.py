"""Advice on a text, in plain words: it warns and never forbids.

Pure functions. Words are counted in every language; "click here" and the like is known in those of
`CLICK_HERE`. A sentence may have as many words as the guidance of public bodies allows (GOV.UK:
25 words); Finnish joins words that others write apart, so there fewer are long already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from polku.base.positions import PositionField, stored

LONGEST_SENTENCE = {"fi": 18, "et": 18, "tr": 18}
_LONGEST_SENTENCE = 25
# Chinese has no spaces: signs are counted instead.
_LONGEST_SENTENCE_IN_SIGNS = {"zh-hans": 60}
LONGEST_PARAGRAPH = 100
LONGEST_WITHOUT_HEADING = 250
EXCERPT = 60

# As people write them, in small letters and without signs.
CLICK_HERE = {
    "fi": """
        klikkaa tästä, klikkaa tätä, klikkaa, paina tästä, tästä, täältä, tässä, täällä, linkki,
        tästä linkistä, tämä linkki, lue lisää, lisätietoja, lisätietoa, lisää, avaa linkki
    """,
    "sv": """
        klicka här, klicka, tryck här, här, länk, länken, denna länk, den här länken, läs mer,
        läs mera, mer information, mera, mer, öppna länken
    """,
    "en": """
        click here, click, press here, tap here, here, link, this link, the link, read more, more,
        more information, learn more, this page, open the link, go
    """,
}
_CLICK_HERE = {
    language: {" ".join(words.split()) for words in listed.split(",")}
    for language, listed in CLICK_HERE.items()
}

_ENDS = re.compile(r"(?<=[.!?…؟])[\"”’»)]*\s+|(?<=[。！？])|\n+")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_BETWEEN_WORDS = re.compile(r"[\s,!?.–-]*")


@dataclass(frozen=True)
class Advice:
    """`sentence`: what is wrong and what to do; `said`: the beginning of the text that is meant;
    `place`: the name of its field, where there are several."""

    sentence: str
    said: str = ""
    place: str = ""


def advise(text: str, language: str) -> list[Advice]:
    """On a plain text; an empty line begins a paragraph."""
    return list(_on_paragraphs(re.split(r"\n\s*\n", text), language))


def advise_html(html: str, language: str) -> list[Advice]:
    """On a text with headings, links and pictures, as the page shows it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = list(_on_paragraphs(reader.paragraphs, language))
    found += [
        Advice(
            _("This is a lot of text in one piece. Put headings into it."),
            _excerpt(run),
        )
        for run in reader.runs
        if _length(run, language) > LONGEST_WITHOUT_HEADING
    ]
    found += [
        Advice(
            _("A link should say where it leads. Put the name of the page or the thing in it."),
            _excerpt(said),
        )
        for said in reader.links
        if _says_nothing(said, language)
    ]
    found += [
        Advice(
            _("A picture has no words for people who cannot see it. Say what it shows."),
            _excerpt(source),
        )
        for source in reader.pictures_without_words
    ]
    return found


def advise_page(page: Page) -> list[Advice]:
    """On all that is written on a page in its own language, field by field."""
    language = page.locale.language_code
    found = [*_on_positions(page)]
    for field in _texts_of(type(page)):
        value = getattr(page, field.name)
        if not value:
            continue
        if isinstance(field, StreamField):
            advice = advise_html(str(value.render_as_block()), language)
        else:
            advice = advise(value, language)
        name = str(field.verbose_name)
        found += [replace(each, place=name[:1].upper() + name[1:]) for each in advice]
    return found


def _on_positions(page: Page) -> Iterator[Advice]:
    for field in page._meta.concrete_fields:
        if isinstance(field, PositionField):
            text = getattr(page, field.name)
            where = stored(text)
            if where and not where.is_in_finland:
                yield Advice(
                    _(
                        "This place is not in Finland. Are the two numbers in the right order? The "
                        "one to the north comes first."
                    ),
                    text,
                    capfirst(str(field.verbose_name)),
                )


def _texts_of(model: type[Page]) -> Iterator[models.Field]:
    """The title, and the fields of running text that the page's own kind has."""
    yield model._meta.get_field("title")
    inherited = {field.name for field in Page._meta.get_fields()}
    for field in model._meta.concrete_fields:
        is_text = type(field) in (models.CharField, models.TextField) and not field.choices
        if field.name not in inherited and (is_text or isinstance(field, StreamField)):
            yield field


def _on_paragraphs(paragraphs: list[str], language: str) -> Iterator[Advice]:
    for paragraph in paragraphs:
        if shouted := _shouted(paragraph):
            yield Advice(
                _("Words in capitals are hard to read. Write them in small letters."),
                _excerpt(shouted),
            )
        for sentence in _ENDS.split(paragraph):
            if _is_long(sentence, language):
                yield Advice(
                    _("This sentence is long. Make two or three of it."), _excerpt(sentence)
                )
        if _length(paragraph, language) > LONGEST_PARAGRAPH:
            yield Advice(
                _("This paragraph is long. Begin a new one with each new matter."),
                _excerpt(paragraph),
            )


def _shouted(text: str) -> str:
    """The first two words or more in a row that are all in capitals; the first has four letters,
    so that abbreviations do not count. Scripts without capitals have none."""
    words = list(_WORD.finditer(text))
    for number, word in enumerate(words):
        if not (word.group().isupper() and len(word.group()) >= 4):
            continue
        last = number
        while last + 1 < len(words) and words[last + 1].group().isupper():
            between = text[words[last].end() : words[last + 1].start()]
            if not _BETWEEN_WORDS.fullmatch(between):
                break
            last += 1
        if last > number:
            return text[word.start() : words[last].end()]
    return ""


def _is_long(sentence: str, language: str) -> bool:
    if most := _LONGEST_SENTENCE_IN_SIGNS.get(language):
        return len(sentence) > most
    return len(_WORD.findall(sentence)) > LONGEST_SENTENCE.get(language, _LONGEST_SENTENCE)


def _length(text: str, language: str) -> int:
    """In words; two signs of Chinese count as one."""
    if language in _LONGEST_SENTENCE_IN_SIGNS:
        return len(text) // 2
    return len(_WORD.findall(text))


def _says_nothing(link: str, language: str) -> bool:
    words = " ".join(_WORD.findall(link.casefold()))
    return words in _CLICK_HERE.get(language, ())


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + "…"


class _Reader(HTMLParser):
    """Takes a text apart. `runs`: what stands between two headings, each as one text."""

    _BLOCKS = frozenset(
        ["p", "li", "dd", "dt", "blockquote", "td", "th", "figcaption", "div", "section"]
    )
    _HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

    def __init__(self):
        super().__init__()
        self.paragraphs: list[str] = []
        self.runs: list[str] = [""]
        self.links: list[str] = []
        self.pictures_without_words: list[str] = []
        self._paragraph: list[str] = []
        self._link: list[str] | None = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in self._HEADINGS:
            self._end_paragraph()
            self.runs.append("")
        elif tag in self._BLOCKS:
            self._end_paragraph()
        elif tag == "br":
            self._paragraph.append("\n")
        elif tag == "a" and "href" in given:
            self._link = []
        elif tag == "img" and not (given.get("alt") or "").strip():
            self.pictures_without_words.append((given.get("src") or "").rpartition("/")[2])

    def handle_endtag(self, tag):
        if tag in self._HEADINGS:
            # A heading is read like a paragraph, but is no part of the run below it.
            self.paragraphs.append("".join(self._paragraph))
            self._paragraph = []
        elif tag in self._BLOCKS:
            self._end_paragraph()
        elif tag == "a" and self._link is not None:
            self.links.append("".join(self._link))
            self._link = None

    def handle_data(self, data):
        self._paragraph.append(data)
        if self._link is not None:
            self._link.append(data)

    def close(self):
        super().close()
        self._end_paragraph()

    def _end_paragraph(self):
        text = "".join(self._paragraph).strip()
        self._paragraph = []
        if text:
            self.paragraphs.append(text)
            self.runs[-1] += f" {text}"
