"""The code by which a person gets to their own sign-up, on paper or as a link.

It is made from the random key of the sign-up with the key of the site, so that it stands in no
table: a copy of the database opens no sign-up. What is stored, to find the row again, is a digest
of it.
"""

from uuid import UUID

from polku.base.encryption import keyed_digest

# Crockford's base 32: no letter that looks like a digit (https://www.crockford.com/base32.html).
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS, _LENGTH = 4, 4


def code_of(key: UUID) -> str:
    """The code of a sign-up: 80 bits, as “7K2M-9QXR-41ZB-0HCT”."""
    number = int(keyed_digest(f"sign-up code:{key}"), 16)
    signs = "".join(_SIGNS[(number >> 5 * place) & 31] for place in range(_GROUPS * _LENGTH))
    return "-".join(signs[at : at + _LENGTH] for at in range(0, len(signs), _LENGTH))


def digest_of(code: str) -> str:
    """The digest of a code as somebody typed it: in whatever case, with or without the dashes."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum()).translate(_ALIKE)
    return keyed_digest(f"sign-up digest:{plain}")
