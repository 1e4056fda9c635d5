"""From plain text to the blocks of a running text."""

import json
from html import escape

from orgs.models import ContactCard


def running_text(text: str) -> str:
    """A StreamField's value: a paragraph for each part between blank lines."""
    return json.dumps(_paragraphs(text.strip().split("\n\n")))


def sections(parts: list[dict], card: ContactCard | None = None) -> str:
    """A StreamField's value: for each part a heading, then paragraphs, steps and phone numbers;
    a contact card comes last."""
    blocks = []
    for part in parts:
        blocks.append({"type": "heading", "value": part["heading"]})
        blocks += _paragraphs(part["paragraphs"])
        if steps := part.get("steps"):
            blocks.append({"type": "steps", "value": {"steps": [_rich(step) for step in steps]}})
        blocks += [{"type": "phone", "value": phone} for phone in part.get("phones", ())]
    if card:
        blocks.append({"type": "contact_card", "value": card.pk})
    return json.dumps(blocks)


def guide(parts: list[dict]) -> str:
    """The same for a page of the guide, where municipalities add their own words."""
    blocks = json.loads(sections(parts))
    if blocks:
        blocks.append({"type": "own_municipality", "value": {"heading": ""}})
    return json.dumps(blocks)


def _paragraphs(texts: list[str]) -> list[dict]:
    return [{"type": "paragraph", "value": _rich(text)} for text in texts]


def _rich(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"
