"""The texts of `site/docs`: read in a language, shown as HTML or taken apart into blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

_HERE = Path(__file__).resolve()
# The first in a checkout, the second where the package is installed.
FOLDERS = (_HERE.parents[2] / "docs", _HERE.parents[1] / "docs")
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Text:
    """`language`: that in which it is written; `markdown`: all below the title."""

    title: str
    markdown: str
    language: str


def read(name: str, language: str) -> Text:
    """In this language where it is written in it, else in English; raises FileNotFoundError where
    there is none of this name."""
    for code, file in ((language, f"{name}.{language}.md"), ("en", f"{name}.md")):
        for folder in FOLDERS:
            if (folder / file).is_file():
                text = (folder / file).read_text(encoding="utf-8")
                title, _newline, rest = text.removeprefix("# ").partition("\n")
                return Text(title.strip(), rest.strip(), code)
    raise FileNotFoundError(name)


def html(markdown: str) -> str:
    return _MARKDOWN.render(markdown)


def blocks(markdown: str) -> list[tuple[str, str]]:
    """What a page is made of: headings, and all between two of them as one paragraph block."""
    found = []
    for tokens in _top_level(_MARKDOWN.parse(markdown)):
        if tokens[0].type == "heading_open":
            found.append(("heading", tokens[1].content))
            continue
        part = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
        if found and found[-1][0] == "paragraph":
            part = found.pop()[1] + part
        found.append(("paragraph", part))
    return found


def _top_level(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens of each heading, paragraph and list."""
    part, depth = [], 0
    for token in tokens:
        part.append(token)
        depth += token.nesting
        if depth == 0:
            yield part
            part = []
