"""Blocks that show something of the site: activities, and what the reader's municipality says."""

from wagtail import blocks

from orgs.blocks import PageBlocks
from polku.base.blocks import FeaturedLinkBlock

from .activities import ActivityListBlock
from .municipality import OwnMunicipalityBlock

__all__ = ["ActivityListBlock", "ContentBlocks", "GuideBlocks", "LinkBlocks"]


class ContentBlocks(PageBlocks):
    """A running text with contact cards and activities."""

    activities = ActivityListBlock()


class GuideBlocks(ContentBlocks):
    """The same for the guide, where municipalities add what holds with them."""

    own_municipality = OwnMunicipalityBlock()


class LinkBlocks(blocks.StreamBlock):
    """Links that a page puts first."""

    link = FeaturedLinkBlock()
