"""Facets: by which values a question can be narrowed down or widened, and how many each gives."""

from .chosen import FIELDS, Chosen, Loosened, chosen, loosened
from .counts import Counts, counted
from .shown import Facet, Option, labels, shown

__all__ = [
    "FIELDS",
    "Chosen",
    "Counts",
    "Facet",
    "Loosened",
    "Option",
    "chosen",
    "counted",
    "labels",
    "loosened",
    "shown",
]
