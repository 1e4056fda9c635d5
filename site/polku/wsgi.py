"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application

from polku.base.page_cache.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polku.settings")
application = Front(get_wsgi_application())
