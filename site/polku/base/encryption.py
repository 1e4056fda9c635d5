"""Fields that are encrypted in the database, and an index by which an encrypted value is found.

The key ring (`POLKU_ENCRYPTION_KEYS`, newest first) encrypts with its first key and decrypts with
any. A value that no key opens raises `WrongKey`: data must never turn silently into nothing.
"""

import hashlib
import hmac
import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.lookups import Exact, IsNull


class WrongKey(Exception):
    """No key of the ring opens a stored value: the site runs with the wrong keys."""


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise ImproperlyConfigured(
            "POLKU_ENCRYPTION_KEYS holds something that is no Fernet key; README.md says how to "
            "make one."
        ) from error


def encrypt(text: str) -> str:
    return _ring(tuple(settings.POLKU_ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text behind a token; raises WrongKey."""
    try:
        return _ring(tuple(settings.POLKU_ENCRYPTION_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise WrongKey(
            "A stored value cannot be opened with the keys in POLKU_ENCRYPTION_KEYS. Add the key "
            "with which it was written."
        ) from error


def blind_index(organisation_id: int, value: str) -> str:
    """A keyed digest by which one organisation finds a value again without storing it readable.

    The organisation is part of the digest, so that no index joins the records of two of them.
    """
    return keyed_digest(f"{organisation_id}:{value}")


def keyed_digest(text: str) -> str:
    """A digest that nobody makes without the key, so that short texts cannot be guessed from it."""
    return hmac.new(settings.POLKU_INDEX_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


class _IsEmpty(Exact):
    """Whether there is a value at all: equal texts have different tokens, so a question for any
    other text would silently find nothing."""

    def get_prep_lookup(self):
        if self.rhs != "":
            raise FieldError(
                f"{self.lhs.output_field} is encrypted and cannot be searched, except for ''."
            )
        return ""


class EncryptedTextField(models.TextField):
    """Text that is stored as a Fernet token. Empty text is stored empty; it cannot be searched."""

    def from_db_value(self, value, expression, connection):
        return decrypt(value) if value else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def get_lookup(self, lookup_name):
        return {"exact": _IsEmpty, "isnull": IsNull}.get(lookup_name)


class EncryptedJSONField(EncryptedTextField):
    """A JSON document that is stored as a Fernet token."""

    def from_db_value(self, value, expression, connection):
        return json.loads(decrypt(value)) if value else None

    def to_python(self, value):
        return value

    def get_prep_value(self, value):
        if value is None:
            return None
        return encrypt(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))

    def value_to_string(self, obj):
        return json.dumps(self.value_from_object(obj), cls=DjangoJSONEncoder)
