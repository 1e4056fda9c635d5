"""The picture that a chat shows of a link: the title on the site's colours, 1200 × 630.

Pillow draws it. Arabic and Persian letters are joined by its Raqm layout, which not every machine
has, and no font comes with the site: where either is missing for a title's script, the card shows
the sign and the name of the site and no title, which is better than boxes.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.core.cache import caches
from PIL import Image, ImageDraw, ImageFont, ImageOps, features

from polku.base import languages

SIZE = (1200, 630)
# Changes when the drawing does, so that what is kept is drawn anew.
_DRAWING = 1
_FOREST, _HILL, _PAPER, _SUN, _CLAY = "#123c32", "#2c6b58", "#fbf3e2", "#f0b545", "#e2566a"
_EDGE, _LARGEST, _SMALLEST, _MOST_LINES = 80, 84, 44, 4
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
# By script, the files that have its letters, the best first; `face` is that inside a collection.
_LATIN = (("NotoSans-Bold.ttf", 0), ("DejaVuSans-Bold.ttf", 0), ("Arial Bold.ttf", 0))
_ARABIC = (("NotoSansArabic-Bold.ttf", 0), ("NotoNaskhArabic-Bold.ttf", 0))
_HAN = (("NotoSansCJK-Bold.ttc", 2), ("NotoSansSC-Bold.otf", 0))
_KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Card:
    """`title` in `language`; `line`: a second, smaller one, such as who organises it."""

    title: str
    line: str
    language: str

    @property
    def digest(self) -> str:
        """Names the picture by what is on it."""
        parts = [str(_DRAWING), self.title, self.line, self.language]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def png(card: Card) -> bytes:
    """The picture, drawn once for the same words."""
    memory, name = caches["cards"], f"feeds.card.{card.digest}"
    if (kept := memory.get(name)) is None:
        kept = _draw(card)
        memory.set(name, kept, _KEPT_SECONDS)
    return kept


def _draw(card: Card) -> bytes:
    picture = Image.new("RGB", SIZE, _FOREST)
    _landscape(ImageDraw.Draw(picture))
    is_rtl = languages.direction(card.language) == "rtl"
    if is_rtl:
        picture = ImageOps.mirror(picture)
    draw = ImageDraw.Draw(picture)
    if files := _font_of(card.language):
        _title(draw, card, files, is_rtl)
    if name := _file(_LATIN):
        font = ImageFont.truetype(*_at(name, 40))
        place = (SIZE[0] - _EDGE, 560) if is_rtl else (_EDGE, 560)
        draw.text(place, "Polku", font=font, fill=_SUN, anchor="rm" if is_rtl else "lm")
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _landscape(draw: ImageDraw.ImageDraw) -> None:
    """A hill, the sun, and the path that gives the site its name."""
    draw.ellipse((1010, -70, 1230, 150), fill=_SUN)
    draw.ellipse((-300, 470, 900, 1100), fill=_HILL)
    draw.ellipse((500, 440, 1700, 1100), fill=_HILL)
    for step in range(9):
        x, y = 700 + step * 52, 610 - step * 14
        draw.ellipse((x - 9, y - 5, x + 9, y + 5), fill=_CLAY if step == 8 else _PAPER)


def _title(draw: ImageDraw.ImageDraw, card: Card, file: tuple[str, int], is_rtl: bool) -> None:
    """As large as it fits into the lines that there are."""
    options = {"direction": "rtl", "language": card.language} if is_rtl else {}
    wide = SIZE[0] - 2 * _EDGE - 160
    for size in range(_LARGEST, _SMALLEST - 1, -8):
        font = ImageFont.truetype(*_at(file, size))
        lines = _lines(card.title, font, wide, options)
        if len(lines) <= _MOST_LINES and size * 1.35 * len(lines) <= 340:
            break
    else:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]
    x, anchor = (SIZE[0] - _EDGE, "ra") if is_rtl else (_EDGE, "la")
    y = _EDGE
    for line in lines:
        draw.text((x, y), line, font=font, fill=_PAPER, anchor=anchor, **options)
        y += size * 1.35
    if card.line and _has_letters(card.line):
        small = ImageFont.truetype(*_at(_file(_LATIN) or file, 36))
        words = _lines(card.line, small, wide, {})[0]
        draw.text((x, y + 28), words, font=small, fill=_SUN, anchor=anchor)


def _lines(text: str, font: ImageFont.FreeTypeFont, wide: int, options: dict) -> list[str]:
    """Broken between words, and inside one that is too long; Chinese has no spaces."""
    lines, line = [], ""
    for word in text.split():
        for part in _parts(word, font, wide, options):
            longer = f"{line} {part}".strip()
            if line and font.getlength(longer, **options) > wide:
                lines.append(line)
                line = part
            else:
                line = longer
    return [*lines, line] if line else lines or [""]


def _parts(word: str, font: ImageFont.FreeTypeFont, wide: int, options: dict) -> list[str]:
    if font.getlength(word, **options) <= wide:
        return [word]
    parts, part = [], ""
    for sign in word:
        if part and font.getlength(part + sign, **options) > wide:
            parts.append(part)
            part = ""
        part += sign
    return [*parts, part]


def _has_letters(text: str) -> bool:
    """Whether the Latin font has them all: the name of an organisation can be in any script."""
    return all(ord(sign) < 0x530 for sign in text)


def _font_of(language: str) -> tuple[str, int] | None:
    """The font for titles in a language; None where they would come out wrong."""
    if languages.direction(language) == "rtl":
        return _file(_ARABIC) if features.check("raqm") else None
    return _file(_HAN if language.startswith(("zh", "ja", "ko")) else _LATIN)


@cache
def _file(names: tuple[tuple[str, int], ...]) -> tuple[str, int] | None:
    for name, face in names:
        for folder in _FOLDERS:
            if found := next(Path(folder).rglob(name), None):
                return str(found), face
    return None


def _at(file: tuple[str, int], size: int) -> tuple[str, int, int]:
    return file[0], size, file[1]
