"""Bring code lists of areas in: first a preview, then `--apply`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orgs.codelists import AreaRow, UnreadableCodeLists, statistics_finland, table
from orgs.services import areas


class Command(BaseCommand):
    help = "Reads a folder of Statistics Finland's code lists and shows or stores what differs."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder that holds the code lists")
        parser.add_argument("--apply", action="store_true", help="store what the preview shows")
        parser.add_argument(
            "--table",
            type=Path,
            metavar="FILE",
            help="write the areas as the project's own table instead of comparing them",
        )

    def handle(self, *args, folder: Path, apply: bool, **options):
        try:
            rows = statistics_finland.read(folder)
        except UnreadableCodeLists as error:
            raise CommandError(str(error)) from None
        if options["table"]:
            self._write(rows, options["table"])
            return
        done = areas.apply(rows) if apply else areas.plan(rows)
        for sign, changed in (("+", done.new), ("~", done.changed)):
            for row in changed:
                self.stdout.write(f"{sign} {row.kind} {row.code} {row.name_fi}")
        for area in done.absent:
            self.stdout.write(
                _(
                    "%(code)s %(name)s is in none of these lists. Add the last list that has it "
                    "to the folder, so that its end is known."
                )
                % {"code": area.code, "name": area.name_fi}
            )
        self.stdout.write(
            _("Areas: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
            % {
                "new": len(done.new),
                "changed": len(done.changed),
                "unchanged": len(done.unchanged),
            }
        )
        self._close(done, apply)

    def _close(self, done: areas.Plan, apply: bool) -> None:
        if apply:
            self.stdout.write(
                ngettext("%(count)s change stored.", "%(count)s changes stored.", done.changes)
                % {"count": done.changes}
            )
        elif done.changes:
            self.stdout.write(_("Nothing is stored yet: call again with --apply."))
        else:
            self.stdout.write(_("There is nothing to store."))

    def _write(self, rows: list[AreaRow], path: Path) -> None:
        table.write(rows, path)
        self.stdout.write(
            ngettext("%(count)s area written.", "%(count)s areas written.", len(rows))
            % {"count": len(rows)}
        )
