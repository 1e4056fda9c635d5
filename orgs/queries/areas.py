"""Finding areas by their names."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.db.models import Q
from django.utils import timezone

from orgs.codelists import names
from orgs.models import Area
from orgs.models.area import AreaKind


def areas_named(names: Iterable[str]) -> tuple[list[Area], dict[str, str]]:
    """The areas of today with these names, in any of their languages; and for each name that none
    has, the nearest one that there is, else nothing. Where several have a name, as a municipality
    and a region, it is the municipality."""
    today = timezone.localdate()
    areas = Area.objects.filter(valid_from__lte=today).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    )
    known: dict[str, Area] = {}
    for area in sorted(areas, key=lambda area: area.kind != "municipality"):
        for name in (area.name_fi, area.name_sv, area.name_en):
            known.setdefault(name.casefold(), area)
    found, unknown = [], {}
    for name in names:
        if area := known.get(name.casefold()):
            found.append(area)
        else:
            near = get_close_matches(name.casefold(), known, n=1)
            unknown[name] = known[near[0]].name if near else ""
    return found, unknown


def all_names(area: Area) -> list[str]:
    """What an area is called in all languages of which that is known, each name once."""
    found = [area.name_fi, area.name_sv, area.name_en]
    if area.kind == AreaKind.MUNICIPALITY:
        found += names.in_other_scripts().get(area.code, [])
    return list(dict.fromkeys(found))
