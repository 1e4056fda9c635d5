"""Texts in files for a spreadsheet: what somebody wrote must run no formula on the machine of the
one who opens the file.

Wagtail marks the cells of its XLSX files as texts, but not their headings, and nothing in its CSV
files: https://owasp.org/www-community/attacks/CSV_Injection
"""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# Where a spreadsheet begins a formula: not at a number or a phone number. In Finland the cells of
# such files end at semicolons.
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=\s*(?:[=@＝＠]|[+\-＋－](?![\d\s().-]*(?:\Z|[;\t\r\n]))))")


def plain(value):
    """A text that a spreadsheet shows as it stands; what is no text stays what it is."""
    return _FORMULA.sub(r"\1'", value) if isinstance(value, str) else value


def writable(value):
    """A text without the control characters that no XLSX file can hold: one of them, in what
    anybody wrote into a form, would keep the whole list from being written."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def guard_exports() -> None:
    """Every list that Wagtail exports, ours and its own: reports, people, answers, snippets."""
    value_of, heading_of = (
        SpreadsheetExportMixin.preprocess_field_value,
        SpreadsheetExportMixin.get_heading,
    )
    if getattr(value_of, "is_plain", False):
        return

    def plain_value(self, field, value, export_format):
        written = writable(value_of(self, field, value, export_format))
        return plain(written) if export_format == self.FORMAT_CSV else written

    def plain_heading(self, queryset, field):
        return plain(writable(heading_of(self, queryset, field)))

    plain_value.is_plain = True
    SpreadsheetExportMixin.preprocess_field_value = plain_value
    SpreadsheetExportMixin.get_heading = plain_heading
