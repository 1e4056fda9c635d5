"""What is chosen, each with the question without it, and what to let go where nothing is found."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from polku.base.templatetags.presentation import short_day

from ..asked import Filters
from .counts import Counts
from .shown import Facet

# The facets of `Counts.loosened`, with the fields of a question that they stand for.
FIELDS = {
    "language": ("languages",),
    "place": ("places",),
    "theme": ("themes",),
    "audience": ("audiences",),
    "age": ("age",),
    "when": ("periods", "since", "until"),
    "weekday": ("weekdays",),
    "time": ("times",),
    "free": ("is_free",),
    "step_free": ("is_step_free",),
    "no_sign_up": ("needs_no_sign_up",),
    "places_left": ("has_places",),
    "attendance": ("attendances",),
    "child_care": ("child_care",),
    "organisation": ("organisations",),
    "kind": ("kinds",),
}
_ANYTHING = Filters()


@dataclass(frozen=True)
class Chosen:
    """`without`: the question without it."""

    label: str
    without: Filters


@dataclass(frozen=True)
class Loosened:
    """`labels`: of all that is let go. `count`: of what would be found then."""

    labels: list[str]
    count: int
    without: Filters


def chosen(filters: Filters, facets: Iterable[Facet]) -> list[Chosen]:
    """All that narrows a question down, in the order of the page; `facets` of this question."""
    found = []
    if filters.words:
        found.append(Chosen(filters.words, filters.but(words="")))
    found += [Chosen(option.label, option.without) for facet in facets for option in facet.chosen]
    if filters.since or filters.until:
        found.append(Chosen(_days(filters), filters.but(since=None, until=None)))
    if filters.age is not None:
        label = _("Age: %(age)s") % {"age": filters.age}
        found.append(Chosen(label, filters.but(age=None)))
    return found


def loosened(filters: Filters, counts: Counts, facets: Iterable[Facet]) -> list[Loosened]:
    """By letting go which facet something is found again, what gives most first."""
    everything = chosen(filters, facets)
    found = []
    for facet, count in counts.loosened.items():
        let_go = FIELDS[facet]
        labels = [one.label for one in everything if _changed(filters, one.without) <= {*let_go}]
        without = filters.but(**{name: getattr(_ANYTHING, name) for name in let_go})
        if count:
            found.append(Loosened(labels, count, without))
    return sorted(found, key=lambda one: -one.count)


def _changed(one: Filters, other: Filters) -> set[str]:
    return {
        field.name
        for field in fields(one)
        if getattr(one, field.name) != getattr(other, field.name)
    }


def _days(filters: Filters) -> str:
    first, last = short_day(filters.since), short_day(filters.until)
    if first and last:
        return first if first == last else f"{first} – {last}"
    return _("from %(day)s") % {"day": first} if first else _("until %(day)s") % {"day": last}
