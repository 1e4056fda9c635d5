"""Each role follows every link it is shown, sends every search form, and downloads every file; and
no canary sings that this role may not hear."""

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from django.conf import settings

from tests.access.answers import fill
from tests.access.roles import Role
from tests.access.table import ROWS
from tests.access.world import World

# So many addresses of a kind are followed, see `kinds`.
OF_A_KIND = 2
WRITTEN_IN = ("en", "ar")
# Of all roles; `--all` lets each of them walk.
ASKED_DAILY = {Role.ANONYMOUS, Role.RECEIVER_MANAGER}
# Ways out of the session, and forms that only change the reader's own account.
LEFT_ALONE = ("/account/logout/", "/cms/logout/", "/account/3rdparty/", "/static/")
SEARCHED = "kanari"


class Links(HTMLParser):
    """Addresses of a page: links, sources of files, and search forms with a word in them."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[str] = []
        self._form = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in ("a", "link") and values.get("href"):
            self.found.append(values["href"])
        if tag in ("img", "script", "iframe") and values.get("src"):
            self.found.append(values["src"])
        if tag == "form" and values.get("method", "get").lower() == "get":
            self._form = values.get("action") or ""
        if tag == "input" and self._form is not None and values.get("name") == "q":
            self.found.append(f"{self._form}?{urlencode({'q': SEARCHED})}")

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None


def follow(world: World, role: Role) -> tuple[dict[str, int], list[str]]:
    """Every address that the role came to, with its status; and every leak on the way."""
    client = world.visitor(role)
    ways = ["/", "/en/", "/ar/", "/desk/", "/cms/", "/account/2fa/"]
    ways += [fill(row.place, world) for row in ROWS if row.verb == "GET"]
    # Public pages are alike for all, so that one visitor goes through them in each language in
    # which the world was written, and as much again in others.
    languages = WRITTEN_IN if role == Role.ANONYMOUS else ()
    known = set(ways)
    seen: dict[str, int] = {}
    followed: Counter = Counter()
    leaks: list[str] = []

    def go_on(place: str, link: str) -> None:
        way = _normal(urljoin(place, unescape(link)))
        if not _is_ours(link) or way in known:
            return
        if any(followed[kind] < OF_A_KIND for kind in kinds(way, languages)):
            followed.update(kinds(way, languages))
            known.add(way)
            ways.append(way)

    while ways:
        place = ways.pop(0)
        if place.startswith(LEFT_ALONE):
            continue
        response = client.get(place)
        seen[place] = response.status_code
        body = response.getvalue() if response.streaming else response.content
        carried = f"{response.headers} {response.cookies}"
        leaks += [f"{place}: {what}" for what in world.flock.leaks(role, body, carried)]
        if response.status_code in (301, 302):
            go_on(place, response.url)
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            for link in Links(body.decode()).found:
                go_on(place, link)
    return seen, leaks


def kinds(place: str, languages: Sequence[str] = ()) -> set[str]:
    """What an address is one of: its path, whatever numbers, keys and languages (but for these) are
    in it; where it asks something, the path with each name by which it asks, alone or in company.
    So all that narrows a list down is tried, and not each word of it with each other word."""
    path, _, query = _NUMBER.sub("#", place).partition("?")
    path = _LANGUAGE.sub(lambda found: found[0] if found[0] in languages else "*", path)
    names = {name for name, _value in parse_qsl(query, True)}
    company = "&" * (len(names) > 1)
    return {f"{path}?{name}{company}" for name in names} or {path}


def broken(seen: dict[str, int]) -> list[str]:
    """No worker draws handouts here, so that after a while too many wait."""
    return [
        place
        for place, status in seen.items()
        if status >= 500 and not (status == 503 and "/handout/" in place)
    ]


@pytest.mark.parametrize(
    "role",
    [
        pytest.param(role, marks=[] if role in ASKED_DAILY else pytest.mark.exhaustive)
        for role in Role
        if role != Role.SUPERUSER
    ],
)
def test_no_way_leads_to_what_a_role_may_not_see(untouched: World, role: Role):
    seen, leaks = follow(untouched, role)
    assert leaks == []
    assert broken(seen) == []
    assert [place for place, status in seen.items() if status == 200]


def test_the_system_administrator_finds_no_client(untouched: World):
    seen, leaks = follow(untouched, Role.SUPERUSER)
    assert leaks == []
    assert broken(seen) == []
    assert any(place.startswith("/cms/users/") for place in seen)


def _is_ours(link: str) -> bool:
    parts = urlsplit(unescape(link))
    return (
        not parts.netloc
        and parts.scheme in ("", "http", "https")
        and bool(parts.path + parts.query)
    )


_LANGUAGE = re.compile(
    rf"(?<=[/-])({'|'.join(re.escape(code) for code, _name in settings.LANGUAGES)})(?=[/.])"
)
_NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+")
# What only sorts, filters or remembers where one came from.
_IDLE = re.compile(r"[?&](ordering|order|next|p|page|per_page|sort|filter|[a-z_]+__[a-z]+)=[^&#]*")


def _normal(place: str) -> str:
    """One address for ways that differ only in order, so that the walk ends."""
    path, _, query = place.partition("#")[0].partition("?")
    kept = _IDLE.sub("", f"?{query}") if query else ""
    return path + (f"?{kept.lstrip('?&')}" if kept.lstrip("?&") else "")
