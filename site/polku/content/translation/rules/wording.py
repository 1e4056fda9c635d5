"""What counts as the text of a page."""

import hashlib
import json
import re

from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

# Draft.js numbers paragraphs anew now and then; nobody reads that.
_BLOCK_KEY = re.compile(r'\s*data-block-key="[^"]*"')


def digest(page: Page) -> str:
    """Of the words that a translator would be asked for, field by field and in their order; not
    of facts, addresses, pictures and links, nor of the marks by which the editor knows its blocks.
    """
    said = []
    for segment in extract_segments(page):
        field = segment.path.partition(".")[0]
        if isinstance(segment, StringSegmentValue):
            said.append([field, segment.string.data])
        elif isinstance(segment, TemplateSegmentValue):
            said.append([field, _BLOCK_KEY.sub("", segment.template)])
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
