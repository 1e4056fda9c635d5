"""From plain text to the blocks of a running text."""

import json
from html import escape

from wagtail.models import Page

from orgs.models import ContactCard
from polku.base.models import SiteImage


def running_text(text: str) -> str:
    """A StreamField's value: a paragraph for each part between blank lines."""
    return json.dumps(_paragraphs(text.strip().split("\n\n")))


def sections(
    parts: list[dict],
    card: ContactCard | None = None,
    picture: SiteImage | None = None,
    listing: Page | None = None,
) -> str:
    """A StreamField's value: for each part a heading, then paragraphs, steps, phone numbers and
    what else the part names; a contact card comes last.

    A part that describes a picture shows `picture`, one that names activities those of `listing`.
    """
    blocks = []
    for part in parts:
        blocks.append({"type": "heading", "value": part["heading"]})
        blocks += _paragraphs(part["paragraphs"])
        if steps := part.get("steps"):
            blocks.append({"type": "steps", "value": {"steps": [_rich(step) for step in steps]}})
        blocks += [{"type": "phone", "value": phone} for phone in part.get("phones", ())]
        if words := part.get("picture"):
            shown = {"image": picture.pk, "decorative": False, "alt_text": words["alt"]}
            blocks.append(
                {"type": "picture", "value": {"image": shown, "caption": words["caption"]}}
            )
        if quotation := part.get("quotation"):
            day = quotation["date"].isoformat()
            blocks.append({"type": "quotation", "value": quotation | {"date": day}})
        if film := part.get("film"):
            blocks.append({"type": "video_link", "value": film})
        if heading := part.get("activities"):
            shown = {"heading": heading, "listing": listing.pk, "number": 3}
            blocks.append({"type": "activities", "value": shown})
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
