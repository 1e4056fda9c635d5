from django.apps import AppConfig
from django.core.signals import request_finished


class VisitsConfig(AppConfig):
    name = "polku.content.visits"
    label = "visits"
    verbose_name = "Visits"

    def ready(self):
        from polku.base.page_cache import answered

        from . import counting

        answered.register(counting.count)
        # The answer has been sent by then: nobody waits for the table.
        request_finished.connect(counting.write_when_due, dispatch_uid="visits")
