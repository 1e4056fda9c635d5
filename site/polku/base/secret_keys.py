"""The secrets of a site: Django's key, the ring of encryption keys, the key of the blind index."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAMES = ("SECRET_KEY", "POLKU_ENCRYPTION_KEYS", "POLKU_INDEX_KEY")


@dataclass(frozen=True)
class Secrets:
    """`encryption_keys`: Fernet keys, newest first; `index_key`: at least 32 characters."""

    secret_key: str
    encryption_keys: list[str]
    index_key: str


def read(environ: Mapping[str, str], var: Path, *, may_create: bool) -> Secrets:
    """Secrets from the environment or, where `may_create`, from a private file under `var`.

    Raises ImproperlyConfigured naming every missing secret: a production site never invents one.
    """
    missing = [name for name in NAMES if not environ.get(name)]
    if not missing:
        return Secrets(
            secret_key=environ["SECRET_KEY"],
            encryption_keys=[k.strip() for k in environ["POLKU_ENCRYPTION_KEYS"].split(",")],
            index_key=environ["POLKU_INDEX_KEY"],
        )
    if not may_create:
        raise ImproperlyConfigured(
            f"Set {', '.join(missing)} in the environment: a production site starts only with "
            "secrets of its own. README.md says how to make them."
        )
    return _kept_under(var)


def _kept_under(var: Path) -> Secrets:
    from cryptography.fernet import Fernet

    path = var / "secrets.json"
    try:
        return Secrets(**json.loads(path.read_text()))
    except FileNotFoundError:
        pass
    made = Secrets(
        secret_key=secrets.token_urlsafe(50),
        encryption_keys=[Fernet.generate_key().decode()],
        index_key=secrets.token_urlsafe(32),
    )
    var.mkdir(parents=True, exist_ok=True)
    # A file of this process first, then a link: of two processes that start at once one wins.
    own = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(made), file)
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
    return Secrets(**json.loads(path.read_text()))
