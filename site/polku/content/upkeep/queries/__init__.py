"""Reading; what depends on rights takes the user first."""

from . import bin, dashboard, links, owners, reviews

__all__ = ["bin", "dashboard", "links", "owners", "reviews"]
