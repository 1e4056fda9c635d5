"""What Django's forms say, in the languages of the interface that Django lacks."""

import re
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from polku.base.languages import INTERFACE

DJANGO = Path(django.__file__).parent / "conf" / "locale"
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
def test_the_messages_are_those_of_django(language):
    assert messages(OURS, language).keys() - messages(DJANGO, "en").keys() == set()


@pytest.mark.parametrize("language", LACKING)
def test_placeholders_are_those_of_the_message(language):
    for message, translation in messages(OURS, language).items():
        needed = set(re.findall(PLACEHOLDER, " ".join(forms(message))))
        for form in forms(translation):
            assert set(re.findall(PLACEHOLDER, form)) == needed
