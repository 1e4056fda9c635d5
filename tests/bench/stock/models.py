"""A page as Wagtail's own tutorial makes it, with as much text and as many facts as an activity.

Only the settings of the bench install this app, so it never ships.
"""

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class StockPage(Page):
    summary = models.CharField(max_length=250, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    body = StreamField(
        [("heading", blocks.CharBlock()), ("paragraph", blocks.RichTextBlock())], blank=True
    )

    template = "stock/stock_page.html"
