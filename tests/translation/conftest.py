"""A translation service at home, and an association whose activity it translates."""

import pytest
from django.utils.translation import override

from tests.factories import libretranslate
from tests.translation.machine import House, configure, found


@pytest.fixture
def service(settings, tmp_path):
    with libretranslate.running() as service, override("en"):
        configure(
            settings,
            tmp_path,
            "words_a_month = 1000\n"
            f'[libretranslate]\nurl = "{service.url}"\nkey = "secret"\npairs = ["en > *"]\n',
        )
        yield service


@pytest.fixture
def house(service) -> House:
    return found(("en", "ar", "fi"))
