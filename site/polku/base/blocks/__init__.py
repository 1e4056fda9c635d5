"""Blocks of running text, one file a family; their templates are in templates/blocks/."""

from .contact import EmailBlock, PhoneBlock
from .features import FEATURES
from .links import CallToActionBlock, FeaturedLinkBlock
from .media import PictureBlock, VideoBlock, VideoLinkBlock
from .opening_hours import OpeningHoursBlock
from .quotation import QuotationBlock
from .text import CallOutBlock, HeadingBlock, ParagraphBlock, StepsBlock, TextBlocks

__all__ = [
    "FEATURES",
    "CallOutBlock",
    "CallToActionBlock",
    "EmailBlock",
    "FeaturedLinkBlock",
    "HeadingBlock",
    "OpeningHoursBlock",
    "ParagraphBlock",
    "PhoneBlock",
    "PictureBlock",
    "QuotationBlock",
    "StepsBlock",
    "TextBlocks",
    "VideoBlock",
    "VideoLinkBlock",
]
