"""Every route behind the editor's door × every role × GET and POST, for what belongs to one
organisation and is public, a draft, in review, in translation or among its images and documents.

Not all is asked of all: the system administrator where the site editor gets another answer,
and of those who may send a form one sends it.
"""

from collections import Counter

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.access.cms.belongings import digest
from tests.access.cms.forms import FORMS
from tests.access.cms.roles import OTHERS, OUTSIDE, Role
from tests.access.cms.table import ROWS, Answer, Row
from tests.access.cms.world import World
from tests.access.routes import walk
from tests.access.writes import written

# The plain forms have rows in `table_editor` too; here they are asked for what is C's.
DOORS = ("cms/", "editor/activities/", "editor/our-page/")
ROUTES = {route.address for route in walk() if route.address.startswith(DOORS)}
# Open to everyone: the way in and out, and what its page loads.
OPEN = {"cms/login/", "cms/logout/", "cms/jsi18n/", "cms/sprite/"}
REFUSED = {404, 405}
NO_SUCH_NUMBER = 999_999
NO_SUCH_KEY = "00000000-0000-4000-8000-000000000000"


def asked(row: Row, verb: str) -> list[Role]:
    """The roles that knock; those outside the door try everything."""
    answers = row.answers[verb]
    roles = [role for role in OTHERS if role in answers]
    inside = [role for role in (Role.EDITOR_C, Role.SITE_EDITOR) if role in answers]
    if Role.SUPERUSER in answers and answers[Role.SUPERUSER] != answers[Role.SITE_EDITOR]:
        inside.append(Role.SUPERUSER)
    if verb == "POST":
        allowed = [role for role in inside if answers[role].status not in REFUSED]
        inside = [role for role in inside if role not in allowed] + allowed[:1]
    return [*OUTSIDE, *roles, *inside] if row.address not in OPEN else [*roles, *inside]


CELLS = [(row, verb) for row in ROWS for verb in ("GET", "POST")]


def test_every_route_has_a_row_and_every_row_a_route():
    assert {row.address for row in ROWS} == ROUTES


def test_every_form_is_sent():
    assert FORMS.keys() <= {row.place for row in ROWS}


@pytest.mark.parametrize(("row", "verb"), CELLS, ids=lambda part: str(part))
def test_cell(untouched: World, row: Row, verb: str):
    """Each role gets what the table says and no canary of others, and leaves C as it was."""
    faults = []
    for role in asked(row, verb):
        with transaction.atomic():
            faults += [f"{role}: {fault}" for fault in _faults(untouched, row, verb, role)]
            transaction.set_rollback(True)
    assert not faults, "; ".join(faults)


def test_each_role_is_asked_and_the_output_says_how_often(record_property):
    cells = Counter(role for row, verb in CELLS for role in asked(row, verb))
    record_property(
        "count",
        f"{len(ROUTES)} routes of {' and '.join(DOORS)} in {len(ROWS)} rows × GET and POST × "
        f"{len(Role)} roles: {cells.total()} cells, "
        + ", ".join(f"{count} {role}" for role, count in cells.items()),
    )
    assert cells.keys() == set(Role)


def _faults(world: World, row: Row, verb: str, role: Role) -> list[str]:
    client = world.visitor(role)
    before, as_it_was = written(), world.digest
    response, body = _ask(client, verb, row, world.keys)
    faults = [
        f"shows {what}"
        for what in world.flock.leaks(role, body, str(response.headers), str(response.cookies))
    ]
    wrote = written() - before
    if role in OUTSIDE:
        if _is_let_in(response, role):
            faults.append(f"is let in with {response.status_code}")
    else:
        faults += _differences(world, response, body, row.answers[verb][role])
    if role in (*OUTSIDE, *OTHERS) and wrote:
        if response.status_code in REFUSED or role in OUTSIDE:
            faults.append(f"was refused and wrote {dict(wrote)}")
        elif digest(world.organisations["C"]) != as_it_was:
            faults.append(f"changed what is C's: {dict(wrote)}")
    if role == Role.EDITOR_B and response.status_code == 404 and "{" in row.place:
        missing = {
            name: NO_SUCH_KEY if isinstance(key, str) else NO_SUCH_NUMBER
            for name, key in world.keys.items()
        } | {"own": world.keys["own"]}
        nothing, body_of_nothing = _ask(client, verb, row, missing)
        if (nothing.status_code, body_of_nothing) != (404, body):
            faults.append(f"learns that it exists: {nothing.status_code}")
    return faults


def _ask(client: Client, verb: str, row: Row, keys: dict) -> tuple[HttpResponse, bytes]:
    data = {
        name: value.format(**keys) if isinstance(value, str) else value
        for name, value in FORMS.get(row.place, {}).items()
    }
    send = client.post if verb == "POST" else client.get
    response = send(row.place.format(**keys), data if verb == "POST" else None)
    return response, response.getvalue() if response.streaming else response.content


def _is_let_in(response: HttpResponse, role: Role) -> bool:
    if response.status_code in REFUSED:
        return False
    if role == Role.WORKER:
        return True
    doors = ("/account/second-factor/",)
    if role == Role.ANONYMOUS:
        doors = ("/account/login/", "/cms/login/")
    return response.status_code != 302 or not response.url.startswith(doors)


def _differences(world: World, response: HttpResponse, body: bytes, wanted: Answer) -> list[str]:
    faults = []
    if response.status_code != wanted.status:
        faults.append(f"gets {response.status_code}, not {wanted.status}")
    shown = any(canary.about == "page" for canary in world.flock.seen_in(body))
    if shown != wanted.shows:
        faults.append("sees something of C" if shown else "sees nothing of C")
    return faults
