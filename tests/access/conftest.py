"""The world of these tests, built once a module in a database of its own."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access import mutations
from tests.access import world as worlds


@pytest.fixture(scope="module")
def build() -> Callable:
    """What makes the world; `cms/` has one of its own."""
    return worlds.build


@pytest.fixture(scope="module")
def world(build, database_copies, django_db_blocker, tmp_path_factory):
    """Committed, so that what happens after a commit has happened."""
    with django_db_blocker.unblock():
        name = database_copies.copy()
        media = tmp_path_factory.mktemp("media")
        with database_copies.using(name):
            with override_settings(MEDIA_ROOT=media):
                world = build()
            world.media = media
            mutations.take_away_scope()
            yield world
        database_copies.drop(name)


@pytest.fixture
def untouched(world, settings, own_media):
    """The world, put back afterwards as it was."""
    settings.MEDIA_ROOT = world.media
    with transaction.atomic():
        yield world
        transaction.set_rollback(True)
