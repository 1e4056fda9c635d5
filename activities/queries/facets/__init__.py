"""Facets: by which values a question can be narrowed down or widened, and how many each gives."""

from .counts import Counts, counted
from .shown import Facet, Option, shown

__all__ = ["Counts", "Facet", "Option", "counted", "shown"]
