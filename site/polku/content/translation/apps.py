from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "polku.content.translation"
    label = "translation"
    verbose_name = "Translation"

    def ready(self):
        from polku.content.translation import checks, localize_spans  # noqa: F401

        localize_spans.keep()
