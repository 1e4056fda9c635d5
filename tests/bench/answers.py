"""Whether the statement of the finder gives what its page shows."""

import json

from django.db import connection
from django.http import QueryDict

from activities.queries import Filters, facets, find

from .cases import LANGUAGE, Case


def are_alike(case: Case) -> bool:
    """The same activities in the same order, and the same number for each value of each facet."""
    filters = Filters.from_query(QueryDict(case.path.partition("?")[2]))
    with connection.cursor() as cursor:
        cursor.execute(case.statement, case.parameters)
        rows = cursor.fetchall()
    counts = facets.counted(filters, LANGUAGE)
    shown = [activity.pk for activity in find(filters, LANGUAGE)[: len(rows)]]
    named = {(facet, str(value)): number for facet, value, number in _facets(rows)}
    ours = {
        (facet, str(value)): number
        for facet, numbers in counts.values.items()
        for value, number in numbers.items()
    }
    return (shown, ours) == ([row[0] for row in rows], named)


def _facets(rows: list[tuple]) -> list:
    return json.loads(rows[0][-1]) if rows else []
