"""Opening hours inside a text."""

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from polku.base.opening_hours import HoursUnreadable, OpeningHours, read_other_days, read_spans

from .untranslated import PlainLineBlock, PlainLinesBlock

_capitalised = lazy(lambda text: str(text).capitalize(), str)
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _check_spans(text: str) -> None:
    try:
        read_spans(text)
    except HoursUnreadable as problem:
        raise ValidationError(str(problem)) from problem


def _check_other_days(text: str) -> None:
    try:
        read_other_days(text)
    except HoursUnreadable as problem:
        raise ValidationError(str(problem)) from problem


class OpeningHoursValue(blocks.StructValue):
    @property
    def hours(self) -> OpeningHours:
        return OpeningHours(
            week=tuple(read_spans(self.get(name) or "") for name in _DAY_NAMES),
            others=read_other_days(self.get("other_days") or ""),
        )


class OpeningHoursBlock(blocks.StructBlock):
    heading = blocks.CharBlock(
        label=_("heading"), required=False, help_text=_("Empty means “Opening hours”.")
    )

    def __init__(self, local_blocks=None, **kwargs):
        days = [
            (
                name,
                PlainLineBlock(
                    label=_capitalised(WEEKDAYS[number]), required=False, validators=[_check_spans]
                ),
            )
            for number, name in enumerate(_DAY_NAMES)
        ]
        other_days = PlainLinesBlock(
            label=_("Other days"),
            required=False,
            rows=3,
            validators=[_check_other_days],
            help_text=_(
                "One line a day, such as 24.12.2026, or 24.12.2026–26.12.2026. A day without "
                "hours is closed. With hours: 23.12.2026 9–12"
            ),
        )
        super().__init__([*days, ("other_days", other_days), *(local_blocks or ())], **kwargs)

    class Meta:
        label = _("Opening hours")
        icon = "time"
        help_text = _("Write the hours of each day like this: 9–15. An empty day is closed.")
        template = "blocks/opening_hours.html"
        value_class = OpeningHoursValue
