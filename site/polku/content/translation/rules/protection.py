"""What a machine must not translate: names, addresses, numbers, terms of the glossary, and what an
editor has marked. Each is sent as a placeholder that carries its number, and is put back from our
own text, whatever came back inside of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag

_TAG, _ID = "span", re.compile(r"keep-(\d+)")
_PATTERNS = (
    r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]",
    r"www\.[^\s<>\"]+[^\s<>\".,;:!?)\]]",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    # At least seven digits; a date has dots in it, hours have colons.
    r"(?<![\w.:])\+?\(?\d(?:[\s()–-]{0,2}\d){6,}(?![\w:])",
)
_ADDRESSES = "|".join(f"(?:{pattern})" for pattern in _PATTERNS)
# What a language hangs on a name: Jasmiinitalossa, Aamu ry:n, Aamus, Aamu’s, Aamu’ya.
_ENDINGS = {
    "en": r"['’]s",
    "et": r"-?(?:sse|st|le|lt|ga|ks|ni|na|ta|s|l|t)",
    "fi": r":?(?:n|t?ta|t?tä|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|n[aä]|ksi|a|ä"
    r"|seen|h[aeiouyäö]n|[aeiouyäö]{1,2}n)(?:kin|kaan|kään)?",
    "sv": r":?s",
    "tr": r"['’][a-zçğıöşü]+",
}
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:]['”»)]?)\s*$")


@dataclass(frozen=True)
class Masked:
    """`html`: what is sent; `kept`: what each placeholder stands for, as HTML; `text`: the words
    that are left to translate."""

    html: str
    kept: tuple[str, ...]
    text: str

    @property
    def has_words(self) -> bool:
        return any(map(str.isalpha, self.text))

    def whole(self) -> str:
        """With all put back: what needs no machine."""
        soup = BeautifulSoup(self.html, "html.parser")
        put_back(soup, self.kept)
        return str(soup)


def mask(
    html: str,
    *,
    names: Iterable[str] = (),
    terms: Mapping[str, str] | None = None,
    language: str = "",
) -> Masked:
    """Put placeholders into a segment of wagtail-localize.

    `names` stay as they are; `terms` {term: translation} are replaced. Both are found as whole
    words, the longest first; names as they are written, terms in small and capital letters. A name
    with an ending of its language is shown to the machine with it and stays without.
    `language`: of the text.
    """
    finder = _Finder(names, terms or {}, language)
    soup = BeautifulSoup(html, "html.parser")
    kept: list[str] = []

    def keep(stays: str, shown: str) -> Tag:
        kept.append(stays)
        tag = soup.new_tag(_TAG, attrs={"id": f"keep-{len(kept)}", "translate": "no"})
        tag.string = shown
        return tag

    # An editor marks a span with “do not translate”; there is no other span in a segment.
    for marked in [one for one in soup.find_all(_TAG) if not one.find_parent(_TAG)]:
        marked.replace_with(keep(str(marked), marked.get_text()))
    for text in [one for one in soup.find_all(string=True) if not one.find_parent(_TAG)]:
        parts: list[NavigableString | Tag] = []
        end = 0
        for begin, until, stays, shown in finder.find(str(text)):
            parts += [NavigableString(text[end:begin]), keep(_escaped(stays), shown)]
            end = until
        if parts:
            text.replace_with(*(one for one in [*parts, NavigableString(text[end:])] if one))
    return Masked(str(soup), tuple(kept), free_text(soup))


def free_text(soup: BeautifulSoup) -> str:
    """The text outside of placeholders."""
    return " ".join(
        str(text) for text in soup.find_all(string=True) if not text.find_parent(_placeholder)
    )


def placeholders(soup: BeautifulSoup) -> list[Tag]:
    return soup.find_all(_placeholder)


def number_of(placeholder: Tag) -> int:
    """From 1, in the order in which they stood in what was sent."""
    return int(_ID.fullmatch(placeholder["id"])[1])


def put_back(soup: BeautifulSoup, kept: tuple[str, ...]) -> None:
    """Put what was kept where its placeholders stand; each stands there once."""
    for tag in placeholders(soup):
        tag.replace_with(*BeautifulSoup(kept[number_of(tag) - 1], "html.parser").contents)


def _placeholder(tag: Tag) -> bool:
    return tag.name == _TAG and bool(_ID.fullmatch(tag.get("id", "")))


def _escaped(text: str) -> str:
    return NavigableString(text).output_ready()


class _Finder:
    """Finds in a text, from left to right and without overlaps, what stays or is replaced."""

    def __init__(self, names: Iterable[str], terms: Mapping[str, str], language: str):
        self.names = {name.strip() for name in names if name.strip()}
        self.terms = {term.casefold(): said for term, said in terms.items() if term.strip()}
        begins, ends = ("", "") if language.startswith("zh") else (r"(?<!\w)", r"(?!\w)")
        self.ending = _ENDINGS.get(language.partition("-")[0], "")
        said = [(name, self._name(name)) for name in self.names]
        said += [(term, f"(?i:{re.escape(term)})") for term in self.terms]
        said.sort(key=lambda pair: -len(pair[0]))
        words = "|".join(pattern for _word, pattern in said)
        whole = f"|{begins}(?:{words}){ends}" if words else ""
        self.pattern = re.compile(f"(?P<address>{_ADDRESSES}){whole}")

    def _name(self, name: str) -> str:
        return f"{re.escape(name)}(?:{self.ending})?" if self.ending else re.escape(name)

    def find(self, text: str) -> Iterable[tuple[int, int, str, str]]:
        """From where to where, what stays there, and what the machine is shown."""
        for found in self.pattern.finditer(text):
            word = found.group()
            if found["address"] or word in self.names:
                yield found.start(), found.end(), word, word
            elif (term := self.terms.get(word.casefold())) is not None:
                stays = _as_begun(term, word)
                yield found.start(), found.end(), stays, stays
            elif not self._may_be_another_word(text, found.start(), name := self._bare(word)):
                yield found.start(), found.end(), name, word

    def _bare(self, word: str) -> str:
        """The name that is in a word with an ending, the longest."""
        return max((name for name in self.names if word.startswith(name)), key=len)

    @staticmethod
    def _may_be_another_word(text: str, begin: int, name: str) -> bool:
        """A capital at the beginning of a sentence says nothing: “Aamulla” is “in the morning”,
        also where an organisation is called Aamu."""
        return " " not in name and bool(_SENTENCE_BEGINS.search(text[:begin]))


def _as_begun(said: str, word: str) -> str:
    """With a capital where the word had one, as at the beginning of a sentence."""
    return said[:1].upper() + said[1:] if word[:1].isupper() else said
