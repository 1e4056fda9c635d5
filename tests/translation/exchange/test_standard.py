"""OASIS' own test suite of XLIFF 2.1 core: what is valid is read without loss, the rest refused."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from polku.content.translation.exchange import xmlfile
from polku.content.translation.exchange.refusals import FileRefused
from polku.content.translation.exchange.xliff2 import exchange, reading

VALID, INVALID = 25, 119
# Invalid by the suite, and read all the same: file → why. None at present.
READ_ALL_THE_SAME: dict[str, str] = {}
# Valid by the suite, and refused all the same: file → why. None at present.
REFUSED_ALL_THE_SAME: dict[str, str] = {}
# Valid, without any segment to translate.
WITHOUT_SEGMENTS = {"almostEmpty.xlf"}


def canonical(data: bytes) -> str:
    return ET.canonicalize(data.decode("utf-8-sig"), rewrite_prefixes=True)


def files(shared_data: Path, kind: str) -> list[Path]:
    return sorted((shared_data / "xliff" / "2.1" / "core" / kind).glob("*.xlf"))


def test_every_valid_file_is_read_and_written_without_loss(shared_data, record_property):
    faults, segments = [], 0
    found = files(shared_data, "valid")
    for path in found:
        if path.name in REFUSED_ALL_THE_SAME:
            continue
        file = reading.read(path.read_bytes())
        parts = [part for unit in file.units for part in unit.parts if part.is_segment]
        segments += len(parts)
        if bool(parts) == (path.name in WITHOUT_SEGMENTS):
            faults.append(f"{path.name}: {len(parts)} segments")
        if canonical(reading.rewrite(file)) != canonical(path.read_bytes()):
            faults.append(f"{path.name}: changed")
    record_property(
        "count",
        f"XLIFF 2.1: {len(found)} valid files of the standard's suite read and written without "
        f"loss, {segments} segments, {len(REFUSED_ALL_THE_SAME)} exceptions",
    )
    assert (faults, len(found)) == ([], VALID)


def test_the_texts_are_written_from_what_was_read(shared_data):
    """Not from the file: a text that is changed in between is changed in the file."""
    (path,) = [p for p in files(shared_data, "valid") if p.name == "withCDataSections.xlf"]
    file = reading.read(path.read_bytes())
    object.__setattr__(file.units[0].parts[0], "source", ("another",))
    assert b"<ns0:source>another</ns0:source>" in reading.rewrite(file)


def test_every_invalid_file_is_refused_with_a_sentence(shared_data, record_property):
    found, taken = files(shared_data, "invalid"), []
    for path in found:
        try:
            reading.read(path.read_bytes())
            taken.append(path.name)
        except FileRefused as refusal:
            assert str(refusal).endswith(".")
    record_property(
        "count",
        f"XLIFF 2.1: {len(found) - len(taken)} of {len(found)} invalid files of the standard's "
        f"suite refused, {len(READ_ALL_THE_SAME)} exceptions",
    )
    assert (taken, len(found)) == (sorted(READ_ALL_THE_SAME), INVALID)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bad_UnitWithoutSegment", "The unit “1” has no segment."),
        ("bad_NoTrgLang", "The file has translations, but does not say in which language."),
        ("bad_InvalidXmlLangInheritedFromGroup", "In the unit “1” a text is in ja instead of en."),
        (
            "bad_MissingNonRemovable2",
            "In the unit “1”: “1” cannot be deleted, and is missing in the translation.",
        ),
        ("bad_WrongReordering2", "In the unit “1”: codes that stay together were moved."),
        ("bad_InvalidFragIdNoSingleLeaf", "In the unit “u1” the reference “#c1/c2” leads nowhere."),
        ("bad_InvalidHexRangeOnCp", "The code point 00a0 cannot stand in “cp”."),
    ],
)
def test_the_sentence_says_what_is_wrong(shared_data, name, sentence):
    path = shared_data / "xliff" / "2.1" / "core" / "invalid" / f"{name}.xlf"
    with pytest.raises(FileRefused) as refusal:
        reading.read(path.read_bytes())
    assert str(refusal.value) == sentence


def test_segments_of_a_unit_are_one_text_in_the_order_of_the_translation(shared_data):
    path = shared_data / "xliff" / "2.1" / "core" / "valid" / "testTranslateWithTarget.xlf"
    (document,) = exchange.read(xmlfile.parse(path.read_bytes()))
    first, second = document.segments
    assert first.source == "Sentence 1. Sentence 2. Sentence 3."
    assert first.target == "Sentence 1. Sentence 3. Phrase 2-3."
    assert second.target == "t1 t2 t3 t4 t5"
