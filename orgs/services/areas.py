"""Bring the table of areas up to date with a list of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from orgs.codelists import AreaRow, table
from orgs.models import Area

_FIELDS = ("name_fi", "name_sv", "name_en", "valid_from", "valid_to")


@dataclass
class Plan:
    """What a list would change. `absent` are stored areas that go on, of kinds that the list has,
    yet are not in it: it says nothing of their end, so they stay as they are."""

    new: list[AreaRow] = field(default_factory=list)
    changed: list[AreaRow] = field(default_factory=list)
    unchanged: list[AreaRow] = field(default_factory=list)
    absent: list[Area] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return len(self.new) + len(self.changed)


def plan(rows: Iterable[AreaRow], *, area_model: type = Area) -> Plan:
    """Compare rows with the stored areas; nothing is written.

    An area is known by kind and code among those that have not ended, so that a later list does
    not begin it anew. What was stored with an earlier beginning keeps it.
    """
    rows = list(rows)
    result = Plan()
    stored = _stored(area_model)
    listed = {(row.kind, row.code) for row in rows}
    kinds = {row.kind for row in rows}
    result.absent = [
        area
        for key, area in stored.items()
        if area.valid_to is None and area.kind in kinds and key not in listed
    ]
    for row in rows:
        area = stored.get((row.kind, row.code))
        if area is None or (area.valid_to and row.valid_from > area.valid_to):
            result.new.append(row)
        elif _differs(area, row):
            result.changed.append(row)
        else:
            result.unchanged.append(row)
    return result


def apply(rows: Iterable[AreaRow], *, area_model: type = Area) -> Plan:
    """Store what differs, all or nothing; returns what was done."""
    rows = list(rows)
    with transaction.atomic():
        todo = plan(rows, area_model=area_model)
        stored = _stored(area_model)
        new = area_model.objects.bulk_create(
            area_model(
                kind=row.kind, code=row.code, **{name: getattr(row, name) for name in _FIELDS}
            )
            for row in todo.new
        )
        stored |= {(area.kind, area.code): area for area in new}
        for row in todo.changed:
            area = stored[row.kind, row.code]
            for name in _FIELDS:
                setattr(area, name, getattr(row, name))
            area.valid_from = min(area.valid_from, row.valid_from)
            area.save(update_fields=_FIELDS)
        for row in [*todo.new, *todo.changed]:
            area = stored[row.kind, row.code]
            if row.successor:
                area.successor = stored[row.kind, row.successor]
                area.save(update_fields=["successor"])
            if row.kind == "municipality":
                area.part_of.set([stored[key] for key in _parents(row)])
    return todo


def load(*, area_model: type = Area) -> Plan:
    """Store the table that ships with the project; a second call changes nothing."""
    return apply(table.read(), area_model=area_model)


def _stored(area_model: type) -> dict:
    """The last area of each kind and code."""
    areas = area_model.objects.prefetch_related("part_of").select_related("successor")
    return {(area.kind, area.code): area for area in areas.order_by("valid_from")}


def _differs(area, row: AreaRow) -> bool:
    return (
        any(getattr(area, name) != getattr(row, name) for name in _FIELDS if name != "valid_from")
        or row.valid_from < area.valid_from
        or bool(row.successor and (not area.successor or area.successor.code != row.successor))
        or (
            row.kind == "municipality"
            and {(parent.kind, parent.code) for parent in area.part_of.all()} != _parents(row)
        )
    )


def _parents(row: AreaRow) -> set[tuple[str, str]]:
    return {(kind, getattr(row, kind)) for kind in ("region", "county") if getattr(row, kind)}
