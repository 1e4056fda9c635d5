"""Who gets what at each door of the site: every route × verb × role of `table.ROWS`.

A route without a row fails, and so does a row without a route. What a role may see must show its
marker; what it may not see must not sing, whatever the answer is.
"""

import re
from collections import Counter, defaultdict

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.answers import MISSING, Refuses, fill, told
from tests.access.canaries import PEOPLE
from tests.access.roles import Role
from tests.access.routes import GROUPS, walk
from tests.access.table import ROWS, VERBS, Row
from tests.access.world import World
from tests.access.writes import written

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OWN = {route.address: route for route in walk() if not route.group}
ROW_OF = {(row.address, row.verb): row for row in ROWS}


def asked_daily(row: Row) -> set[Role]:
    """One role an answer, in each row another; `--all` asks all of them."""
    alike = defaultdict(list)
    for role in Role:
        alike[row.answers[role]].append(role)
    number = ROWS.index(row)
    return {roles[number % len(roles)] for roles in alike.values()}


CELLS = [
    pytest.param(
        row,
        role,
        id=f"{row} | {role}",
        marks=[] if role in asked_daily(row) else pytest.mark.exhaustive,
    )
    for row in ROWS
    for role in Role
]


@pytest.fixture(autouse=True)
def no_limit_is_reached():
    """All roles ask from one network address, of which a form takes a few an hour."""
    cache.clear()


def test_every_route_has_a_row():
    assert OWN.keys() - {row.address for row in ROWS} == set()


def test_every_row_has_a_route():
    assert {row.address for row in ROWS} - OWN.keys() == set()


def test_every_role_has_a_cell_in_every_row():
    assert [row for row in ROWS if row.answers.keys() != set(Role)] == []


def test_every_route_shows_something_to_someone():
    """A row of refusals alone would pass even if the page were broken."""
    shown = {
        row.address
        for row in ROWS
        if any(not isinstance(answer, Refuses) for answer in row.answers.values())
    }
    assert OWN.keys() - shown == {
        "<language>/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        # There is a map where the site names tiles for one; tests/activities has its own.
        "<language>/activities/map/",
        "<language>/activities/map/points/",
    }


@pytest.mark.parametrize(("row", "role"), CELLS)
def test_cell(untouched: World, row: Row, role: Role):
    client = untouched.visitor(role)
    before = written()
    response = _ask(client, row.verb, fill(row.place, untouched), row.filled(untouched))
    wrote = written() - before
    body = response.getvalue() if response.streaming else response.content
    answer = row.answers[role]
    answer.check(response, client, untouched)

    assert untouched.flock.leaks(role, body, str(response.headers)) == []
    sung = {canary for canary in untouched.flock.seen_in(body) if canary.about in PEOPLE}
    if sung:
        assert wrote["record_auditentry"], "people were shown, and nobody wrote it down"
    if isinstance(answer, Refuses):
        assert not wrote, "what was refused left something behind"
    elif row.verb == "GET" and not row.may_write:
        assert set(wrote) <= {"record_auditentry"}, "reading changed something"


@pytest.mark.parametrize("role", Role)
def test_missing_and_forbidden_answer_alike(untouched: World, role: Role):
    """The same status, headers, bytes and number of queries, whether the key is of a row of others
    or of no row. Who sees a referral and asks for the other side's move of it may cost more."""
    client = untouched.visitor(role)
    known = {
        key
        for row in ROWS
        if not isinstance(row.answers[role], Refuses)
        for key in KEY.findall(fill(row.place, untouched))
    }
    compared = 0
    for row in ROWS:
        if "<uuid:" not in row.address or row.answers[role] != MISSING:
            continue
        foreign = fill(row.place, untouched)
        missing = KEY.sub("00000000-0000-4000-8000-000000000000", foreign)
        data = row.filled(untouched)
        *answer, queries = _whole(client, row.verb, foreign, data)
        *wanted, wanted_queries = _whole(client, row.verb, missing, data)
        assert answer == wanted
        assert queries == wanted_queries or known & {*KEY.findall(foreign)}, row
        compared += 1
    assert compared or role in (Role.ANONYMOUS, Role.NO_SECOND_FACTOR)


@pytest.mark.parametrize("role", Role)
def test_verbs_without_a_row_are_refused(untouched: World, role: Role):
    client = untouched.visitor(role)
    before = written()
    wrong = []
    for row in ROW_OF.values():
        for verb in VERBS:
            if (row.address, verb) in ROW_OF:
                continue
            response = _ask(client, verb, fill(row.place, untouched), row.filled(untouched))
            if response.status_code not in (302, 403, 404, 405):
                wrong.append(f"{verb} {row.address}: {told(response)}")
            if response.status_code == 302 and not response.url.startswith("/account/"):
                wrong.append(f"{verb} {row.address}: {told(response)}")
    assert wrong == []
    assert not written() - before


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row.verb == "POST" and not row.is_open],
    ids=lambda row: str(row),
)
def test_a_form_of_another_site_is_refused(untouched: World, row: Row):
    """Whoever may send the form must also have got it from us."""
    roles = [role for role, answer in row.answers.items() if not isinstance(answer, Refuses)]
    for role in roles:
        client = untouched.visitor(role, enforce_csrf_checks=True)
        before = written()
        response = _ask(client, "POST", fill(row.place, untouched), row.filled(untouched))
        assert response.status_code == 403
        assert not written() - before


def test_each_role_is_asked_and_the_output_says_how_often(record_property):
    answers = Counter(
        "refused" if isinstance(answer, Refuses) else "allowed"
        for row in ROWS
        for answer in row.answers.values()
    )
    record_property(
        "count",
        f"{len(OWN)} routes of our own in {len(ROWS)} rows × {len(Role)} roles: "
        f"{answers.total()} cells, {answers['allowed']} allowed, {answers['refused']} refused; "
        f"{sum(bool(route.group) for route in walk())} routes behind {', '.join(GROUPS)}",
    )
    assert answers.total() == len(ROWS) * len(Role)


def _ask(client: Client, verb: str, place: str, data: dict):
    if verb in ("GET", "POST"):
        return getattr(client, verb.lower())(place, data if verb == "POST" else None)
    return client.generic(verb, place)


def _whole(client: Client, verb: str, place: str, data: dict) -> tuple:
    # The log of a connection holds 9000 queries; beyond that it counts none.
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        response = _ask(client, verb, place, data)
    return response.status_code, dict(response.headers), response.content, len(queries)
