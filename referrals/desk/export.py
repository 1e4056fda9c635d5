"""Lists as files for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from polku.base.spreadsheets import plain

from .presentation.rows import ReferralRow


def referrals_csv(name: str, rows: Iterable[ReferralRow]) -> HttpResponse:
    """The rows of a list, as the list shows them, in UTF-8 with its mark, which Excel needs."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [
            _("Number"),
            _("State"),
            _("Code of the state"),
            _("Activity"),
            _("Organisation"),
            _("Client"),
            _("Sent"),
            _("Answer by"),
        ]
    )
    for row in rows:
        writer.writerow(
            plain(cell)
            for cell in (
                row.number,
                row.state.label,
                row.state.code,
                row.activity_title,
                row.other_organisation,
                row.client_label,
                timezone.localdate(row.sent_at).isoformat() if row.sent_at else "",
                row.due.isoformat() if row.due else "",
            )
        )
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
