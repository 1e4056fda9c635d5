"""Where a place is, as a person copies it from a map: two numbers, or the link of a map.

No geocoder is asked: what was pasted says the place itself, or the sentence of the problem says
what to paste instead.
"""

import re
from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# The mainland, Åland and the islands around, with a little room.
_FINLAND = (59.3, 70.2, 19.0, 31.7)
_NUMBER = r"[+-]?\d{1,3}(?:[.,]\d+)?"
# Of a link that says several places the pin comes before what the window showed.
_IN_LINKS = [
    rf"!3d({_NUMBER})!4d({_NUMBER})",
    rf"[?&]mlat=({_NUMBER})&mlon=({_NUMBER})",
    rf"[?&](?:q|query|ll|sll|daddr|destination|center)=({_NUMBER})(?:,|%2C)\+?({_NUMBER})",
    rf"[?&]lat=({_NUMBER})&(?:lon|lng)=({_NUMBER})",
    rf"@({_NUMBER}),({_NUMBER})",
    rf"#map=\d+/({_NUMBER})/({_NUMBER})",
    rf"^geo:({_NUMBER}),({_NUMBER})",
    rf"/({_NUMBER}),\+?({_NUMBER})(?:[/?]|$)",
]
_DEGREES = re.compile(
    r"(\d{1,3})°\s*(\d{1,2})[′']\s*(\d{1,2}(?:[.,]\d+)?)[″\"]\s*N[\s,]*"
    r"(\d{1,3})°\s*(\d{1,2})[′']\s*(\d{1,2}(?:[.,]\d+)?)[″\"]\s*E",
    re.IGNORECASE,
)
# A comma between the two or in each of them; 60.17,24.94 and 60,17 24,94 and 60,17, 24,94.
_PLAIN = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)")
_COMMAS = re.compile(r"([+-]?\d{1,3},\d+)\s*[,;\s]\s*([+-]?\d{1,3},\d+)")
_AROUND = re.compile(r"[°NE]|\blat(?:itude)?\b|\blon(?:gitude)?\b|\blng\b|[:()=]", re.IGNORECASE)


class Problem(ValueError):
    """A sentence for whoever pasted it."""


@dataclass(frozen=True)
class Position:
    """Degrees of WGS 84; five decimals are a metre."""

    latitude: float
    longitude: float

    def __str__(self):
        return f"{self.latitude:.5f}, {self.longitude:.5f}"

    @property
    def is_in_finland(self) -> bool:
        south, north, west, east = _FINLAND
        return south <= self.latitude <= north and west <= self.longitude <= east


def read(text: str) -> Position:
    """Raises Problem."""
    text = text.strip()
    if re.match(r"(https?:|geo:|www\.)", text, re.IGNORECASE):
        return _checked(*_of_link(text))
    if found := _DEGREES.search(text):
        numbers = [_number(one) for one in found.groups()]
        north, east = (
            degrees + minutes / 60 + seconds / 3600
            for degrees, minutes, seconds in (numbers[:3], numbers[3:])
        )
        return _checked(north, east)
    bare = _AROUND.sub(" ", text).strip()
    found = _COMMAS.fullmatch(bare) or _PLAIN.fullmatch(bare)
    if found is None:
        raise Problem(
            _("Write two numbers, such as 60.1699, 24.9384, or paste the link of a place on a map.")
        )
    return _checked(*map(_number, found.groups()))


def _of_link(text: str) -> tuple[float, float]:
    for pattern in _IN_LINKS:
        if found := re.search(pattern, text, re.IGNORECASE):
            return _number(found[1]), _number(found[2])
    raise Problem(
        _(
            "This link does not say where the place is; short links never do. Open it, press long "
            "on the place on the map, and copy the two numbers that appear."
        )
    )


def _checked(latitude: float, longitude: float) -> Position:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Problem(
            _("There is no such place: the first number is from -90 to 90, the other one to 180.")
        )
    return Position(round(latitude, 5), round(longitude, 5))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def stored(text: str) -> Position | None:
    """A position as a column holds it."""
    return read(text) if text else None


class PositionInput(forms.CharField):
    """One box for what a map gives; its value is the two numbers, or nothing."""

    def __init__(self, **options):
        options.setdefault("max_length", 2000)  # links are long
        super().__init__(**options)
        self.widget.attrs |= {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value) -> str:
        text = super().clean(value)
        try:
            return str(read(text)) if text else ""
        except Problem as problem:
            raise forms.ValidationError(str(problem), code="position") from problem

    def has_changed(self, initial, data) -> bool:
        try:
            return self.clean(data) != (initial or "")
        except forms.ValidationError:
            return True


class PositionField(models.CharField):
    """Holds “60.16990, 24.93840”, or nothing; `positions.stored` reads it."""

    def __init__(self, *args, **options):
        options.setdefault("max_length", 30)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def formfield(self, **options):
        return PositionInput(
            required=not self.blank,
            label=options.get("label", capfirst(self.verbose_name)),
            help_text=options.get("help_text", self.help_text),
        )
