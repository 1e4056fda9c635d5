"""XLIFF 2.0 and 2.1 core (OASIS Standard of 13 February 2018:
docs.oasis-open.org/xliff/xliff-core/v2.1).

- `grammar`: which elements stand where, with which attributes.
- `inline`: the text of a source or target as a row of tokens.
- `units`: a file as units of segments.
- `reading`: refuses what breaks a constraint of the standard.
- `rules`, `codes`, `references`: those constraints that a grammar cannot say.
- `exchange`: our own documents as such files, and back.
"""
