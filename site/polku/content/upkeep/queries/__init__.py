"""Reading; what depends on rights takes the user first."""

from . import bin, owners, reviews

__all__ = ["bin", "owners", "reviews"]
