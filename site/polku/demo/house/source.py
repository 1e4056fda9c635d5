"""The content of the house, as it is written in `../data`, in the languages of the site."""

import tomllib
from pathlib import Path

from polku.base import languages

FIRST = "fi"  # everything is written in this language, whatever else it is in
DATA = Path(__file__).parents[1] / "data"


def organisations() -> list[dict]:
    return [_offered(each) for each in _read(DATA / "organisations.toml")["organisation"]]


def members() -> list[dict]:
    return _read(DATA / "members.toml")["member"]


def people() -> list[dict]:
    return _read(DATA / "people.toml")["person"]


def referrals() -> list[dict]:
    return _read(DATA / "referrals.toml")["referral"]


def home() -> dict[str, dict]:
    """The texts of the home page by language."""
    return _offered(_read(DATA / "home.toml"))["text"]


def guide() -> list[dict]:
    """The page above the guide, then its pages in their order; each with its `slug`."""
    pages = _folder("guide")
    return [
        _offered(_read(DATA / "guide.toml")) | {"slug": "guide"},
        *sorted(pages, key=lambda page: page["order"]),
    ]


def activities() -> list[dict]:
    """Each with its `slug`; the original language is always among the texts."""
    written = _folder("activities")
    for each in written:
        if each["original"] not in each["text"]:
            each["original"] = FIRST
    return written


def needs() -> dict:
    """The question of the home page, with its needs in `need`, and theirs in `narrower`."""
    asked = _offered(_read(DATA / "needs.toml"))
    return asked | {
        "slug": "apua",
        "icon": "hand",
        "need": [
            _offered(need) | {"narrower": [_offered(each) for each in need.get("narrower", ())]}
            for need in asked["need"]
        ],
    }


def contact_cards() -> list[dict]:
    return [_offered(each) for each in _read(DATA / "contact_cards.toml")["card"]]


def pages() -> list[dict]:
    """Pages that are neither the guide nor activities; each with its `slug`."""
    return _folder("pages")


def _folder(name: str) -> list[dict]:
    return [
        _offered(_read(path)) | {"slug": path.stem} for path in sorted((DATA / name).glob("*.toml"))
    ]


def _offered(written: dict) -> dict:
    """Without the texts in languages that this site does not have."""
    offered = languages.offered()
    texts = {code: text for code, text in written["text"].items() if code in offered}
    return written | {"text": texts}


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))
