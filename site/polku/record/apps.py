from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "polku.record"
    label = "record"
    verbose_name = "Record"

    def ready(self):
        # Register what happens to accounts of workers, and listen to organisations.
        from . import handlers, organisations  # noqa: F401
