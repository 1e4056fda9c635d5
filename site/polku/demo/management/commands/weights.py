"""`manage.py weights`: what the main views of the sample house weigh."""

from django.core.management.base import BaseCommand
from django.test import Client

from polku.demo import weights


class Command(BaseCommand):
    help = "Prints what the main views of the sample house weigh, packed, without pictures."

    def add_arguments(self, parser):
        parser.add_argument("--languages", nargs="*", default=["fi", "ar", "so", "zh-hans"])

    def handle(self, *, languages, **options):
        client = Client(SERVER_NAME="localhost")
        for language in languages:
            self.stdout.write(f"{language:<20}{'page':>9}{'files':>9}{'bytes':>9}")
            for name, path in weights.MAIN_VIEWS.items():
                found = weights.weigh(client, f"/{language}/{path}")
                line = f"  {name:<18}{found.page:>9,}{found.files:>9,}{found.whole:>9,}"
                self.stdout.write(line)
