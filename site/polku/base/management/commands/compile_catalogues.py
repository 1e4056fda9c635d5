from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from polku.base import catalogues


class Command(BaseCommand):
    help = "Compile the translation catalogues that have changed."
    requires_system_checks = ()

    def handle(self, **options):
        try:
            compiled = catalogues.compile_newer(settings.LOCALE_PATHS)
        except catalogues.CatalogueBroken as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(compiled)} catalogues compiled.")
