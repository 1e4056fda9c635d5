"""Encrypted values: found again with the right key only, and joined by no index."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from polku.base import encryption
from polku.base.encryption import EncryptedJSONField, WrongKey
from referrals.people.models import Person
from tests.factories import orgs

# PostgreSQL holds no NUL in a text, and UTF-8 no lone surrogates.
texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


def _person(**fields) -> Person:
    holder = orgs.organisation()
    return Person.objects.create(holder=holder, controller=holder, **fields)


def _stored(person: Person, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_person WHERE id = %s", [person.pk])
        return cursor.fetchone()[0]


@given(texts)
def test_what_is_encrypted_comes_back(text):
    token = encryption.encrypt(text)
    assert encryption.decrypt(token) == text
    assert len(text) < 4 or text not in token


@given(st.recursive(st.none() | st.booleans() | st.integers() | texts, st.lists, max_leaves=5))
def test_a_document_comes_back(value):
    field = EncryptedJSONField()
    assert field.from_db_value(field.get_prep_value(value), None, None) == value


@pytest.mark.django_db
def test_the_database_holds_no_readable_value():
    person = _person(phone="+358 50 555 0100", address="")
    assert "555" not in _stored(person, "phone")
    assert _stored(person, "address") == ""
    person.refresh_from_db()
    assert (person.phone, person.address) == ("+358 50 555 0100", "")


@pytest.mark.django_db
def test_a_wrong_key_is_an_error_and_never_silent(settings):
    person = _person(phone="+358 50 555 0100")
    settings.POLKU_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(WrongKey, match="POLKU_ENCRYPTION_KEYS"):
        Person.objects.get(pk=person.pk)
    with pytest.raises(WrongKey):
        list(Person.objects.values("phone"))


@pytest.mark.django_db
def test_a_new_key_in_front_leaves_old_values_readable(settings):
    person = _person(phone="+358 50 555 0100")
    old, new = settings.POLKU_ENCRYPTION_KEYS[0], Fernet.generate_key().decode()
    settings.POLKU_ENCRYPTION_KEYS = [new, old]
    person.refresh_from_db()
    assert person.phone == "+358 50 555 0100"
    person.save()
    # What is written now no longer needs the old key.
    settings.POLKU_ENCRYPTION_KEYS = [new]
    person.refresh_from_db()
    assert person.phone == "+358 50 555 0100"


def test_a_key_that_is_none_says_where_it_stands(settings):
    settings.POLKU_ENCRYPTION_KEYS = ["not a key"]
    with pytest.raises(ImproperlyConfigured, match="POLKU_ENCRYPTION_KEYS"):
        encryption.encrypt("text")


def test_a_value_that_was_cut_is_an_error():
    with pytest.raises(WrongKey):
        encryption.decrypt(encryption.encrypt("text")[:-10])


@pytest.mark.django_db
def test_an_encrypted_field_cannot_be_searched():
    _person(phone="+358 50 555 0100")
    assert Person.objects.filter(phone="").count() == 0
    assert Person.objects.exclude(phone="").count() == 1
    for lookup in ("phone__contains", "phone__startswith", "phone__gt"):
        with pytest.raises(FieldError):
            Person.objects.filter(**{lookup: "555"}).exists()
    # Equal texts have different tokens: such a question has no right answer, so it is refused.
    with pytest.raises(FieldError, match="cannot be searched"):
        Person.objects.filter(phone="+358 50 555 0100").exists()


CODE = "131052-9981"


def test_the_same_code_has_different_indexes_in_two_organisations():
    assert encryption.blind_index(1, CODE) == encryption.blind_index(1, CODE)
    assert encryption.blind_index(1, CODE) != encryption.blind_index(2, CODE)
    # No pair of organisation and code reads like another one.
    assert encryption.blind_index(1, "2:3") != encryption.blind_index(12, ":3")


def test_an_index_cannot_be_made_without_the_key(settings):
    before = encryption.blind_index(1, CODE)
    settings.POLKU_INDEX_KEY = "another-key-that-is-long-enough-to-serve"
    assert encryption.blind_index(1, CODE) != before
    assert CODE not in before
