"""Compares the published facts of activities with their pages."""

from django.core.management.base import BaseCommand, CommandError

from activities.services import reconcile


class Command(BaseCommand):
    help = "Compare the published facts of activities with their pages; --repair mends them."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args, repair=False, **options):
        mended = faults = 0
        for finding in reconcile.check(repair=repair):
            if finding.fault:
                faults += 1
                self.stdout.write(f"{finding.translation_key}: {finding.fault}")
            else:
                mended += 1
                self.stdout.write(f"{finding.translation_key}: {', '.join(finding.differs)}")
        if faults or (mended and not repair):
            raise CommandError(
                f"{mended} activities differ from their pages, {faults} cannot be published."
                + ("" if repair else " Call again with --repair to mend them.")
            )
        self.stdout.write(
            f"{mended} activities mended." if mended else "All facts agree with their pages."
        )
