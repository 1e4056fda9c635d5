"""Fields for dates and hours as people write them."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from polku.base import opening_hours
from polku.base.opening_hours import Opening


class DatesField(forms.CharField):
    """Several dates in one line, as 24.12.2026 or 2026-12-24, between commas or spaces."""

    _FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")

    def prepare_value(self, value):
        if isinstance(value, (list, tuple)):
            return ", ".join(f"{day.day}.{day.month}.{day.year}" for day in value)
        return value

    def to_python(self, value) -> list[date]:
        words = re.split(r"[,;،؛、\s]+", value or "")
        return sorted({self._date(word) for word in words if word})

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != sorted(initial or [])
        except ValidationError:
            return True

    def _date(self, word: str) -> date:
        for form in self._FORMS:
            try:
                return datetime.strptime(word, form).date()
            except ValueError:
                continue
        raise ValidationError(
            _("“%(word)s” is no date. Write dates as in %(example)s, with commas between.")
            % {"word": word, "example": "24.12.2026, 31.12.2026"}
        )


class OpeningField(forms.CharField):
    """The hours of one weekday in one line, as in “8–12, 13.30–16”; empty where it is closed."""

    def __init__(self, weekday: int, **options):
        self.weekday = weekday
        super().__init__(max_length=100, required=False, **options)

    def prepare_value(self, value):
        if isinstance(value, list):
            return opening_hours.written(value, self.weekday)
        return value

    def to_python(self, value) -> list[Opening]:
        try:
            return opening_hours.read(self.weekday, value or "")
        except opening_hours.HoursUnreadable as unreadable:
            raise ValidationError(str(unreadable)) from None

    def run_validators(self, value):
        """Its length is limited by the widget; hours are no text."""

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != [o for o in initial or [] if o.weekday == self.weekday]
        except ValidationError:
            return True
