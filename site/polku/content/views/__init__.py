from .front import front_door, not_found
from .guidance import guidance_list
from .news import news_list
from .robots import robots, sitemap, sitemap_index

__all__ = [
    "front_door",
    "guidance_list",
    "news_list",
    "not_found",
    "robots",
    "sitemap",
    "sitemap_index",
]
