"""What holds for all tables."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from polku.record.classification import PERSONAL, SENSITIVE, of_kind

OURS = {"polku", "orgs", "activities", "referrals"}
MARK = "Personal-value-that-must-not-show"
# The account of a worker shows its name to colleagues; nothing of a client does.
SHOWS_ITS_NAME = {"orgs.User"}


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=out, stderr=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def test_every_model_has_words_of_its_own():
    plain = [m._meta.label for m in _ours() if m.__str__ is models.Model.__str__]
    assert plain == []


@pytest.mark.parametrize(
    "label", sorted({label for label, _name in of_kind(PERSONAL, SENSITIVE)} - SHOWS_ITS_NAME)
)
def test_the_words_of_a_model_tell_nothing_of_a_person(label):
    """They reach logs, error pages and messages."""
    model = apps.get_model(label)
    names = [name for owner, name in of_kind(PERSONAL, SENSITIVE) if owner == label]
    values = {
        name: MARK
        for name in names
        if isinstance(model._meta.get_field(name), (models.CharField, models.TextField))
    }
    row = model(pk=1, **values)
    assert values
    assert MARK not in f"{row} {row!r}"
