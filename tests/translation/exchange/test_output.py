"""What we write is valid by the published schemas, and other tools read it as it is meant.

translate-toolkit is a tool of the tests only; the product never imports it.
"""

import os
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from translate.storage import pypo
from translate.storage.base import TranslationStore
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from polku.content.translation.exchange import formats
from polku.content.translation.exchange.document import FINISHED, Document, Segment, State
from polku.content.translation.exchange.xliff2 import reading

from .texts import documents, patiently

SCHEMA_1 = Path(__file__).resolve().parents[3] / "var" / "schemas" / "xliff-1.2"
CAFE = Document(
    translation="6f2f1e4e-8a43-4a0c-9d55-0f3a0d7e9c11",
    source_language="fi",
    target_language="ar",
    digest="0f" * 32,
    title="Kielikahvila",
    segments=(
        Segment("title", "Kielikahvila", "مقهى اللغة", State.TRANSLATED, label="Title"),
        Segment(
            "body.8f",
            'Tule <b>rohkeasti</b> <a id="a1">mukaan</a>!<br/>Kahvi &amp; pulla.',
            '<a id="a1">تعال</a> <b>بشجاعة</b>!<br/>قهوة &amp; كعك.',
            State.TRANSLATED,
            is_machine=True,
        ),
        Segment("body.9a", "Ohjain \x01 tässä", "", State.UNTRANSLATED),
        Segment("body.9b", "Luonnos", "مسودة", State.UNFINISHED),
    ),
)


@pytest.fixture(scope="module")
def schema(shared_data) -> etree.XMLSchema:
    folder = shared_data / "xliff" / "2.1" / "schemas"
    return etree.XMLSchema(etree.parse(folder / "xliff_core_2.0.xsd"))


@patiently
@given(document=documents())
def test_xliff_2_is_valid_by_the_published_schema(schema, document):
    schema.assertValid(etree.fromstring(formats.FORMATS["xliff-2.1"].write(document)))


@patiently
@given(document=documents())
def test_xliff_2_keeps_the_constraints_that_a_schema_cannot_say(document):
    assert reading.read(formats.FORMATS["xliff-2.1"].write(document)).units


def test_xliff_2_protects_markup():
    root = etree.fromstring(formats.FORMATS["xliff-2.1"].write(CAFE))
    names = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
    unit = root.xpath("//x:unit[@name='body.8f']", namespaces=names)[0]
    source, target = (
        sorted(element.get("id") for element in side.iter("{*}pc", "{*}ph"))
        for side in (unit.find(".//{*}source"), unit.find(".//{*}target"))
    )
    assert source == target == ["a1", "b1", "br1"]
    link = unit.find(".//{*}source/{*}pc[@id='a1']")
    assert (link.get("type"), link.get("canDelete")) == ("link", "no")
    assert unit.find(".//{*}segment").get("subState") == "polku:machine"


def test_xliff_1_protects_markup():
    root = etree.fromstring(formats.FORMATS["xliff-1.2"].write(CAFE))
    unit = root.find(".//{*}trans-unit[@resname='body.8f']")
    source, target = (
        sorted((element.tag.rpartition("}")[2], element.get("id")) for element in side)
        for side in (unit.find("{*}source"), unit.find("{*}target"))
    )
    assert source == target == [("g", "a1"), ("g", "b1"), ("x", "br1")]
    assert dict(unit.find("{*}target").attrib) == {
        "state": "translated",
        "state-qualifier": "leveraged-mt",
    }


@pytest.fixture(scope="module")
def schema_1() -> etree.XMLSchema:
    """OASIS's strict schema of 1.2, as Debian has it in a package; `.ci/run` lays it down."""
    file = SCHEMA_1 / "xliff-core-1.2-strict.xsd"
    if not file.is_file():
        reason = f"the schema of XLIFF 1.2 is not in {SCHEMA_1}: .ci/run fetches it"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_BesideIt())
    return etree.XMLSchema(etree.parse(file, parser))


class _BesideIt(etree.Resolver):
    """The schema of XML's own attributes, which is named by its address at W3C."""

    def resolve(self, system_url, public_id, context):
        if system_url.endswith("/xml.xsd"):
            return self.resolve_filename(str(SCHEMA_1 / "xml.xsd"), context)


@patiently
@given(document=documents())
def test_xliff_1_is_valid_by_the_published_schema(schema_1, document):
    schema_1.assertValid(etree.fromstring(formats.FORMATS["xliff-1.2"].write(document)))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('state="translated"', 'state="done"'),
        ('datatype="html"', ""),
        ("<x id=", "<y id="),
        ('resname="title"', 'nickname="title"'),
    ],
)
def test_the_published_schema_of_xliff_1_finds_faults(schema_1, good, bad):
    written = formats.FORMATS["xliff-1.2"].write(CAFE).decode()
    assert good in written
    assert schema_1.validate(etree.fromstring(written.encode()))
    assert not schema_1.validate(etree.fromstring(written.replace(good, bad).encode()))


def test_xliff_1_has_the_structure_of_the_standard():
    """What the standard asks for, by its sections 2.1 to 2.3; the schema is not always at hand."""
    root = etree.fromstring(formats.FORMATS["xliff-1.2"].write(CAFE))
    (file,) = root
    header, body = file
    units = [(u.get("id"), [part.tag.rpartition("}")[2] for part in u]) for u in body]
    assert root.tag == "{urn:oasis:names:tc:xliff:document:1.2}xliff"
    assert {"original", "source-language", "datatype"} <= set(file.attrib)
    assert {note.tag.rpartition("}")[2] for note in header} == {"note"}
    assert [parts for _, parts in units] == [
        ["source", "target", "note"],
        ["source", "target"],
        ["source"],
        ["source", "target"],
    ]
    assert len({number for number, _ in units}) == len(units)
    # A target's attributes and no others: section 2.4, and its states: section 3.
    targets = [dict(target.attrib) for target in body.iter("{*}target")]
    assert [target["state"] for target in targets] == [
        "translated",
        "translated",
        "needs-review-translation",
    ]


STORES = {"xliff-2.1": Xliff2File, "xliff-1.2": Xliff1File, "po": pypo.pofile}


def opened(name: str, folder: Path) -> TranslationStore:
    """What the translate toolkit reads from what we write."""
    written = formats.FORMATS[name]
    path = folder / f"cafe.{written.suffix}"
    path.write_bytes(written.write(CAFE))
    return STORES[name].parsefile(str(path))


@pytest.mark.parametrize("name", list(STORES))
def test_the_translate_toolkit_reads_what_we_write(tmp_path, name):
    store = opened(name, tmp_path)
    units = [unit for unit in store.units if unit.source and not unit.isheader()]
    assert store.gettargetlanguage() == "ar"
    assert [bool(unit.target) for unit in units] == [True, True, False, True]
    # What a machine wrote is not approved; XLIFF 2 says so by its finer state alone.
    assert [bool(unit.target) and unit.isfuzzy() for unit in units] == [
        False,
        name != "xliff-2.1",
        False,
        True,
    ]
    assert str(units[0].target) == "مقهى اللغة"


@pytest.mark.parametrize("is_marked", [True, False], ids=["marked", "filled in only"])
@pytest.mark.parametrize("name", list(STORES))
def test_what_the_translate_toolkit_has_filled_in_comes_back(tmp_path, name, is_marked):
    """Tools that know no states fill in a translation and say no more of it."""
    store = opened(name, tmp_path)
    (unit,) = [unit for unit in store.units if unit.source.startswith("Ohjain")]
    unit.target = "ضابط"
    if is_marked:
        unit.markfuzzy(False)
    store.save()
    (back,) = formats.read(Path(store.filename).read_bytes())
    segments = {segment.path: segment for segment in back.segments}
    assert segments["body.9a"].target == "ضابط"
    assert segments["body.9a"].state in FINISHED
    assert [segments[path].target for path in ("title", "body.8f", "body.9b")] == [
        segment.target for segment in CAFE.segments if segment.target
    ]
