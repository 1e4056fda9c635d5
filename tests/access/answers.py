"""What a door answers, and how a test recognises it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse
from django.test import Client

from tests.access.world import World


@dataclass(frozen=True)
class Shows:
    """200, and the body holds each marker: an empty page is no pass. `hides` must not be there."""

    markers: tuple[str, ...]
    hides: tuple[str, ...] = ()
    status: int = 200

    def check(self, response: HttpResponse, client: Client, world: World) -> None:
        assert response.status_code == self.status, told(response)
        _check_markers(self, response, world)


@dataclass(frozen=True)
class LeadsTo:
    """302 to an address, whose page holds each marker."""

    place: str
    markers: tuple[str, ...]
    hides: tuple[str, ...] = ()

    def check(self, response: HttpResponse, client: Client, world: World) -> None:
        assert response.status_code == 302, told(response)
        assert response.url.startswith(fill(self.place, world)), response.url
        page = client.get(response.url, follow=True)
        assert page.status_code == 200, told(page)
        _check_markers(self, page, world)


@dataclass(frozen=True)
class Refuses:
    """An answer without any data: a status, and where it leads for a redirect."""

    status: int
    leads_to: str = ""

    def check(self, response: HttpResponse, client: Client, world: World) -> None:
        assert response.status_code == self.status, told(response)
        if self.status == 302:
            path = quote(response.wsgi_request.get_full_path())
            assert response.url == self.leads_to.format(path=path)
        elif self.status == 404:
            assert response.content == _nothing(response, client)


Answer = Shows | LeadsTo | Refuses

LOGIN = Refuses(302, "/account/login/?next={path}")
SECOND_FACTOR = Refuses(302, "/account/second-factor/")
MISSING = Refuses(404)
NOT_ALLOWED = Refuses(405)


def shows(*markers: str, hides: tuple[str, ...] = (), status: int = 200) -> Shows:
    return Shows(markers, hides, status)


def leads_to(place: str, *markers: str, hides: tuple[str, ...] = ()) -> LeadsTo:
    return LeadsTo(place, markers, hides)


def fill(text: str, world: World) -> str:
    """Put what the world holds into `{people[full].key}` and the like."""
    return text.format(next_week=world.next_week, **vars(world))


def _check_markers(answer: Shows | LeadsTo, response: HttpResponse, world: World) -> None:
    sent = response.getvalue() if response.streaming else response.content
    body = sent.decode(errors="replace")  # a file may be no text
    for marker in answer.markers:
        assert fill(marker, world) in body, f"{marker} is not there"
    for marker in answer.hides:
        assert fill(marker, world) not in body, f"{marker} is there"


def _nothing(response: HttpResponse, client: Client) -> bytes:
    """The body for a place behind the same door where there is surely nothing, as if it had been
    asked for by the same address (on public pages the links of the languages hold it)."""
    path = response.wsgi_request.path
    neighbour = f"/{path.split('/')[1]}/nothing-is-here/"
    return client.get(neighbour).content.replace(neighbour[3:].encode(), path[3:].encode())


def told(response: HttpResponse) -> str:
    return f"{response.status_code} {response.headers.get('Location', '')}"
