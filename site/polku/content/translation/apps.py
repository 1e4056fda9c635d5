from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "polku.content.translation"
    label = "translation"
    verbose_name = "Translation"

    def ready(self):
        from polku.content import originals

        # Signals are the routes of publishing that no method sees.
        from polku.content.translation import (
            checks,  # noqa: F401
            localize_beginnings,
            localize_spans,
            signals,
        )
        from polku.content.translation.queries.originals import chosen

        localize_beginnings.keep()
        localize_spans.keep()
        originals.register(chosen)
        signals.connect()
