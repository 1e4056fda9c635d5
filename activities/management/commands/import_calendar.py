"""Bring a calendar file in as drafts of an organisation: first a preview, then `--apply`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.importers.calendars import drafts, files
from activities.recurrence import preview


class Command(BaseCommand):
    help = "Reads a calendar file (.ics) and shows or stores its events as draft activities."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the calendar (.ics)")
        parser.add_argument(
            "--organisation",
            metavar="SLUG",
            required=True,
            help="short name of the organisation whose activities they are",
        )
        parser.add_argument(
            "--language",
            metavar="CODE",
            default="",
            help="language in which they are written; the organisation's own unless given",
        )
        parser.add_argument("--apply", action="store_true", help="store what the preview shows")

    def handle(self, *args, file: Path, organisation: str, language: str, apply: bool, **options):
        try:
            calendar = files.read_file(file)
            parent = drafts.organisation_page(organisation, language)
            done = (drafts.apply if apply else drafts.plan)(calendar, parent)
        except (files.UnreadableCalendar, drafts.ImportImpossible) as error:
            raise CommandError(str(error)) from None
        self._show(done)
        if apply:
            text = ngettext("%(count)s change stored.", "%(count)s changes stored.", done.changes)
            self.stdout.write(text % {"count": done.changes})
        elif done.changes:
            self.stdout.write(_("Nothing is stored yet: call again with --apply."))
        else:
            self.stdout.write(_("There is nothing to store."))

    def _show(self, done: drafts.Plan) -> None:
        today = timezone.localdate()
        for mark, entries in (("+", done.new), ("~", done.changed)):
            for entry in entries:
                self.stdout.write(f"{mark} {entry.title}")
                for line in preview(entry.series, today):
                    self.stdout.write(f"    {line}")
        for refusal in done.refused:
            self.stdout.write(str(refusal))
        self.stdout.write(
            _(
                "Events: %(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(ended)s "
                "ended or cancelled, %(refused)s refused."
            )
            % {
                "new": len(done.new),
                "changed": len(done.changed),
                "unchanged": len(done.unchanged),
                "ended": len(done.ended),
                "refused": len(done.refused),
            }
        )
