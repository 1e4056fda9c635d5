"""What goes out and comes back unchanged is the same, in each format and whatever the text."""

from dataclasses import replace

import pytest
from hypothesis import given

from polku.content.translation.exchange import archives, content, formats
from polku.content.translation.exchange.document import Document

from .texts import HTML, documents, patiently

FORMATS = list(formats.FORMATS)


def comparable(document: Document) -> Document:
    """Without what is only said to the translator."""
    return replace(
        document, title="", segments=tuple(replace(s, label="") for s in document.segments)
    )


@patiently
@given(html=HTML)
def test_html_is_the_same_after_it_was_taken_apart(html):
    assert content.to_html(content.from_html(html)) == html


@pytest.mark.parametrize("name", FORMATS)
@patiently
@given(document=documents())
def test_every_text_survives_out_and_in(name, document):
    file = formats.FORMATS[name].write(document)
    (back,) = formats.read(file)
    assert comparable(back) == comparable(document)


@patiently
@given(document=documents())
def test_every_text_survives_in_an_archive(document):
    file = formats.FORMATS["xliff-2.1"].write(document)
    packed = archives.pack([("page.xlf", file), ("page.xlf", file)])
    assert archives.unpack(packed) == [("page.xlf", file), ("page-2.xlf", file)]
