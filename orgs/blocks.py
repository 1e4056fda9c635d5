"""Blocks that show something of an organisation."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock

from polku.base import languages
from polku.base.blocks import TextBlocks


class ContactCardBlock(SnippetChooserBlock):
    """A contact card, as it stands today."""

    def __init__(self, **kwargs):
        super().__init__("orgs.ContactCard", **kwargs)

    class Meta:
        label = _("Contact card")
        icon = "user"
        help_text = _("Change the card itself, and it changes on every page where it stands.")
        template = "blocks/contact_card.html"

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | shown(value)


def shown(card) -> dict:
    """What templates/components/contact_card.html shows of a card, for the reader."""
    if card is None:
        return {"card": None}
    reader = get_language() or card.language
    words = card.words(reader)
    return {
        "card": card,
        "words": words,
        "words_language": words.language,
        "words_direction": languages.direction(words.language),
        "languages": [
            {"code": code, "name": languages.name_in(code, reader)} for code in card.languages
        ],
    }


class PageBlocks(TextBlocks):
    """A running text with contact cards."""

    contact_card = ContactCardBlock()
