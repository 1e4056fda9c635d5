"""The editors' world."""

from collections.abc import Callable

import pytest

from tests.access.cms import world as worlds


@pytest.fixture(scope="module")
def build() -> Callable:
    return worlds.build
