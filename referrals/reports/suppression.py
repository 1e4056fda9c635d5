"""Which counts may not be shown, so that no shown figure points to a few people.

A count of one to `smallest - 1` is hidden (primary). Where a sum of counts is shown beside its
parts, a lone hidden part could be worked out, so further counts are hidden until that is not so
(secondary). See Hundepool et al., Statistical Disclosure Control, chapter 4.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Line:
    """Cells that add up to another one. Without a `total` the sum is taken to be known."""

    parts: tuple
    total: Hashable | None = None


def hidden(counts: Mapping[Cell, int], lines: Iterable[Line], smallest: int) -> set[Cell]:
    """The cells to hide. Zeros are always shown."""
    lines = list(lines)
    closed = {cell for cell, count in counts.items() if 0 < count < smallest}
    changed = True
    while changed:
        changed = False
        for line in lines:
            while not _is_safe(line, counts, closed, smallest):
                cell = _next(line, counts, closed)
                if cell is None:
                    break
                closed.add(cell)
                changed = True
    return closed


def _is_safe(line: Line, counts: Mapping, closed: set, smallest: int) -> bool:
    parts = [cell for cell in line.parts if cell in closed]
    if line.total in closed:
        # With all parts shown the sum is known again.
        return bool(parts) or counts[line.total] == 0
    # What the hidden parts are together is known: there must be several, and enough.
    return not parts or (len(parts) > 1 and sum(counts[cell] for cell in parts) >= smallest)


def _next(line: Line, counts: Mapping, closed: set):
    """The smallest shown part that is not zero; the sum where no part is left."""
    shown = [cell for cell in line.parts if cell not in closed and counts[cell]]
    if shown:
        return min(shown, key=lambda cell: counts[cell])
    if line.total is not None and line.total not in closed and counts[line.total]:
        return line.total
    return None
