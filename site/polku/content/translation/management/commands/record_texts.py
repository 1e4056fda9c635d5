"""Takes note of public texts that nobody has taken note of."""

from django.core.management.base import BaseCommand

from polku.content.translation.services import recording


class Command(BaseCommand):
    help = (
        "Take note of the texts of public pages that came into the database by other ways than "
        "publishing; their translations count as up to date."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"{recording.catch_up()} pages recorded.")
