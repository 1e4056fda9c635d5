"""Bring a spreadsheet of public services in as drafts: first a preview, then `--apply`."""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.importers import drafts, services


class Command(BaseCommand):
    help = "Reads a spreadsheet of public services and shows or stores them as draft activities."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the spreadsheet (.xlsx)")
        parser.add_argument(
            "--holder-national",
            metavar="SLUG",
            default="valtakunnalliset-palvelut",
            help="short name of the organisation that holds national services",
        )
        parser.add_argument(
            "--holder-name",
            metavar="NAME",
            default="Valtakunnalliset palvelut",
            help="name of that organisation where it has to be made",
        )
        parser.add_argument("--apply", action="store_true", help="store what the preview shows")

    def handle(self, *args, file: Path, apply: bool, **options):
        national = drafts.NationalHolder(options["holder_national"], options["holder_name"])
        try:
            sheet = services.read(file)
            done = (drafts.apply if apply else drafts.plan)(sheet, national=national)
        except (services.UnreadableSpreadsheet, drafts.ImportImpossible) as error:
            raise CommandError(str(error)) from None
        self._show(sheet, done)
        if apply:
            text = ngettext("%(count)s change stored.", "%(count)s changes stored.", done.changes)
            self.stdout.write(text % {"count": done.changes})
        elif done.changes:
            self.stdout.write(_("Nothing is stored yet: call again with --apply."))
        else:
            self.stdout.write(_("There is nothing to store."))

    def _show(self, sheet: services.Sheet, done: drafts.Plan) -> None:
        for holder, count in sorted(Counter(row.holder for row in done.new).items()):
            self.stdout.write(f"+ {done.holders[holder]}: {count}")
        for row in done.changed:
            self.stdout.write(f"~ {done.holders[row.holder]}: {row.name}")
        for name in sheet.unread:
            self.stdout.write(_("The column “%(name)s” is not read.") % {"name": name})
        for refusal in done.refused:
            self.stdout.write(str(refusal))
        self.stdout.write(
            _(
                "Services: %(new)s new, %(changed)s changed, %(unchanged)s unchanged, "
                "%(left_out)s left out by mark, %(refused)s refused."
            )
            % {
                "new": len(done.new),
                "changed": len(done.changed),
                "unchanged": len(done.unchanged),
                "left_out": done.left_out,
                "refused": len(done.refused),
            }
        )
