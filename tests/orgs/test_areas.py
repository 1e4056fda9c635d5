"""The areas of Finland: the table that ships, the official lists, and how one becomes the other."""

import shutil
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from orgs.codelists import AreaRow, UnreadableCodeLists, statistics_finland, table
from orgs.models import Area
from orgs.services import areas

LISTS = {"municipality": 309, "region": 19, "county": 23}


@pytest.fixture(autouse=True)
def in_english():
    """The sentences as they stand in the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def lists(shared_data, tmp_path):
    """A copy of the official lists that a test may damage."""
    folder = tmp_path / "lists"
    folder.mkdir()
    for path in (shared_data / "fi-codelists").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def _import(folder, *options) -> list[str]:
    out = StringIO()
    call_command("import_areas", str(folder), *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_a_fresh_database_has_the_areas():
    assert {kind: Area.objects.filter(kind=kind).count() for kind in LISTS} == LISTS
    alavus = Area.objects.get(kind="municipality", code="010")
    assert (alavus.name_fi, alavus.name_sv, alavus.name_en) == ("Alavus", "Alavo", "Alavus")
    assert {(a.kind, a.code, a.name_en) for a in alavus.part_of.all()} == {
        ("region", "14", "South Ostrobothnia"),
        ("county", "16", "South Ostrobothnia wellbeing services county"),
    }
    assert areas.load().changes == 0


def test_the_table_that_ships_is_what_the_official_lists_say(shared_data):
    assert table.read() == statistics_finland.read(shared_data / "fi-codelists")


def test_what_is_written_as_a_table_reads_the_same(tmp_path):
    rows = [
        AreaRow("municipality", "005", "Alajärvi, vanha", "", "", date(2020, 1, 1)),
        AreaRow(
            *("municipality", "004", "A", "B", "C", date(2020, 1, 1), date(2021, 12, 31)),
            region="01",
            county="02",
            successor="005",
        ),
    ]
    table.write(rows, tmp_path / "table.csv")
    assert table.read(tmp_path / "table.csv") == rows


def test_codes_keep_their_zeros_and_names_their_letters(shared_data):
    rows = {
        (row.kind, row.code): row for row in statistics_finland.read(shared_data / "fi-codelists")
    }
    assert rows["municipality", "005"].name_fi == "Alajärvi"
    assert rows["municipality", "035"].county == "91"
    assert rows["county", "90"].name_sv == "Helsingfors stad"
    # In both lists of municipalities, so from the older one on.
    assert rows["municipality", "005"].valid_from == date(2022, 1, 1)


@pytest.mark.django_db
def test_a_second_import_changes_nothing(lists):
    Area.objects.filter(code="010").update(name_sv="?")
    Area.objects.filter(kind="municipality", code="005").delete()
    preview = _import(lists)
    assert preview == [
        "+ municipality 005 Alajärvi",
        "~ municipality 010 Alavus",
        "Areas: 1 new, 1 changed, 349 unchanged.",
        "Nothing is stored yet: call again with --apply.",
    ]
    assert not Area.objects.filter(kind="municipality", code="005").exists()
    assert _import(lists, "--apply")[-1] == "2 changes stored."
    assert Area.objects.get(kind="municipality", code="010").name_sv == "Alavo"
    assert Area.objects.get(kind="municipality", code="005").part_of.count() == 2
    assert _import(lists, "--apply")[-1] == "0 changes stored."


@pytest.mark.django_db
def test_a_municipality_that_a_later_list_lacks_ends_the_day_before(lists):
    newest = lists / "municipality_codes_2023.json"
    text = newest.read_text().replace('"codeValue": "019"', '"codeValue": "999"')
    newest.write_text(text.replace("kunta_1_20230101/codes/019", "kunta_1_20230101/codes/999"))
    for key in lists.glob("municipality_to_*.csv"):  # the newcomer needs a region and a county
        content = key.read_bytes()
        line = next(line for line in content.splitlines() if line.startswith(b"\"'019'\""))
        key.write_bytes(content + line.replace(b"019", b"999") + b"\n")
    rows = {row.code: row for row in statistics_finland.read(lists) if row.kind == "municipality"}
    assert rows["019"].valid_to == date(2022, 12, 31)
    assert rows["020"].valid_to is None
    _import(lists, "--apply")
    assert Area.objects.get(kind="municipality", code="019").valid_to == date(2022, 12, 31)
    assert _import(lists, "--apply")[-1] == "0 changes stored."


@pytest.mark.django_db
def test_an_area_that_no_list_has_stays_and_is_named(lists):
    Area.objects.create(
        kind="region", code="99", name_fi="Muu", name_sv="-", name_en="-", valid_from="2020-01-01"
    )
    assert any(line.startswith("99 Muu is in none of these lists.") for line in _import(lists))
    _import(lists, "--apply")
    assert Area.objects.get(code="99").valid_to is None


@pytest.mark.django_db
def test_an_area_that_the_table_gives_a_successor_gets_it():
    ended = AreaRow(
        *("municipality", "004", "A", "B", "C", date(2019, 1, 1), date(2019, 12, 31)),
        region="01",
        county="02",
        successor="005",
    )
    assert areas.apply([ended]).new == [ended]
    assert Area.objects.get(code="004").successor.name_fi == "Alajärvi"
    assert areas.apply([ended]).changes == 0


def _cut_json(folder):
    path = folder / "municipality_codes_2023.json"
    path.write_bytes(path.read_bytes()[:100_000])
    return "“municipality_codes_2023.json” is damaged or cut off"


def _short_json(folder):
    path = folder / "municipality_codes_2023.json"
    path.write_text(path.read_text().replace('"totalResults": 309', '"totalResults": 310'))
    return "“municipality_codes_2023.json” is damaged or cut off"


def _cut_key(folder):
    path = folder / "municipality_to_region.csv"
    path.write_bytes(path.read_bytes()[:6_000])
    return "municipality_to_region.csv|to which region and county municipality"


def _short_key(folder):
    path = folder / "municipality_to_region.csv"
    path.write_bytes(b"\n".join(path.read_bytes().splitlines()[:200]) + b"\n")
    return "to which region and county municipality"


def _no_regions(folder):
    (folder / "region_codes.json").unlink()
    return "lacks these code lists: maakunta"


def _no_key(folder):
    (folder / "municipality_to_region.csv").unlink()
    return "lacks these code lists: kunta#maakunta"


def _strange_region(folder):
    path = folder / "municipality_to_region.csv"
    path.write_bytes(path.read_bytes().replace(b"'06'", b"'66'"))
    return "is part of 66, which no list knows"


def _no_folder(folder):
    shutil.rmtree(folder)
    return "There is no folder"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "damage",
    [
        _cut_json,
        _short_json,
        _cut_key,
        _short_key,
        _no_regions,
        _no_key,
        _strange_region,
        _no_folder,
    ],
)
def test_lists_that_cannot_be_used_are_refused_in_one_sentence(lists, damage):
    Area.objects.filter(kind="municipality", code="010").update(name_sv="?")
    expected = damage(lists)
    with pytest.raises(UnreadableCodeLists):
        statistics_finland.read(lists)
    with pytest.raises(CommandError, match=expected):
        _import(lists, "--apply")
    assert Area.objects.get(kind="municipality", code="010").name_sv == "?"


@pytest.mark.django_db
def test_the_table_can_be_written_anew(lists, tmp_path):
    _import(lists, "--table", str(tmp_path / "areas.csv"))
    assert (tmp_path / "areas.csv").read_bytes() == table.PATH.read_bytes()
