"""Texts out to translators and back: XLIFF 1.2, XLIFF 2.1 and PO. Pure: no database.

- `document`: what is exchanged, whichever the format.
- `content`: the text of a segment as runs of text and inline codes, to and from HTML.
- `formats`: the formats by name, and which of them a file is in.
- `xliff1`, `xliff2`, `po`: one format each. `xmlfile`: reading XML from strangers.
- `archives`: several files as one zip.
"""
