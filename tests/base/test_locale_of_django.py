"""What Django's forms and allauth's pages say, in the languages of the interface that both lack."""

import re
from pathlib import Path

import allauth
import django
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from polku.base.languages import INTERFACE
from tests.factories import orgs

DJANGO = Path(django.__file__).parent / "conf" / "locale"
PASSWORDS = Path(django.__file__).parent / "contrib" / "auth" / "locale"
ALLAUTH = Path(allauth.__file__).parent / "locale"
OURS = settings.LOCALE_PATHS[1]
LACKING = [
    to_locale(code) for code in INTERFACE if not (DJANGO / to_locale(code) / "LC_MESSAGES").exists()
]
PLACEHOLDER = r"%\(\w+\)[sd]"


def messages(folder: Path, language: str) -> dict:
    with (folder / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {m.id: m.string for m in read_po(file, abort_invalid=True) if m.id}


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def test_each_language_that_django_lacks_is_here_and_no_other():
    assert LACKING == ["so"]
    assert sorted(folder.name for folder in OURS.iterdir()) == LACKING


@pytest.mark.parametrize("language", LACKING)
def test_the_messages_are_those_of_django_and_allauth(language):
    theirs = {id for folder in (DJANGO, PASSWORDS, ALLAUTH) for id in messages(folder, "en")}
    assert messages(OURS, language).keys() - theirs == set()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LACKING)
def test_no_page_of_the_account_falls_back_on_the_language_of_the_site(client, language):
    """Each is compared with all that allauth and Django's passwords say in Finnish."""
    finnish = {
        text
        for folder in (ALLAUTH, PASSWORDS)
        for said in messages(folder, "fi").values()
        for text in forms(said)
        if " " in text and "%" not in text
    }
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    wrong = {"login": "nobody@example.org", "password": "wrong"}
    shown = [
        client.get("/account/login/"),
        client.post("/account/login/", wrong),
        client.get("/account/password/reset/"),
        client.get("/account/password/reset/done/"),
    ]
    client.force_login(orgs.user(language=language))
    others = ("2fa/", "password/change/", "logout/", "email/")
    shown += [client.get(f"/account/{path}") for path in others]
    for page in shown:
        assert page.status_code == 200
        text = page.content.decode()
        assert f'<html lang="{language}"' in text
        assert {said for said in finnish if said in text} == set()


@pytest.mark.parametrize("language", LACKING)
def test_placeholders_are_those_of_the_message(language):
    for message, translation in messages(OURS, language).items():
        needed = set(re.findall(PLACEHOLDER, " ".join(forms(message))))
        for form in forms(translation):
            assert set(re.findall(PLACEHOLDER, form)) == needed
