"""Canaries: texts that occur nowhere but where they were planted, each with the roles that may see
it. Whatever carries one to anyone else, in any way, is a leak."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import unquote_plus

from django.conf import settings
from django.utils import formats, translation
from stdnum.fi import hetu

from tests.access.roles import Role

# Those of whom each look is written down.
PEOPLE = frozenset({"client", "participant"})
NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Canary:
    """One planted value. `forms`: every way in which it could be written down; `what`: the field
    and whose it is, for the sentence that tells of a leak."""

    what: str
    forms: tuple[str, ...]
    readers: frozenset[Role]
    # "client", "participant", "account" or "page".
    about: str


class Flock:
    """All canaries of a world. Each maker plants a new one and returns its value."""

    def __init__(self):
        self.canaries: list[Canary] = []
        # Whom the canaries that come next tell about.
        self.about = "client"

    def word(self, what: str, readers: Iterable[Role]) -> str:
        """A word such as no text has."""
        return self._plant(what, [f"Kanari{self._number():04d}"], readers)

    def text(self, what: str, readers: Iterable[Role]) -> str:
        return f"{self.word(what, readers)} was written here."

    def email(self, what: str, readers: Iterable[Role]) -> str:
        return self._plant(what, [f"kanari{self._number():04d}@example.org"], readers)

    def phone(self, what: str, readers: Iterable[Role]) -> str:
        number = f"35845999{self._number():04d}"
        return self._plant(what, [f"+{number}", number], readers)

    def birth_date(self, what: str, readers: Iterable[Role]) -> date:
        day = date(1901, 1, 1) + timedelta(days=37 * self._number())
        self._plant(what, _written(day), readers)
        return day

    def identity_code(self, what: str, birth_date: date, readers: Iterable[Role]) -> str:
        """A code of the numbers that no person is given."""
        number = 900 + self._number() % 100
        digits = f"{birth_date:%d%m%y}{number}"
        check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31]
        code = f"{birth_date:%d%m%y}-{number}{check}"
        return self._plant(what, [hetu.validate(code, allow_temporary=True)], readers)

    def let_read(self, value: str, readers: Iterable[Role]) -> None:
        """The canary with this value now has these readers as well."""
        for place, canary in enumerate(self.canaries):
            if str(value).lower() in (form.lower() for form in canary.forms):
                more = canary.readers | frozenset(readers)
                self.canaries[place] = replace(canary, readers=more)
                self._forget()
                return
        raise LookupError(value)

    def seen_in(self, *haystacks: str | bytes) -> set[Canary]:
        """The canaries that sing in a page, a file, a row or a line of a log."""
        found = set()
        for haystack in haystacks:
            for text in _readings(haystack):
                for core, forms in self._by_core.items():
                    if core in text:
                        found |= {
                            canary
                            for form, canary in forms
                            # Not inside a longer number: 1.1.1911 is no part of 21.1.1911.
                            if form in text and re.search(rf"(?<!\d){re.escape(form)}(?!\d)", text)
                        }
        return found

    def leaks(self, role: Role, *haystacks: str | bytes) -> list[str]:
        """What a role was shown and may not see."""
        return sorted(
            canary.what for canary in self.seen_in(*haystacks) if role not in canary.readers
        )

    def _number(self) -> int:
        return len(self.canaries)

    def _plant(self, what: str, forms: Sequence[str], readers: Iterable[Role]) -> str:
        self.canaries.append(Canary(what, tuple(forms), frozenset(readers), self.about))
        self._forget()
        return forms[0]

    def _forget(self) -> None:
        self.__dict__.pop("_by_core", None)

    @cached_property
    def _by_core(self) -> dict[str, list[tuple[str, Canary]]]:
        """The forms by a part that many share: where the part is absent, none of them is there."""
        by_core: dict[str, list[tuple[str, Canary]]] = {}
        for canary in self.canaries:
            for form in map(str.lower, canary.forms):
                core = next(filter(None, (part.search(form) for part in _CORES)), None)
                by_core.setdefault(core[0] if core else form, []).append((form, canary))
        return by_core


_CORES = [re.compile(part) for part in ("kanari", "35845999", r"\b19[012]\d\b")]


def _readings(haystack: str | bytes) -> set[str]:
    text = haystack.decode("utf-8", "replace") if isinstance(haystack, bytes) else haystack
    text = text.lower()
    return {text, html.unescape(text), unquote_plus(text)}


def _written(day: date) -> list[str]:
    """A date as any of the site's languages writes it."""
    written = {f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}"}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for style in ("DATE_FORMAT", "SHORT_DATE_FORMAT"):
                written.add(formats.date_format(day, style))
    return [day.isoformat(), *sorted(written)]
