from .front import front_door, not_found
from .news import news_list

__all__ = ["front_door", "news_list", "not_found"]
