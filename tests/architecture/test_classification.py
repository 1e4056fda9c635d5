"""Every field of every model of ours is classified, and what is sensitive is kept accordingly."""

import pytest
from django.apps import apps
from django.db import models

from polku.base.encryption import EncryptedTextField
from polku.record import classification, personal_data
from polku.record.classification import FIELDS, PERSONAL, SENSITIVE

OURS = {"polku", "orgs", "activities", "referrals"}
# These cannot be encrypted, and say nothing without the row they stand in.
UNENCRYPTED_KINDS = (models.BooleanField, models.ForeignKey)


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def stored_fields(model: type[models.Model]) -> list[models.Field]:
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def faults(found: list[type[models.Model]], table: dict[str, dict[str, str]]) -> list[str]:
    """What a table of classes gets wrong about these models, one line a fault."""
    fields = {
        (model._meta.label, field.name): field for model in found for field in stored_fields(model)
    }
    entries = {
        (label, name): kind for label, names in table.items() for name, kind in names.items()
    }
    missing = [
        f"{label}.{name} is not classified" for label, name in fields.keys() - entries.keys()
    ]
    stale = [f"{label}.{name} is no field" for label, name in entries.keys() - fields.keys()]
    plain = [
        f"{label}.{name} is sensitive, but not encrypted"
        for (label, name), field in fields.items()
        if entries.get((label, name)) == SENSITIVE
        and not isinstance(field, (EncryptedTextField, *UNENCRYPTED_KINDS))
    ]
    unsaid = [
        f"{label}.{name} is encrypted, but not sensitive"
        for (label, name), field in fields.items()
        if isinstance(field, EncryptedTextField) and entries.get((label, name)) != SENSITIVE
    ]
    return sorted(missing + stale + plain + unsaid)


def test_every_field_is_classified_and_every_sensitive_one_encrypted():
    assert faults(our_models(), FIELDS) == []


def test_no_field_has_two_classes():
    for label, classes in classification._TABLE.items():
        names = [name for names in classes.values() for name in names.split()]
        assert sorted(names) == sorted(set(names)), label


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda table: table["cases.Note"].pop("text"), "cases.Note.text is not classified"),
        (lambda table: table.pop("orgs.Membership"), "orgs.Membership.role is not classified"),
        (lambda table: table["cases.Note"].update(gone="public"), "cases.Note.gone is no field"),
        (
            lambda table: table["people.Person"].update(given_name=SENSITIVE),
            "people.Person.given_name is sensitive, but not encrypted",
        ),
        (
            lambda table: table["people.Person"].update(phone=PERSONAL),
            "people.Person.phone is encrypted, but not sensitive",
        ),
    ],
)
def test_a_fault_in_the_table_is_found(change, expected):
    table = {label: dict(names) for label, names in FIELDS.items()}
    change(table)
    assert expected in faults(our_models(), table)


def test_every_model_with_personal_data_says_what_becomes_of_it():
    """Erase, copy, merge and retain: the room's own handlers, under the model's own label."""
    needed = {label for label, _name in classification.of_kind(PERSONAL, SENSITIVE)}
    assert needed - personal_data.registered().keys() == set()


def test_handlers_belong_to_models_that_exist():
    labels = {model._meta.label for model in our_models()}
    assert personal_data.registered().keys() - labels == set()
