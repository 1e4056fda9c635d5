"""The catalogues of the interface: whole, sound, and in the script of their language."""

import ast
import io
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from polku.base.languages import INTERFACE

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "site" / "polku" / "locale"
FOLDERS = ("site", "orgs", "activities", "referrals", "templates")
LANGUAGES = [to_locale(code) for code in INTERFACE if code != "en"]
# (language, message) of what may wait for its translation.
MAY_WAIT: set[tuple[str, str]] = set()
# Words that a language shares with English, so that a translation may look like none.
SHARED_WORDS = {
    "Chat": "fi fr es",
    "Client": "fr",
    "Clients": "fr",
    "Code": "fr",
    "Demo": "sv et",
    "Film": "sv fr",
    "Guide": "sv fr",
    "Link": "et",
    "No": "es",
    "Notes": "fr",
    "Number": "et",
    "Organisation": "sv fr",
    "Organisations": "fr",
    "Page": "fr",
    "Pause": "fr",
    "Question": "fr",
    "Questions": "fr",
    "association": "fr",
    "client": "fr",
    "clients": "fr",
    "code": "fr",
    "document": "fr",
    "documents": "fr",
    "film": "sv fr",
    "image": "fr",
    "images": "fr",
    "invitation": "fr",
    "invitations": "fr",
    "no": "es",
    "note": "fr",
    "notes": "fr",
    "organisation": "sv fr",
    "original": "sv fr es",
    "ok": "fi sv",
    "orig.": "sv",
    "Original": "sv fr es",
    "organisations": "fr",
    "question": "fr",
    "questions": "fr",
    "status": "sv",
    "text": "sv",
}

SCRIPTS = {
    **dict.fromkeys(("ar", "fa"), "ARABIC"),
    **dict.fromkeys(("ru", "uk"), "CYRILLIC"),
    "zh_Hans": "CJK",
}
# Letters by which a neighbour's spelling shows.
FOREIGN_LETTERS = {"ru": "іїєґ", "uk": "ыэёъ", "fa": "يكة", "ar": "یکگچپژ"}
NAMES = {"Polku", "Kela", "JavaScript", "PDF"}
# As what a device keeps a page: a block of the frame says it.
KEPT = {"activity", "guide", "list", "offline", "search"}
# What blocks of the frame hold besides words: names of style classes.
CLASSES = {"bleed", "desk", "editor"} | KEPT
# What is typed as it stands, in every language.
TYPED = re.compile(
    r"“[^”%]*”|\b[A-Z]{2}[A-Z\d=;,]*|iCalendar|xlsx|--apply|write x\b|\.[a-z]\w+|WebP|\b[AB]\d\b"
)
PLACEHOLDER = r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+[^<>]*>"

KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def is_missing(message: Message) -> bool:
    return message.fuzzy or not all(forms(message.string))


def placeholders(text: str) -> set[str]:
    return set(re.findall(PLACEHOLDER, text))


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", re.sub(PLACEHOLDER, " ", text)))


def is_in_script(language: str, text: str, message: str) -> bool:
    typed = words(" ".join(TYPED.findall(message)))
    letters = set("".join(words(text) - typed - NAMES))
    script = SCRIPTS.get(language, "LATIN")
    return not letters & {*FOREIGN_LETTERS.get(language, "")} and all(
        unicodedata.name(letter).startswith(script) for letter in letters
    )


def test_each_language_of_the_interface_has_a_catalogue():
    assert sorted(LANGUAGES) == sorted(folder.name for folder in LOCALES.iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_compiles(language):
    read = catalogue(language)
    write_mo(io.BytesIO(), read)
    assert [(message.id, errors) for message, errors in read.check()] == []
    assert str(read.locale) == language
    assert read.project != "PACKAGE", "the header is that of an empty catalogue"
    plurals = [message for message in messages(language) if message.pluralizable]
    assert {len(message.string) for message in plurals} == {read.num_plurals}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_everything_in_their_language(language, record_property):
    missing = {message.id for message in messages(language) if is_missing(message)}
    copied = {
        form
        for message in messages(language)
        for form in forms(message.string)
        if form in forms(message.id)
        and words(form) - NAMES
        and language not in SHARED_WORDS.get(form, "").split()
    }
    may_wait = {message for code, message in MAY_WAIT if code == language}
    record_property(
        "count",
        f"catalogue {language}: {len(messages(language))} messages, {len(missing)} missing or "
        f"fuzzy, {len(copied)} copied from English, {len(may_wait)} may wait",
    )
    assert (missing - may_wait, copied) == (set(), set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_message(language):
    """A form for one or two may leave out the number itself."""
    wrong = []
    for message in messages(language):
        allowed = set.union(*map(placeholders, forms(message.id)))
        needed = set.intersection(*map(placeholders, forms(message.id)))
        if message.pluralizable:
            needed -= {"%(count)s", "%(counter)s"}
        wrong += [
            form
            for form in forms(message.string)
            if form and not needed <= placeholders(form) <= allowed
        ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_in_the_script_of_their_language(language):
    wrong = []
    for message in messages(language):
        asked = " ".join(forms(message.id))
        wrong += [f for f in forms(message.string) if not is_in_script(language, f, asked)]
    assert wrong == []


def in_sources() -> set[tuple[str, str | tuple[str, ...]]]:
    """(context, message) of all that makemessages finds, without GNU gettext."""
    found = set()
    files = [ROOT / "manage.py"]
    for folder in FOLDERS:
        files += [f for f in (ROOT / folder).rglob("*") if f.suffix in {".py", ".html", ".txt"}]
    for file in files:
        text = file.read_text()
        if file.suffix != ".py":
            lines = templatize(text, origin=str(file)).splitlines()
            text = "\n".join(line.strip() for line in lines)
        source = io.BytesIO(text.encode())
        for _line, message, _comments, context in extract("python", source, KEYWORDS):
            found.add((context or "", message if isinstance(message, str) else tuple(message)))
    return found


def test_strings_are_marked_by_names_that_makemessages_knows():
    renamed = re.compile(r"\bn?p?gettext\w* as (?!_\b)\w+")
    sources = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    assert [file.name for file in sources if renamed.search(file.read_text())] == []


def unmarked(source: str) -> list[str]:
    """The words that a template says in one language to all: outside its tags, or in attributes
    that are read out or shown."""
    for pattern in (
        r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}",
        r"{#.*?#}|<!--.*?-->",
        r"<(script|style|svg)\b.*?</\1>",
        # Which words are meant depends on a value.
        r"{[%{].*?[%}]}",
    ):
        source = re.sub(pattern, " ", source, flags=re.DOTALL)
    said = re.findall(r'\b(?:alt|title|aria-label|placeholder)="([^"]*)"', source)
    said.append(re.sub(r"<[^<>]*>|&\w+;", " ", source))
    return [word for text in said for word in re.findall(r"[^\W\d_]{2,}", text)]


def test_every_word_of_a_template_is_marked():
    found = {
        str(file.relative_to(ROOT)): said
        for file in (ROOT / "templates").rglob("*.html")
        if (said := set(unmarked(file.read_text())) - NAMES - CLASSES)
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello</p>",
        "<p>{% if x %}Hello{% endif %}</p>",
        '<img alt="Hello">',
        '<a aria-label="Hello {{ name }}">{% translate "More" %}</a>',
    ],
)
def test_a_word_that_is_not_marked_is_found(source):
    assert unmarked(source) == ["Hello"]


def test_no_string_hides_from_makemessages_inside_another():
    """GNU gettext and Babel read no f-string."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for folder in FOLDERS
        for file in (ROOT / folder).rglob("*.py")
        for whole in ast.walk(ast.parse(file.read_text()))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and getattr(call.func, "id", None) in KEYWORDS
    ]
    assert hidden == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_messages_of_the_sources_and_no_others(language):
    held = {(message.context or "", message.id) for message in messages(language)}
    assert held == in_sources()
