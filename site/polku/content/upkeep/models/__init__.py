from .bin import Bin, BinnedPage, Deletion
from .links import ExternalLink, LinkPlace
from .review import Review, ReviewLink

__all__ = [
    "Bin",
    "BinnedPage",
    "Deletion",
    "ExternalLink",
    "LinkPlace",
    "Review",
    "ReviewLink",
]
