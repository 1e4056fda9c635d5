"""`manage.py load_demo`: the sample house, once."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from polku.demo import house
from polku.record import outbox


class Command(BaseCommand):
    help = "Load the sample house: invented organisations, activities, clients and referrals."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "The sample house brings accounts whose password everybody knows: load it on a "
                "site with POLKU_MODE=demo only."
            )
        if house.stands():
            self.stdout.write("    The sample house stands already; nothing was changed.")
            return
        try:
            house.build(self._say)
        except house.Unsuitable as trouble:
            raise CommandError(str(trouble)) from None
        self._say("Statistics")
        outbox.deliver_waiting()

    def _say(self, step: str) -> None:
        if not hasattr(self, "began"):
            self.began = time.monotonic()
        self.stdout.write(f"    {time.monotonic() - self.began:5.1f} s  {step} …")
        self.stdout.flush()
