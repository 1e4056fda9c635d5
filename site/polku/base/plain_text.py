"""A running text of blocks as plain text in one box, for people who write without an editor.

- A blank line begins a new paragraph; a line break stays one.
- Lines that begin with `- ` are a list, lines that begin with `1. ` a numbered one.
- A line that begins with `# ` is a heading.

What cannot be said so (bold words, links, other blocks) is left out of the box and kept untouched
where it stands: `Shown.kept` counts it. Blocks that nobody changed keep their identity, so that
their translations stay in place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

from wagtail.blocks import StreamValue

_LISTS = {"ul": re.compile(r"[-–•*]\s+"), "ol": re.compile(r"\d{1,3}[.)]\s+")}
_HEADING = re.compile(r"#+\s+")


@dataclass(frozen=True)
class Chunk:
    """What stands between two blank lines. `kind`: heading, p, ul or ol; `lines`: those of a
    paragraph, the items of a list."""

    kind: str
    lines: tuple[str, ...]

    def __str__(self):
        match self.kind:
            case "heading":
                return f"# {self.lines[0]}"
            case "ul":
                return "\n".join(f"- {line}" for line in self.lines)
            case "ol":
                return "\n".join(f"{n}. {line}" for n, line in enumerate(self.lines, 1))
        return "\n".join(self.lines)

    @property
    def html(self) -> str:
        lines = [escape(line, quote=False) for line in self.lines]
        if self.kind == "p":
            return f"<p>{'<br/>'.join(lines)}</p>"
        return f"<{self.kind}>{''.join(f'<li>{line}</li>' for line in lines)}</{self.kind}>"


@dataclass(frozen=True)
class Shown:
    """`text`: what stands in the box; `kept`: how many blocks the box cannot show."""

    text: str
    kept: int


def shown(body: StreamValue) -> Shown:
    parts, kept = [], 0
    for block in body.get_prep_value():
        chunks = _chunks_of(block)
        if chunks is None:
            kept += 1
        else:
            parts += map(str, chunks)
    return Shown("\n\n".join(parts), kept)


def written(text: str, body: StreamValue) -> StreamValue:
    """The body with what the box says now; blocks that the box cannot show keep their place after
    the paragraph that they followed."""
    new = list(parse(text))
    blocks = [(block, _chunks_of(block)) for block in body.get_prep_value()]
    old = [chunk for _block, chunks in blocks for chunk in chunks or ()]
    starts, ends = _places(old, new)
    made: list[dict] = []
    done = position = 0
    for block, chunks in blocks:
        if chunks is None:
            after = ends[position - 1] if position else 0
            made += _blocks(new[done:after])
            made.append(block)
            done = max(done, after)
        elif chunks:
            begin = starts[position]
            if begin >= done and new[begin : begin + len(chunks)] == chunks:
                made += _blocks(new[done:begin])
                made.append(block)
                done = begin + len(chunks)
            position += len(chunks)
    made += _blocks(new[done:])
    return StreamValue(body.stream_block, made, is_lazy=True)


def parse(text: str) -> Iterator[Chunk]:
    """The chunks of a plain text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    for part in re.split(r"\n\s*\n", text):
        yield from _grouped([" ".join(line.split()) for line in part.split("\n") if line.strip()])


def _grouped(lines: list[str]) -> Iterator[Chunk]:
    """Lines that follow each other; a list or a heading may follow a sentence without a blank
    line between."""
    group: list[str] = []
    kind = ""
    for line in lines:
        found, words = _kind_of(line)
        if group and (found != kind or found == "heading"):
            yield Chunk(kind, tuple(group))
            group = []
        kind = found
        group.append(words)
    if group:
        yield Chunk(kind, tuple(group))


def _kind_of(line: str) -> tuple[str, str]:
    if (mark := _HEADING.match(line)) and line[mark.end() :]:
        return "heading", line[mark.end() :]
    for kind, pattern in _LISTS.items():
        if (mark := pattern.match(line)) and line[mark.end() :]:
            return kind, line[mark.end() :]
    return "p", line


def _chunks_of(block: dict) -> list[Chunk] | None:
    """What a block says in chunks; None where they would not say all of it."""
    if block["type"] == "heading":
        chunks = [Chunk("heading", (block["value"],))]
    elif block["type"] == "paragraph":
        chunks = _Reader.read(block["value"])
    else:
        return None
    if chunks is None or list(parse("\n\n".join(map(str, chunks)))) != chunks:
        return None
    return chunks


def _places(old: list[Chunk], new: list[Chunk]) -> tuple[list[int], list[int]]:
    """For each old chunk, where it begins and ends among the new ones, or what took its place."""
    starts, ends = [0] * len(old), [0] * len(old)
    for _tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        for i in range(i1, i2):
            starts[i] = min(j1 + i - i1, j2)
            ends[i] = j2 if i == i2 - 1 else min(starts[i] + 1, j2)
    return starts, ends


def _blocks(chunks: list[Chunk]) -> list[dict]:
    """New blocks: one for each heading, one for all that stands between two headings."""
    made: list[dict] = []
    for chunk in chunks:
        if chunk.kind == "heading":
            made.append({"type": "heading", "value": chunk.lines[0]})
        elif made and made[-1]["type"] == "paragraph":
            made[-1]["value"] += chunk.html
        else:
            made.append({"type": "paragraph", "value": chunk.html})
    return made


class _Reader(HTMLParser):
    """Reads rich text of paragraphs and flat lists; anything else makes it `unknown`."""

    def __init__(self):
        super().__init__()
        self.chunks: list[Chunk] = []
        self.open: list[str] = []
        self.lines: list[str] = []
        self.unknown = False

    @classmethod
    def read(cls, html: str) -> list[Chunk] | None:
        reader = cls()
        reader.feed(html)
        reader.close()
        return None if reader.unknown or reader.open else reader.chunks

    def handle_starttag(self, tag, attrs):
        if tag == "br" and self.open == ["p"]:
            self.lines.append("")
        elif (tag in ("p", "ul", "ol") and not self.open) or (
            tag == "li" and self.open in (["ul"], ["ol"])
        ):
            self.open.append(tag)
            self.lines = ["", *self.lines] if tag == "p" else [*self.lines, ""]
        else:
            self.unknown = True

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag == "br":
            return
        if not self.open or self.open.pop() != tag:
            self.unknown = True
        elif tag != "li":
            lines = tuple(" ".join(line.split()) for line in self.lines)
            lines = tuple(line for line in lines if line)
            if lines:
                self.chunks.append(Chunk(tag, lines))
            self.lines = []

    def handle_data(self, data):
        if self.open and self.open[-1] in ("p", "li"):
            self.lines[-1] += data
        elif data.strip():
            self.unknown = True
