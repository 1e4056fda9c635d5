"""The doors of Wagtail, of documents and media and of the sign-in: their routes are not ours, so
each door has one row that says who gets in, and every route behind it is tried."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.http import HttpResponse

from tests.access.answers import told
from tests.access.roles import Role
from tests.access.routes import GROUPS, Route, example, walk
from tests.access.world import World

SIGN_INS = ("/account/login/", "/account/second-factor/", "/cms/login/")
EDITORS = {Role.RECEIVER_EDITOR, Role.SUPERUSER}
OUTSIDE_CMS = sorted(set(Role) - EDITORS)
SENT_AWAY = {Role.ANONYMOUS, Role.NO_SECOND_FACTOR}
# Behind the editor's door, and yet open to everyone: the way out and the words of its scripts.
OPEN_IN_CMS = {"cms/login/", "cms/logout/", "cms/jsi18n/", "cms/sprite/"}


@dataclass(frozen=True)
class Door:
    """`is_refusal`: what an answer looks like to those who are not let in."""

    let_in: frozenset[Role]
    is_refusal: Callable[[HttpResponse], bool]


def _leads_away(response: HttpResponse) -> bool:
    """To the sign-in or to the second factor, or nothing is there."""
    if response.status_code == 302:
        return response.url.startswith(SIGN_INS)
    return response.status_code in (403, 404, 405)


DOORS = {
    "cms/": Door(frozenset(EDITORS), _leads_away),
    "documents/": Door(frozenset(Role), _leads_away),
    "media/": Door(frozenset(Role), _leads_away),
    "account/": Door(frozenset(Role), _leads_away),
}
ROUTES = [route for route in walk() if route.group]


def test_every_group_has_a_door():
    assert DOORS.keys() == set(GROUPS)


@pytest.mark.parametrize("role", OUTSIDE_CMS)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_no_one_but_editors_enters_the_cms(untouched: World, verb: str, role: Role):
    """Two roles try every route, the others every seventh, which is quicker."""
    client = untouched.visitor(role)
    got_in = []
    pace = 1 if role in (Role.ANONYMOUS, Role.RECEIVER_WORKER) else 7
    for address in _addresses("cms/", untouched)[::pace]:
        response = getattr(client, verb)(address)
        if not DOORS["cms/"].is_refusal(response):
            got_in.append(f"{address}: {told(response)}")
        assert untouched.flock.leaks(role, response.content) == []
    assert got_in == []


@pytest.mark.parametrize("role", OUTSIDE_CMS)
def test_who_is_not_let_into_the_cms_is_not_sent_in_circles(untouched: World, role: Role):
    page = untouched.visitor(role).get("/cms/", follow=True)  # raises RedirectCycleError
    assert page.status_code == (200 if role in SENT_AWAY else 404)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("group", sorted(set(GROUPS) - {"cms/"}))
def test_open_doors_show_no_data_of_others(untouched: World, group: str, role: Role):
    client = untouched.visitor(role)
    for address in _addresses(group, untouched):
        response = client.get(address)
        body = response.getvalue() if response.streaming else response.content
        assert response.status_code < 500, address
        assert untouched.flock.leaks(role, body, str(response.headers)) == [], address
        client = untouched.visitor(role)  # one of the doors is the way out


def test_everyone_reads_a_public_document(untouched: World):
    for role in Role:
        response = untouched.visitor(role).get(untouched.document.url)
        assert response.getvalue() == b"A leaflet for everyone"


def _addresses(group: str, world: World) -> list[str]:
    """An address of each route behind a door; numbers in it are those of a page of B."""
    return [
        example(route.address, number=world.pages["B"].pk, word="site-document")
        for route in ROUTES
        if route.group == group and not _is_open(route)
    ]


def _is_open(route: Route) -> bool:
    return route.address in OPEN_IN_CMS
