"""Which translation services the site uses, as the file of `POLKU_MACHINE_TRANSLATION` says.

It is a TOML file with a section for each service (see site/docs/administrator.md):

    words_a_month = 20000

    [libretranslate]
    url = "http://localhost:5000"
    pairs = ["fi > en", "en > *"]

The first service whose pairs fit is asked; `*` stands for every language. Without the setting there
is no machine translation.
"""

import tomllib
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from polku.base.languages import INTERFACE, offered

WORDS_A_MONTH = 20_000
# section: the keys it must have, those it may have, and the type of each
_KEYS = {
    "libretranslate": ({"url": str, "pairs": list}, {"key": str}),
    "deepl": ({"key": str, "pairs": list}, {"url": str, "formality": str, "glossaries": dict}),
    "google": ({"project": str, "pairs": list}, {"credentials": str, "location": str, "url": str}),
}
_NAMES = {"libretranslate": "LibreTranslate", "deepl": "DeepL", "google": "Google Translate"}
_FORMALITY = ("default", "prefer_less", "prefer_more")
ANY = "*"


class Unreadable(Exception):
    """The setting cannot be used; `str()` says in one sentence why."""


@dataclass(frozen=True)
class Provider:
    """One service. `options`: what its section says besides the pairs."""

    kind: str
    pairs: tuple[tuple[str, str], ...]
    options: dict = field(hash=False, default_factory=dict)

    @property
    def name(self) -> str:
        return _NAMES[self.kind]

    def takes(self, source: str, target: str) -> bool:
        return source != target and any(
            one in (ANY, source) and other in (ANY, target) for one, other in self.pairs
        )


@dataclass(frozen=True)
class Configuration:
    providers: tuple[Provider, ...] = ()
    words_a_month: int = WORDS_A_MONTH

    def provider_for(self, source: str, target: str) -> Provider | None:
        return next((one for one in self.providers if one.takes(source, target)), None)


def read(path: str) -> Configuration:
    """What the file says; nothing is configured where no file is named. Raises Unreadable."""
    if not path:
        return Configuration()
    try:
        said = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeError) as problem:
        reason = getattr(problem, "strerror", None) or "it is no text in UTF-8"
        raise Unreadable(f"The file {path} cannot be read: {reason}.") from None
    except tomllib.TOMLDecodeError as problem:
        raise Unreadable(f"The file {path} is no TOML: {problem}.") from None
    words = said.pop("words_a_month", WORDS_A_MONTH)
    if type(words) is not int or words < 0:
        raise Unreadable("words_a_month must be a whole number, 0 or more.")
    return Configuration(tuple(_provider(kind, part) for kind, part in said.items()), words)


def _provider(kind: str, said) -> Provider:
    if kind not in _KEYS:
        raise Unreadable(f"“{kind}” is no service; there are [{'], ['.join(_KEYS)}].")
    if not isinstance(said, dict):
        raise Unreadable(f"“{kind}” must be a section, which begins with the line [{kind}].")
    needed, possible = _KEYS[kind]
    for name in needed:
        if not said.get(name):
            raise Unreadable(f"[{kind}] lacks {name}.")
    for name, value in said.items():
        wanted = (needed | possible).get(name)
        if wanted is None:
            known = ", ".join([*needed, *possible])
            raise Unreadable(f"[{kind}] knows no {name}; it knows {known}.")
        if not isinstance(value, wanted):
            what = {str: "a text in quotes", list: "a list", dict: "a table"}[wanted]
            raise Unreadable(f"[{kind}] {name} must be {what}.")
    options = {name: value for name, value in said.items() if name != "pairs"}
    if "url" in options and not options["url"].startswith(("http://", "https://")):
        raise Unreadable(f"[{kind}] url must begin with https:// or http://.")
    if options.get("formality", "default") not in _FORMALITY:
        raise Unreadable(f"[{kind}] formality must be one of {', '.join(_FORMALITY)}.")
    if "glossaries" in options:
        options["glossaries"] = {
            _pair(kind, pair): str(name) for pair, name in options["glossaries"].items()
        }
    if kind == "google":
        _check_google(options)
    return Provider(kind, tuple(_pair(kind, pair) for pair in said["pairs"]), options)


def _pair(kind: str, said) -> tuple[str, str]:
    source, arrow, target = (part.strip() for part in str(said).partition(">"))
    if not arrow:
        raise Unreadable(f"[{kind}] “{said}” is no pair; a pair is written “fi > en”.")
    # Those of the interface as well: a language that is switched off breaks no file.
    known = {*INTERFACE, *offered()}
    for language in (source, target):
        if language != ANY and language not in known:
            there = ", ".join(sorted(known))
            raise Unreadable(
                f"[{kind}] “{language}” is no language of the site; there are {there}."
            )
    if source == target != ANY:
        raise Unreadable(f"[{kind}] “{said}” names the same language twice.")
    return source, target


def _check_google(options: dict) -> None:
    try:
        found = find_spec("google.cloud.translate")
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise Unreadable(
            "[google] needs the Python package google-cloud-translate: install it, with "
            "pip install 'polku[google]'."
        )
    path = options.get("credentials")
    if path and not Path(path).is_file():
        raise Unreadable(f"[google] there is no file {path}.")
