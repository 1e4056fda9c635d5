"""A page that is kept is sent ahead of Django, exactly as Django's chain sends it."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from polku.base.page_cache import writes
from polku.base.page_cache.front import Front
from polku.wsgi import application as of_the_site
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db(transaction=True)
PAGE_CACHE = "polku.base.page_cache.middleware.PageCache"


class Answer(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes


def ask(application, path: str, **environ: str) -> Answer:
    """As a web server does it; the validator refuses what the standard of WSGI does not allow."""
    path, _sign, query = path.partition("?")
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query} | environ
    asked = {"SCRIPT_NAME": "", "HTTP_HOST": "testserver"} | asked
    asked["wsgi.input"] = io.BytesIO()
    setup_testing_defaults(asked)
    told = []
    parts: Iterable[bytes] = validator(application)(asked, lambda *said: told.append(said))
    try:
        body = b"".join(parts)
    finally:
        parts.close()
    ((status, headers, *_),) = told
    assert len(dict(headers)) == len(headers)
    return Answer(status, dict(headers), body)


class Behind:
    """Django, and the paths that it was asked for."""

    def __init__(self):
        self.application = WSGIHandler()
        self.asked = []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        return self.application(environ, start_response)


@pytest.fixture
def behind(guide):
    return Behind()


@pytest.fixture
def front(behind):
    return Front(behind)


def test_the_door_for_web_servers_has_it(guide):
    assert isinstance(of_the_site, Front)
    assert ask(of_the_site, guide.url).status == "200 OK"


def test_made_kept_and_without_a_cache_it_is_the_same_answer(front, behind, guide, settings):
    made, sent, kept = (ask(each, guide.url) for each in (front, front, behind.application))
    assert behind.asked == [guide.url]
    assert made == sent == kept
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != PAGE_CACHE]
    plain = ask(WSGIHandler(), guide.url)
    assert (plain.status, plain.body) == (sent.status, sent.body)
    assert "Content-Security-Policy" in plain.headers
    own = {name: value for name, value in sent.headers.items() if name not in plain.headers}
    assert sent.headers == plain.headers | own
    assert own.keys() == {"Cache-Control", "Vary", "ETag"}


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_ACCEPT_ENCODING": "gzip, br"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"HTTP_IF_NONE_MATCH": '"other"'},
        {"HTTP_IF_MODIFIED_SINCE": "Tue, 24 Nov 2026 00:00:00 GMT"},
        {"HTTP_COOKIE": "theme=dark"},
        {"QUERY_STRING": "utm_source=letter"},
    ],
)
def test_each_form_is_as_django_sends_it(front, behind, guide, environ):
    first = ask(front, guide.url, **environ)
    assert (
        ask(front, guide.url, **environ) == ask(behind.application, guide.url, **environ) == first
    )
    assert behind.asked == [guide.url]


def test_whoever_has_the_page_gets_no_second_copy(front, behind, guide):
    packed = ask(front, guide.url, HTTP_ACCEPT_ENCODING="br")
    plain = ask(front, guide.url)
    assert brotli.decompress(packed.body) == plain.body
    for etag in (packed.headers["ETag"], plain.headers["ETag"]):
        again = ask(front, guide.url, HTTP_IF_NONE_MATCH=etag)
        assert (again.status, again.body) == ("304 Not Modified", b"")
        assert again == ask(behind.application, guide.url, HTTP_IF_NONE_MATCH=etag)
    assert behind.asked == [guide.url]


def test_head_is_answered_from_the_page(front, behind, guide):
    whole = ask(front, guide.url)
    assert ask(front, guide.url, REQUEST_METHOD="HEAD").headers == whole.headers
    assert behind.asked == [guide.url]


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "theme=dark; polku_session=x"},
        {"HTTP_COOKIE": "messages=x"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "0"},
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_HOST": "not a host"},
        {"QUERY_STRING": "x=" + "y" * 5000},
    ],
)
def test_all_else_goes_on_to_django(front, behind, guide, environ):
    ask(front, guide.url)
    answer = ask(front, guide.url, **environ)
    assert behind.asked == [guide.url] * 2
    assert "ETag" not in answer.headers


def test_a_page_of_one_host_is_not_that_of_another(front, behind, guide, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    for host in ("one.example", "two.example", "one.example", "two.example"):
        assert f"http://{host}".encode() in ask(front, guide.url, HTTP_HOST=host).body
    assert len(behind.asked) == 2
    assert ask(front, guide.url, HTTP_HOST="three.example").status == "400 Bad Request"


def test_a_request_without_https_is_led_there_and_a_page_is_not(guide, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    behind = Behind()
    front = Front(behind)
    for _ in range(2):
        bare = ask(front, guide.url)
        assert bare.status == "301 Moved Permanently"
        assert bare.headers["Location"] == f"https://testserver{guide.url}"
        safe = ask(front, guide.url, HTTP_X_FORWARDED_PROTO="https")
        assert safe.status == "200 OK"
        assert safe.headers["Strict-Transport-Security"] == "max-age=60"
    assert len(behind.asked) == 2


def test_what_has_changed_is_not_sent(front, guide):
    ask(front, guide.url)
    guide.title = "Another title"
    guide.save_revision().publish()
    assert b"Another title" in ask(front, guide.url).body


def test_a_page_ends_with_its_day(front, behind, guide, monkeypatch):
    for moment, made in (("2026-11-24 23:55", 1), ("2026-11-24 23:59", 1), ("2026-11-25 00:00", 2)):
        now = timezone.make_aware(datetime.fromisoformat(moment))
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        ask(front, guide.url)
        assert len(behind.asked) == made, moment


def test_a_page_with_a_token_is_made_for_each(front, behind, guide):
    form = content.form_page(orgs.organisation())
    tokens = {ask(front, form.url).headers["Set-Cookie"] for _ in range(2)}
    assert len(tokens) == 2
    assert behind.asked == [form.url] * 2


def test_after_a_change_django_is_asked_once(front, behind, guide):
    for _ in range(2):
        ask(front, guide.url)
        ask(front, guide.url)
        writes.move()
    assert behind.asked == [guide.url] * 2
