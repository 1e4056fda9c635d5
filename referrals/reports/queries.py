"""Statistics of referrals, from coded facts alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, F, Func, Min, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Kind, Theme
from orgs.access import Actor
from orgs.models import Area, Role
from referrals.exchange.states import (
    CLIENT_REASONS,
    MOVES,
    CancelReason,
    DeclineReason,
    EndReason,
    Outcome,
)

from .models import ReferralFact
from .rules import may_count
from .suppression import Line, hidden

# The whole year beside its quarters.
YEAR = 0
PERIODS = (1, 2, 3, 4, YEAR)


# Moves that have their row even in a year without any.
_THREAD = ("send", "receive", "accept", "decline", "start", "complete")


@dataclass(frozen=True)
class Breakdown:
    """The referrals that made one move, by one of their codes: `column` of the fact."""

    name: str
    verb: str
    column: str
    title: str
    codes: dict[str, str]


@dataclass
class Table:
    title: str
    caption: str
    header: list[str]
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Bar:
    label: str
    value: str
    percent: int


@dataclass
class Chart:
    title: str
    description: str
    bars: list[Bar]


@dataclass
class Statistics:
    year: int
    tables: list[Table]
    chart: Chart


def facts_in_sight(actor: Actor) -> QuerySet[ReferralFact]:
    """A manager's: those of the own organisation. A coordinator's: those of activities in the
    municipalities of the organisation's areas as well."""
    if not may_count(actor):
        return ReferralFact.objects.none()
    own = Q(sender=actor.organisation) | Q(receiver=actor.organisation)
    if actor.has(Role.COORDINATOR):
        areas = actor.organisation.areas.all()
        inside = Area.objects.filter(Q(pk__in=areas) | Q(part_of__in=areas)).values("pk")
        own |= Q(municipality__in=inside)
    return ReferralFact.objects.filter(own)


def years(actor: Actor) -> list[int]:
    """The years for which there can be figures, latest first."""
    this_year = timezone.localdate().year
    first = facts_in_sight(actor).aggregate(first=Min("on"))["first"]
    return list(range(this_year, (first.year if first else this_year) - 1, -1))


def statistics(actor: Actor, year: int) -> Statistics:
    """The figures of one calendar year with its quarters. Raises Http404 for who may see none."""
    if not may_count(actor):
        raise Http404
    breakdowns = _breakdowns()
    counts = _counts(actor, year, breakdowns)
    closed = hidden(counts, _lines(breakdowns), settings.POLKU_SMALLEST_COUNT)

    def shown(*cell) -> str:
        if cell in closed:
            return _("fewer than %(count)d or hidden") % {"count": settings.POLKU_SMALLEST_COUNT}
        return str(counts[cell])

    header = ["", *(_("Quarter %(number)d") % {"number": n} for n in PERIODS[:-1]), str(year)]
    moves = Table(_("Referrals by what happened"), _hidden_figures(), header)
    moves.rows = [
        [str(MOVES[verb].done), *(shown("moves", verb, period) for period in PERIODS)]
        for verb in _told(counts)
    ]
    tables = [moves]
    for breakdown in breakdowns:
        for title, codes in _parts(breakdown):
            rows = [
                [str(label), *(shown(breakdown.name, code, period) for period in PERIODS)]
                for code, label in codes.items()
                if counts[breakdown.name, code, YEAR]
            ]
            if rows:
                tables.append(Table(title, _hidden_figures(), header, rows))
    return Statistics(year, tables, _chart(year, counts, closed, shown))


def _told(counts: dict) -> list[str]:
    """The moves that have a row."""
    return [verb for verb in MOVES if verb in _THREAD or counts["moves", verb, YEAR]]


def _breakdowns() -> list[Breakdown]:
    return [
        Breakdown("theme", "send", "themes", _("Sent referrals by theme"), dict(Theme.choices)),
        Breakdown(
            "kind",
            "send",
            "activity_kind",
            _("Sent referrals by kind of activity"),
            dict(Kind.choices),
        ),
        Breakdown("reason", "decline", "reason", "", dict(DeclineReason.choices)),
        Breakdown(
            "taken_back",
            "cancel",
            "reason",
            _("Referrals taken back, by reason"),
            dict(CancelReason.choices),
        ),
        Breakdown(
            "ended_early",
            "end_early",
            "reason",
            _("Referrals ended early, by reason"),
            dict(EndReason.choices),
        ),
        Breakdown(
            "outcome",
            "complete",
            "outcome",
            _("Completed referrals by outcome"),
            dict(Outcome.choices),
        ),
    ]


def _parts(breakdown: Breakdown) -> Iterable[tuple[str, dict[str, str]]]:
    """Reasons of organisations and of clients are two tables, though they add up together."""
    if breakdown.name != "reason":
        yield breakdown.title, breakdown.codes
        return
    by_client = {code: label for code, label in breakdown.codes.items() if code in CLIENT_REASONS}
    by_organisation = {
        code: label for code, label in breakdown.codes.items() if code not in CLIENT_REASONS
    }
    yield _("Declined by the organisation, by reason"), by_organisation
    yield _("Declined by the client, by reason"), by_client


def _counts(actor: Actor, year: int, breakdowns: list[Breakdown]) -> dict[tuple, int]:
    """(table, code, quarter or YEAR): count, for every code; two queries."""
    counts: dict[tuple, int] = defaultdict(int)
    facts = facts_in_sight(actor).filter(on__year=year)
    grouped = facts.values(
        "verb", "activity_kind", "reason", "outcome", quarter=F("on__quarter")
    ).annotate(count=Count("pk"))
    themes = (
        facts.filter(verb="send")
        .annotate(theme=Func(F("themes"), function="unnest"))
        .values("theme", quarter=F("on__quarter"))
        .annotate(count=Count("pk"))
    )
    for row in grouped:
        for period in (row["quarter"], YEAR):
            counts["moves", row["verb"], period] += row["count"]
            for breakdown in breakdowns:
                if breakdown.verb == row["verb"] and breakdown.column != "themes":
                    counts[breakdown.name, row[breakdown.column], period] += row["count"]
    for row in themes:
        for period in (row["quarter"], YEAR):
            counts["theme", row["theme"], period] += row["count"]
    for breakdown in breakdowns:
        for code in breakdown.codes:
            for period in PERIODS:
                counts.setdefault((breakdown.name, code, period), 0)
    for verb in MOVES:
        for period in PERIODS:
            counts.setdefault(("moves", verb, period), 0)
    return dict(counts)


def _lines(breakdowns: list[Breakdown]) -> Iterable[Line]:
    """What adds up: quarters to the year, codes to the count of their move. An activity can have
    several themes, so for themes no sum is shown."""
    rows = [("moves", verb) for verb in MOVES]
    rows += [(breakdown.name, code) for breakdown in breakdowns for code in breakdown.codes]
    for row in rows:
        yield Line(tuple((*row, quarter) for quarter in PERIODS[:-1]), (*row, YEAR))
    for breakdown in breakdowns:
        for period in PERIODS:
            parts = tuple((breakdown.name, code, period) for code in breakdown.codes)
            total = None if breakdown.name == "theme" else ("moves", breakdown.verb, period)
            yield Line(parts, total)


def _chart(year: int, counts: dict, closed: set, shown) -> Chart:
    """The year's moves; what is hidden has no length either."""
    cells = {verb: ("moves", verb, YEAR) for verb in _told(counts)}
    visible = {verb: 0 if cell in closed else counts[cell] for verb, cell in cells.items()}
    longest = max(visible.values()) or 1
    return Chart(
        _("Referrals in %(year)d") % {"year": year},
        _("The same figures are in the table beside."),
        [
            Bar(str(MOVES[verb].done), shown(*cell), round(100 * visible[verb] / longest))
            for verb, cell in cells.items()
        ],
    )


def _hidden_figures() -> str:
    return _(
        "Counts of fewer than %(count)d are hidden, and some others from which these could be "
        "worked out."
    ) % {"count": settings.POLKU_SMALLEST_COUNT}
