from .wish import Wish

__all__ = ["Wish"]
