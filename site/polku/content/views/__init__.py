from .device import manifest, offline, service_worker
from .errors import bad_request, not_found, server_error
from .front import front_door
from .guidance import guidance_list
from .news import news_list
from .pages import page
from .robots import robots, sitemap, sitemap_index

__all__ = [
    "bad_request",
    "front_door",
    "guidance_list",
    "manifest",
    "news_list",
    "not_found",
    "offline",
    "page",
    "robots",
    "server_error",
    "service_worker",
    "sitemap",
    "sitemap_index",
]
