from .device import manifest, offline, service_worker
from .front import front_door, not_found
from .guidance import guidance_list
from .news import news_list
from .robots import robots, sitemap, sitemap_index

__all__ = [
    "front_door",
    "guidance_list",
    "manifest",
    "news_list",
    "not_found",
    "offline",
    "robots",
    "service_worker",
    "sitemap",
    "sitemap_index",
]
