"""What a reader sees when something is wrong: in their language, and with a way on."""

import pytest
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404
from django.test import Client
from django.utils import translation

from polku.content import queries
from tests.factories import content

LANGUAGES = {"fi": "ltr", "ar": "rtl", "so": "ltr", "zh-hans": "ltr"}
TITLES = {
    400: "This request could not be understood",
    403: "This page is not for you",
    404: "There is no such page",
    429: "Too many tries",
    500: "Something broke on our side",
}


def error(status: int) -> Exception:
    """What makes a view of the site answer so."""
    match status:
        case 400:
            return SuspiciousOperation()
        case 403:
            return PermissionDenied()
        case 404:
            return Http404()
        case 429:
            return ImmediateHttpResponse(ratelimit.respond_429(context.request))
    return OperationalError()


def breaking(monkeypatch, status: int) -> None:
    """From now on the list of news answers so."""

    def fail(language):
        raise error(status)

    monkeypatch.setattr(queries, "news", fail)


def check(answer, status: int, language: str) -> None:
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}" dir="{LANGUAGES[language]}">' in page
    with translation.override(language):
        title = translation.gettext(TITLES[status])
    assert title != TITLES[status]
    assert f"<h1>{title}</h1>" in page
    assert f'<a class="button" href="/{language}/">' in page
    # Another language can be chosen, too.
    assert 'href="/en/' in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", TITLES)
def test_an_error_is_told_in_the_readers_language(db, monkeypatch, status, language):
    content.site_tree(["fi", "en"])
    breaking(monkeypatch, status)
    client = Client(raise_request_exception=False)
    check(client.get(f"/{language}/news/"), status, language)


@pytest.fixture
def no_database(db):
    """Whatever asks it fails."""

    def refuse(*args):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_breakdown_needs_no_database(no_database, language):
    answer = Client(raise_request_exception=False).get(f"/{language}/news/")
    check(answer, 500, language)


def test_a_request_that_is_refused_at_the_door_is_answered_in_the_language_of_its_address():
    check(Client().get("/ar/news/", headers={"host": "other.example"}), 400, "ar")


def test_without_an_address_of_a_language_the_browser_says_which(no_database):
    answer = Client(raise_request_exception=False).get(
        "/sitemap.xml", headers={"accept-language": "so"}
    )
    check(answer, 500, "so")


def test_a_form_that_was_open_for_too_long_says_so(db):
    content.site_tree(["fi", "en"])
    answer = Client(enforce_csrf_checks=True).post("/ar/sign-up/", {"code": "x"})
    assert answer.status_code == 403
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
    assert 'href="/ar/"' in answer.content.decode()


@pytest.mark.django_db
def test_the_languages_of_a_page_that_is_not_there_lead_on(client):
    content.site_tree(["fi", "ar"])
    lost = client.get("/fi/nothing-is-here/")
    assert lost.status_code == 404
    assert 'href="/ar/nothing-is-here/"' in lost.content.decode()
