from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "polku.content"
    label = "content"
    verbose_name = "Content"

    def ready(self):
        from wagtail.views import serve

        from orgs import sections
        from polku.base import page_cache

        from . import handlers, organisation_pages  # noqa: F401  (answers are personal data)
        from .views import asked

        sections.register(organisation_pages.sections)
        page_cache.asks(asked.of_pages)(serve)
