"""Handouts: what one takes along on paper, as a PDF in large print and in the reader's language."""
