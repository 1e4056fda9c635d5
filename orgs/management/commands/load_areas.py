"""Store the table of areas that ships with the project, after an upgrade that brings a new one."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from orgs.services import areas


class Command(BaseCommand):
    help = "Stores the table of areas that ships with Polku; safe to repeat."

    def handle(self, *args, **options):
        done = areas.load()
        self.stdout.write(
            _("Areas: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
            % {
                "new": len(done.new),
                "changed": len(done.changed),
                "unchanged": len(done.unchanged),
            }
        )
