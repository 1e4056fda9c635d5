from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "polku.content"
    label = "content"
    verbose_name = "Content"

    def ready(self):
        from orgs import sections

        from . import handlers, organisation_pages  # noqa: F401  (answers are personal data)

        sections.register(organisation_pages.sections)
