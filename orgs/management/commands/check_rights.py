"""Compares the rights of organisations' people and of site editors with what they should be."""

from django.core.management.base import BaseCommand, CommandError

from orgs.services import editing


class Command(BaseCommand):
    help = "Compare groups, rights and workflows with what they should be; --repair mends them."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args, repair=False, **options):
        number = 0
        for who, differed in editing.check(repair=repair):
            number += 1
            self.stdout.write(f"{who}: {', '.join(differed)}")
        if number and not repair:
            raise CommandError(
                f"{number} differ from what they should be. Call again with --repair to mend them."
            )
        self.stdout.write(f"{number} mended." if number else "All rights are as they should be.")
