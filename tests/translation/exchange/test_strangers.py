"""Files from strangers: what is no translation file is refused with a sentence, without harm."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.content.translation.exchange import archives, formats
from polku.content.translation.exchange.document import Document, Segment, State
from polku.content.translation.exchange.refusals import FileRefused

from .texts import patiently

PAGE = Document(
    translation="6f2f1e4e-8a43-4a0c-9d55-0f3a0d7e9c11",
    source_language="fi",
    target_language="ru",
    digest="0f" * 32,
    segments=(
        Segment("title", "Kielikahvila", "Языковое кафе", State.TRANSLATED),
        Segment("body.1", '<b>Tule</b> <a id="a1">mukaan</a>', "", State.UNTRANSLATED),
    ),
)
XLIFF_2 = formats.FORMATS["xliff-2.1"].write(PAGE).decode()
XLIFF_1 = formats.FORMATS["xliff-1.2"].write(PAGE).decode()
PO = formats.FORMATS["po"].write(PAGE).decode()


def refusal(data: bytes | str) -> str:
    with pytest.raises(FileRefused) as caught:
        formats.read(data.encode() if isinstance(data, str) else data)
    return str(caught.value)


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">&d;</xliff>"""
ELSEWHERE = """<!DOCTYPE xliff [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">&secret;</xliff>"""
DOCTYPE = '<!DOCTYPE xliff SYSTEM "http://localhost/xliff.dtd"><xliff/>'


@pytest.mark.parametrize("data", [LAUGHS, LAUGHS.encode("utf-16"), ELSEWHERE, DOCTYPE])
def test_entities_and_document_types_are_not_read(data):
    assert refusal(data) == "The file carries a document type or entities, which are not read."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("", "The file is empty."),
        (b"\xff\xfe \0\n\0", "The file is in an encoding that is not read. Use UTF-8."),
        (" \n", "The file is empty."),
        (
            "<xliff><file></xliff>",
            "The file is not well-formed XML: line 1, column 16.",
        ),
        (
            "<html><body/></html>",
            "The file is no XLIFF file of version 1.2 or 2: it begins with “html” (–).",
        ),
        ("<a>" * 200, "The file is nested too deeply to be a translation file."),
        (
            '<?xml version="1.0" encoding="x-unheard-of"?><a/>',
            "The file is in an encoding that is not read. Use UTF-8.",
        ),
        (
            "<a/>" + " " * formats.LARGEST,
            "The file is larger than 2 megabytes. Send fewer pages at once.",
        ),
        (
            XLIFF_1.replace('version="1.2"', 'version="1.1"'),
            "The file is XLIFF 1.1. Use 1.2 or 2.1.",
        ),
        (
            XLIFF_2.replace(' trgLang="ru"', ""),
            "The file has translations, but does not say in which language.",
        ),
        (
            PO.partition("\n\n")[2],
            "The header of the file does not say which translation it belongs to. Fetch it anew.",
        ),
        (
            PO.replace("UTF-8", "x-unheard-of"),
            "The file is in an encoding that is not read. Use UTF-8.",
        ),
        (PO.replace("msgid", "msgidd"), "The file is no PO file that can be read."),
        ("/etc/hostname", "The file is no PO file that can be read."),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "The file is in an encoding that is not read. Use UTF-8."),
    ],
)
def test_what_is_no_translation_file_is_refused_with_a_sentence(data, sentence):
    assert refusal(data) == sentence


@patiently
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f"<{text}".encode()))
def test_whatever_comes_is_read_or_refused(data):
    try:
        formats.read(data)
    except FileRefused as refused:
        assert str(refused).endswith(".")


@patiently
@given(cut=st.integers(0, len(XLIFF_2) - 2), file=st.sampled_from([XLIFF_1, XLIFF_2]))
def test_half_a_file_is_refused(cut, file):
    assert refusal(file[: min(cut, len(file) - 8)].encode())


@pytest.mark.parametrize("file", [XLIFF_1, XLIFF_2])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_xml_is_read_in_the_encodings_of_unicode(file, encoding):
    data = file.replace("UTF-8", "UTF-16" if "16" in encoding else "UTF-8").encode(encoding)
    if encoding.endswith("le"):
        data = b"\xff\xfe" + data
    if encoding.endswith("be"):
        data = b"\xfe\xff" + data
    assert formats.read(data)[0].segments[0].target == "Языковое кафе"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "koi8-r", "windows-1251"])
def test_po_is_read_in_the_encoding_that_its_header_names(encoding):
    data = PO.replace("UTF-8", "UTF-8" if "utf" in encoding else encoding).encode(encoding)
    assert formats.read(data)[0].segments[0].target == "Языковое кафе"


# What tools do to the codes of a text


def in_xliff_2(target: str) -> Segment:
    head, tail = XLIFF_2.rsplit("</source>", 1)
    file = f"{head}</source><target>{target}</target>{tail}".replace(
        'state="initial"', 'state="translated"'
    )
    return formats.read(file.encode())[0].segments[1]


def in_xliff_1(target: str) -> Segment:
    head, tail = XLIFF_1.rsplit("</source>", 1)
    file = f'{head}</source><target state="translated">{target}</target>{tail}'
    return formats.read(file.encode())[0].segments[1]


LINK = '<a id="a1">сюда</a>'


@pytest.mark.parametrize(
    ("target", "html"),
    [
        ('<pc id="a1" canDelete="no">сюда</pc>', LINK),
        ('<sc id="a1" canDelete="no"/>сюда<ec startRef="a1" canDelete="no"/>', LINK),
        ('<mrk id="m" translate="no"><pc id="a1" canDelete="no">сюда</pc></mrk>', LINK),
        (
            '<pc id="a1" canDelete="no">сюда</pc> и <pc id="9" copyOf="a1">туда</pc>',
            f'{LINK} и <a id="a1">туда</a>',
        ),
        (
            '<pc id="n" type="fmt" subType="xlf:b">Да</pc><pc id="a1" canDelete="no">сюда</pc>',
            f"<b>Да</b>{LINK}",
        ),
        ('<cp hex="0007"/><pc id="a1" canDelete="no">сюда</pc>', f"\x07{LINK}"),
    ],
)
def test_codes_of_xliff_2_come_back_as_tags(target, html):
    assert (in_xliff_2(target).target, in_xliff_2(target).fault) == (html, "")


@pytest.mark.parametrize(
    ("target", "html"),
    [
        ('<g id="a1">сюда</g>', LINK),
        ('<bpt id="1" rid="a1">&lt;a&gt;</bpt>', None),
        ('<bx id="a1"/>сюда<ex id="a1"/>', LINK),
        ('<mrk mtype="protected"><g id="a1">сюда</g></mrk>', LINK),
        ('<g id="7" ctype="bold">Да</g><g id="a1">сюда</g>', f"<b>Да</b>{LINK}"),
        ('<it id="a1" pos="open"/>сюда<it id="a1" pos="close"/>', LINK),
        ('<x id="u0007.1"/><g id="a1">сюда</g><x id="br1"/>', f"\x07{LINK}<br/>"),
    ],
)
def test_codes_of_xliff_1_come_back_as_tags(target, html):
    segment = in_xliff_1(target)
    assert (segment.target, bool(segment.fault)) == (html or "", html is None)


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("сюда", "“a1” cannot be deleted, and is missing in the translation."),
        ('<ph id="9"/><pc id="a1" canDelete="no">сюда</pc>', "The markup “9” is unknown."),
        ('<ph id="b1"/>', "The markup “b1” is unknown."),
        (
            '<sc id="a1" canDelete="no"/><sc id="b1"/>сюда<ec startRef="a1" canDelete="no"/>'
            '<ec startRef="b1"/>',
            "The markup overlaps or ends before it begins.",
        ),
        ('<sc id="a1" canDelete="no"/>сюда', "The markup “a1” is not closed."),
    ],
)
def test_broken_codes_are_a_fault_of_their_text_alone(target, fault):
    assert in_xliff_2(target).fault == fault


def test_broken_tags_in_po_are_a_fault_of_their_text_alone():
    head, tail = PO.rsplit('msgstr ""', 1)
    (document,) = formats.read(f'{head}msgstr "<script>x</script>"{tail}'.encode())
    assert [s.fault for s in document.segments] == ["", "The tag <script> cannot stand here."]


# What states mean


@pytest.mark.parametrize(
    ("attributes", "state", "is_machine"),
    [
        ("", State.TRANSLATED, False),
        ('state="new"', State.UNFINISHED, False),
        ('state="needs-translation"', State.UNFINISHED, False),
        ('state="needs-review-translation"', State.UNFINISHED, False),
        ('state="translated"', State.TRANSLATED, False),
        ('state="final"', State.CHECKED, False),
        ('state="signed-off" state-qualifier="mt-suggestion"', State.CHECKED, True),
        ('state="translated" state-qualifier="leveraged-mt"', State.TRANSLATED, True),
        ('state="translated" state-qualifier="rejected-grammar"', State.UNFINISHED, False),
    ],
)
def test_states_of_xliff_1(attributes, state, is_machine):
    head, tail = XLIFF_1.rsplit("</source>", 1)
    file = f"{head}</source><target {attributes}>{'x'}</target>{tail}"
    segment = formats.read(file.encode())[0].segments[1]
    assert (segment.state, segment.is_machine) == (state, is_machine)


@pytest.mark.parametrize(
    ("attributes", "state", "is_machine"),
    [
        ("", State.TRANSLATED, False),
        ('state="initial"', State.UNFINISHED, False),
        ('state="translated"', State.TRANSLATED, False),
        ('state="translated" subState="tool:mt"', State.TRANSLATED, True),
        ('state="reviewed"', State.CHECKED, False),
        ('state="final"', State.CHECKED, False),
    ],
)
def test_states_of_xliff_2(attributes, state, is_machine):
    file = XLIFF_2.replace('state="translated"', attributes)
    segment = formats.read(file.encode())[0].segments[0]
    assert (segment.state, segment.is_machine) == (state, is_machine)


def test_an_empty_translation_in_xliff_2_is_none():
    head, end, tail = XLIFF_2.replace(' state="translated"', "").partition("</target>")
    file = head[: head.index("<target")] + "<target>" + end + tail
    segment = formats.read(file.encode())[0].segments[0]
    assert (segment.target, segment.state) == ("", State.UNTRANSLATED)


@pytest.mark.parametrize(
    ("flag", "state"), [("", State.TRANSLATED), ("#, fuzzy\n", State.UNFINISHED)]
)
def test_states_of_po(flag, state):
    file = PO.replace('msgctxt "title"', f'{flag}msgctxt "title"')
    assert [s.state for s in formats.read(file.encode())[0].segments] == [state, State.UNTRANSLATED]


# Archives


def archive(**files: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return packed.getvalue()


def test_what_systems_add_to_an_archive_is_left_out():
    packed = archive(**{"a/page.po": b"x", "__MACOSX/page.po": b"y", "a/.DS_Store": b"z"})
    assert archives.is_archive(packed)
    assert archives.unpack(packed) == [("page.po", b"x")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and no more", "The archive cannot be read."),
        (archive(), "The archive holds no files."),
        (
            archive(**{str(number): b"" for number in range(archives.MOST_FILES + 1)}),
            "The archive holds more than 300 files. Send fewer at once.",
        ),
        (
            archive(bomb=b"\0" * (archives.LARGEST + 1)),
            "What the archive holds is too large. Send less at once.",
        ),
    ],
)
def test_an_archive_that_cannot_be_taken_in_is_refused(data, sentence):
    with pytest.raises(FileRefused) as caught:
        archives.unpack(data)
    assert str(caught.value) == sentence
