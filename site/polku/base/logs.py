"""Logs without anybody's data: of a fault they say where and what kind, never its words."""

import logging
import re
import traceback
from collections.abc import Iterator

# What follows these in an address opens what is there: a sign-up, an invitation, a question.
_SECRET = re.compile(
    r"(/(?:sign-up/place|account/invitation|account/password/reset/key|review)/)[^/\s?]+"
)
_ADDRESS = re.compile(r"[^\s@'\"<>(),;:]+@[^\s@'\"<>(),;:]+")


class DiscreetFormatter(logging.Formatter):
    """Messages without e-mail addresses, as those of packages hold them, and without the codes of
    links, as Django's hold them for each refusal; tracebacks without the messages of their
    exceptions.

    A message can quote what was typed or stored: PostgreSQL tells the whole row that it refuses,
    `int("…")` the text it could not read. Type, place and, of a database error, the constraint are
    enough to find a fault.
    """

    def formatMessage(self, record) -> str:
        return _SECRET.sub(r"\1…", _ADDRESS.sub("…@…", super().formatMessage(record)))

    def formatException(self, ei) -> str:
        return "\n".join(_lines(ei[1]))


def _lines(fault: BaseException) -> Iterator[str]:
    earlier = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if earlier is not None:
        yield from _lines(earlier)
        yield "which led to:"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(fault.__traceback__)).rstrip()
    yield f"{type(fault).__module__}.{type(fault).__qualname__}{_constraint(fault)}"


def _constraint(fault: BaseException) -> str:
    """Which constraint or column a database error is about: names of ours, no values."""
    diagnosis = getattr(fault, "diag", None)
    names = [getattr(diagnosis, f"{part}_name", None) for part in ("table", "column", "constraint")]
    return f" ({', '.join(filter(None, names))})" if any(names) else ""
