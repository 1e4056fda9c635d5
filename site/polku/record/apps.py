from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "polku.record"
    label = "record"
    verbose_name = "Record"

    def ready(self):
        from . import handlers  # noqa: F401  (registers what happens to accounts of workers)
