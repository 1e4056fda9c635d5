"""Texts in seven languages, mixed anew from those of the sample house."""

import json
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

FOLDER = Path(__file__).resolve().parents[3] / "site" / "polku" / "demo" / "data" / "activities"
# How many of a hundred activities have a text in the language, besides their original.
SHARES = {"fi": 80, "sv": 50, "en": 60, "ar": 30, "ru": 30, "so": 30, "uk": 30}


@dataclass(frozen=True)
class Text:
    title: str
    summary: str
    paragraphs: tuple[str, ...]

    @property
    def plain(self) -> str:
        """As publishing takes it out of the stream."""
        return "\n\n".join((self.title, *self.paragraphs))

    @cached_property
    def stream(self) -> str:
        """As a StreamField stores it: a heading, then paragraphs."""
        blocks = [("heading", self.title), *(("paragraph", f"<p>{p}</p>") for p in self.paragraphs)]
        return json.dumps(
            [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(blocks)]
        )


class Texts:
    """Hands out texts; the same random numbers give the same texts."""

    def __init__(self, random: Random):
        self.random = random
        files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
        self._originals = {
            language: [file["text"][language] for file in files if language in file["text"]]
            for language in SHARES
        }

    def draw(self, language: str, place: str) -> Text:
        """A title with the name of a place, a summary, and four paragraphs of different origin."""
        originals = self._originals[language]
        first, *others = self.random.choices(originals, k=3)
        bodies = [text["body"].strip().split("\n\n") for text in (first, *others)]
        paragraphs = [paragraph for body in bodies for paragraph in body[:2]]
        return Text(
            title=f"{first['title']} · {place}",
            summary=first["summary"],
            paragraphs=tuple(paragraphs[:4]),
        )
