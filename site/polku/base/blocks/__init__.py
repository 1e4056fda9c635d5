"""Blocks of running text, one file a family; their templates are in templates/blocks/."""

from .contact import EmailBlock, PhoneBlock
from .text import CallOutBlock, HeadingBlock, ParagraphBlock, StepsBlock, TextBlocks

__all__ = [
    "CallOutBlock",
    "EmailBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "PhoneBlock",
    "StepsBlock",
    "TextBlocks",
]
