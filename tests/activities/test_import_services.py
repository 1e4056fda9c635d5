"""Public services from a spreadsheet: read whole, shown first, stored once, never over an edit."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from activities.importers import drafts, services
from activities.models import ActivityPage, ImportedPage
from orgs.models import Area, Organisation, OrganisationPage
from polku.record.models import AuditEntry
from tests.factories import content, orgs

FIRST = str(uuid4())
SECOND = str(uuid4())
HEADER = ["id", "municipalityCode", "Name", "serviceSummary", "terveys", "perhe", "EI MUKAAN"]
ROW = [FIRST, 91, "Neuvola", "Neuvola auttaa <perheitä> & lapsia.\nTule käymään.", "x", "X"]


@pytest.fixture(autouse=True)
def in_english():
    """The sentences as they stand in the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def workbook(tmp_path):
    """Writes rows below a header as a spreadsheet; returns its path."""

    def write(*rows, header=HEADER):
        book = Workbook()
        for row in [header, *rows] if header else rows:
            book.active.append(row)
        path = tmp_path / "services.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def home(db):
    return content.site_tree(["fi"])["fi"]


def _import(path, *options) -> list[str]:
    out = StringIO()
    call_command("import_services", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


# The real file


@pytest.fixture(scope="module")
def real_file(shared_data):
    return shared_data / "spreadsheets" / "services_national_mikkeli_turku_oulu.xlsx"


def test_the_real_file_is_read_whole(real_file):
    sheet = services.read(real_file)
    assert len(sheet.rows) + sheet.left_out + len(sheet.refusals) == 234
    # Of its rows one is marked as not included; the last one, empty, has no code.
    assert (len(sheet.rows), sheet.left_out, len(sheet.refusals)) == (232, 1, 1)
    assert str(sheet.refusals[0]) == "Row 235, column “municipalityCode”: the row is empty."
    assert {row.holder for row in sheet.rows} == {"491", "564", "853", "national"}
    first = sheet.rows[0]
    assert (first.holder, first.name, first.themes) == ("491", "Aravavuokra-asunnot", ("housing",))


def test_the_real_file_comes_in_once(real_file, home):
    preview = _import(real_file)
    assert preview == [
        "+ Mikkeli: 59",
        "+ Oulu: 90",
        "+ Turku: 29",
        "+ Valtakunnalliset palvelut: 54",
        "Row 235, column “municipalityCode”: the row is empty.",
        "Services: 232 new, 0 changed, 0 unchanged, 1 left out by mark, 1 refused.",
        "Nothing is stored yet: call again with --apply.",
    ]
    assert not ActivityPage.objects.exists()
    assert not Organisation.objects.exists()

    assert _import(real_file, "--apply")[-1] == "232 changes stored."
    assert ActivityPage.objects.filter(live=False, kind="authority_service").count() == 232
    assert sorted(Organisation.objects.values_list("name", "kind")) == [
        ("Mikkeli", "municipality"),
        ("Oulu", "municipality"),
        ("Turku", "municipality"),
        ("Valtakunnalliset palvelut", "other"),
    ]
    assert home.find_problems() == ([], [], [], [], [])

    assert _import(real_file, "--apply")[-2:] == [
        "Services: 0 new, 0 changed, 232 unchanged, 1 left out by mark, 1 refused.",
        "0 changes stored.",
    ]
    assert ActivityPage.objects.count() == 232


# What a row becomes


def test_a_row_becomes_a_draft_of_its_municipality(workbook, home):
    helsinki = Area.objects.get(kind="municipality", code="091")
    organisation = orgs.organisation(kind="municipality", name="Helsingin kaupunki")
    organisation.areas.add(helsinki)
    _import(workbook(ROW), "--apply")
    page = ActivityPage.objects.get()
    assert page.get_parent().specific.organisation == organisation
    assert (page.title, page.kind, page.municipality) == ("Neuvola", "authority_service", helsinki)
    assert page.themes == ["health", "family"]
    assert page.summary == "Neuvola auttaa <perheitä> & lapsia. Tule käymään."
    assert [block.value.source for block in page.body] == [
        "<p>Neuvola auttaa &lt;perheitä&gt; &amp; lapsia.</p>",
        "<p>Tule käymään.</p>",
    ]
    assert (page.live, page.locale.language_code) == (False, "fi")
    assert page.get_latest_revision() is not None
    assert not OrganisationPage.objects.get(organisation=organisation).live
    entry = AuditEntry.objects.get(verb="services.import")
    assert (entry.count, entry.user_id) == (1, None)


def test_a_national_service_goes_to_the_holder_that_is_named(workbook, home):
    holder = orgs.organisation(kind="other", slug="kansallinen")
    rows = [[FIRST, "National", "Haku", "Hae."]]
    _import(workbook(*rows), "--apply", "--holder-national", "kansallinen")
    page = ActivityPage.objects.get()
    assert page.get_parent().specific.organisation == holder
    assert page.municipality is None


def test_a_holder_that_is_missing_is_made_with_rights_for_its_editors(workbook, home):
    orgs.organisation(slug="helsinki", name="Yhdistys")
    _import(workbook(ROW), "--apply")
    made = Organisation.objects.get(kind="municipality")
    assert (made.name, made.slug) == ("Helsinki", "helsinki-091")
    assert made.editors is not None


def test_a_holder_with_a_page_in_another_language_gets_its_translation(workbook, home):
    organisation = orgs.organisation(kind="municipality")
    organisation.areas.add(Area.objects.get(kind="municipality", code="091"))
    content.site_tree(["fi", "sv"])
    swedish = content.organisation_page(organisation, "sv")
    _import(workbook(ROW), "--apply")
    finnish = OrganisationPage.objects.get(organisation=organisation, locale__language_code="fi")
    assert finnish.translation_key == swedish.translation_key


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=600))
def test_a_summary_is_the_beginning_of_the_text_and_never_too_long(text):
    short = drafts.shorten(text)
    assert len(short) <= 250
    assert short == text or text.startswith(short.removesuffix("…"))
    assert len(text) <= 250 or len(short) >= 1


def test_a_summary_ends_with_a_sentence_or_a_word():
    sentence = "Sana toisensa perään, " * 9 + "loppu."
    assert drafts.shorten(f"{sentence} {sentence}") == sentence
    words = "sana " * 60
    assert drafts.shorten(words) == "sana " * 49 + "sana…"
    assert drafts.shorten("x" * 300) == "x" * 249 + "…"


# A later import


def test_a_change_in_the_register_becomes_a_new_draft(workbook, home):
    _import(workbook(ROW), "--apply")
    page = ActivityPage.objects.get()
    page.get_latest_revision().publish()
    changed = [*ROW[:2], "Äitiysneuvola", *ROW[3:5], None]
    assert _import(workbook(changed))[0] == "~ Helsinki: Äitiysneuvola"
    _import(workbook(changed), "--apply")
    page.refresh_from_db()
    assert (page.title, page.draft_title) == ("Neuvola", "Äitiysneuvola")
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.themes) == ("Äitiysneuvola", ["health"])
    assert _import(workbook(changed), "--apply")[-1] == "0 changes stored."


def test_what_was_edited_here_is_not_overwritten(workbook, home):
    _import(workbook(ROW), "--apply")
    page = ActivityPage.objects.get()
    page.title = "Kaupungin neuvola"
    page.save_revision()
    # The register says what it said: nothing to do.
    assert "1 unchanged" in _import(workbook(ROW), "--apply")[-2]
    changed = [*ROW[:3], "Uusi teksti.", *ROW[4:]]
    lines = _import(workbook(changed), "--apply")
    assert lines[0].startswith("Row 2, column “id”: it changed in the register, but “Kaupungin ne")
    assert "1 refused" in lines[1]
    assert page.get_latest_revision_as_object().title == "Kaupungin neuvola"


def test_marks_of_the_editor_are_no_edit(workbook, home):
    _import(workbook(ROW), "--apply")
    page = ActivityPage.objects.get()
    source = page.body[0].value.source.replace("<p>", '<p data-block-key="a1b2c">')
    page.body[0].value = type(page.body[0].value)(source)
    page.save_revision()
    changed = [*ROW[:3], "Uusi teksti.", *ROW[4:]]
    assert "1 changed" in _import(workbook(changed))[-2]


def test_the_editor_who_did_the_same_is_left_alone(workbook, home):
    _import(workbook(ROW), "--apply")
    page = ActivityPage.objects.get()
    page.title = "Äitiysneuvola"
    page.save_revision()
    changed = [*ROW[:2], "Äitiysneuvola", *ROW[3:]]
    assert "1 unchanged" in _import(workbook(changed), "--apply")[-2]


def test_a_page_that_was_deleted_comes_again(workbook, home):
    _import(workbook(ROW), "--apply")
    ActivityPage.objects.get().delete()
    assert not ImportedPage.objects.exists()
    assert "1 new" in _import(workbook(ROW))[-2]


# Rows and files that cannot come in


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (
            [FIRST, None, "A", "B"],
            "“municipalityCode”: it is empty; write the municipality’s code.",
        ),
        (
            [FIRST, "abc", "A", "B"],
            "“municipalityCode”: “abc” is neither a municipality’s code nor",
        ),
        (
            [FIRST, 1234, "A", "B"],
            "“municipalityCode”: “1234” is neither a municipality’s code nor",
        ),
        ([FIRST, 4, "A", "B"], "“municipalityCode”: no municipality has the code 004."),
        (["7", 91, "A", "B"], "“id”: “7” is no id of the register of services."),
        ([None, 91, "A", "B"], "“id”: “” is no id of the register of services."),
        ([SECOND, 91, "A", "B"], "“id”: row 2 has the same id."),
        ([FIRST, 91, " ", "B"], "“Name”: it is empty; write the service’s name."),
        ([FIRST, 91, "A" * 256, "B"], "“Name”: it is longer than 255 characters."),
        ([FIRST, 91, "A", "B", "ehkä"], "“terveys”: “ehkä” is no mark; write x or leave it empty."),
    ],
)
def test_a_row_that_cannot_come_in_is_named_with_its_reason(workbook, home, row, refusal):
    good = [SECOND, "091", "Neuvola", "Teksti."]
    lines = _import(workbook(good, row), "--apply")
    assert lines[1].startswith(f"Row 3, column {refusal}")
    assert "1 new" in lines[2]
    assert "1 refused" in lines[2]
    assert ActivityPage.objects.get().title == "Neuvola"


def test_a_row_that_its_keepers_left_out_is_skipped_without_a_word(workbook):
    left_out = [None, None, None, None, None, None, "x"]
    sheet = services.read(workbook(ROW, left_out))
    assert (len(sheet.rows), sheet.left_out, sheet.refusals) == (1, 1, [])


def test_empty_rows_in_one_run_are_one_refusal(workbook):
    sheet = services.read(workbook(ROW, [""], [""], [""], [SECOND, *ROW[1:]], [""]))
    assert [(r.row, r.last_row) for r in sheet.refusals] == [(3, 5), (7, 0)]
    assert str(sheet.refusals[0]).startswith("Row 3–5, column “municipalityCode”")


def test_a_column_that_is_not_known_is_named(workbook, home):
    path = workbook([*ROW, None, "kyllä"], header=[*HEADER, "Huomio"])
    assert "The column “Huomio” is not read." in _import(path)


def test_names_of_columns_may_have_breaks_and_stand_anywhere(workbook):
    header = ["opiskelu\ntai  työ", "NAME", "id", "MunicipalityCode", "serviceSummary"]
    sheet = services.read(workbook(["x", "Koulu", FIRST, 91.0, None], header=header))
    assert [(r.holder, r.name, r.text, r.themes) for r in sheet.rows] == [
        ("091", "Koulu", "", ("work", "studies"))
    ]


def _no_spreadsheet(path):
    path.write_text("id;municipalityCode\n")
    return "is no spreadsheet, or is cut off"


def _cut_off(path):
    path.write_bytes(path.read_bytes()[:-400])
    return "is no spreadsheet, or is cut off"


def _missing(path):
    path.unlink()
    return "There is no file"


def _folder(path):
    path.unlink()
    path.mkdir()
    return "is no spreadsheet, or is cut off"


@pytest.mark.parametrize("damage", [_no_spreadsheet, _cut_off, _missing, _folder])
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(workbook, home, damage):
    path = workbook(ROW)
    expected = damage(path)
    with pytest.raises(CommandError, match=expected) as error:
        _import(path, "--apply")
    assert len(str(error.value).splitlines()) == 1
    assert not ActivityPage.objects.exists()


@pytest.mark.parametrize("size", range(0, 8000, 397))
def test_a_file_cut_off_anywhere_is_refused(workbook, size):
    path = workbook(ROW)
    path.write_bytes(path.read_bytes()[:-1][:size])
    with pytest.raises(services.UnreadableSpreadsheet):
        services.read(path)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "The first sheet has no header"),
        (["id", "municipalityCode", "Name"], "The header lacks these columns: serviceSummary."),
    ],
)
def test_a_sheet_without_its_header_is_refused(workbook, home, header, expected):
    with pytest.raises(CommandError, match=expected):
        _import(workbook(ROW, header=header), "--apply")
    assert not ActivityPage.objects.exists()


@pytest.mark.django_db
def test_a_site_without_a_finnish_home_page_says_so(workbook):
    with pytest.raises(CommandError, match="no home page in Finnish"):
        _import(workbook(ROW), "--apply")


def test_a_closed_holder_is_refused(workbook, home):
    orgs.organisation(slug="suljettu", closed_on="2026-01-01")
    with pytest.raises(CommandError, match="“suljettu” is closed"):
        _import(workbook(ROW), "--apply", "--holder-national", "suljettu")
    assert not ActivityPage.objects.exists()


def test_all_or_nothing(workbook, home, monkeypatch):
    made = []

    def fail_at_the_second(*args, **kwargs):
        made.append(1)
        if len(made) == 2:
            raise RuntimeError
        return original(*args, **kwargs)

    original = drafts._add
    monkeypatch.setattr(drafts, "_add", fail_at_the_second)
    with pytest.raises(RuntimeError):
        _import(workbook(ROW, [SECOND, *ROW[1:]]), "--apply")
    assert not ActivityPage.objects.exists()
    assert not Organisation.objects.exists()
