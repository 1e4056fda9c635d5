"""Files for a spreadsheet run nothing, whichever list of the admin they come from."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import Page

from orgs.services import editing
from orgs.services.organisations import add_member
from polku.base.spreadsheets import plain
from polku.content.models import FormQuestion
from polku.content.services import answers
from tests.access.roles import add_second_factor, session_of
from tests.factories import content, orgs

FORMULA = '=HYPERLINK("http://evil.example")'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"),
        ("Hello\n=1", "Hello\n'=1"),
        ("+358 40 123 4567", "+358 40 123 4567"),
        ("-5", "-5"),
        ("a=b", "a=b"),
        (7, 7),
        (None, None),
    ],
)
def test_a_formula_becomes_a_text_and_a_number_stays_one(text, shown):
    assert plain(text) == shown


def _signed_in(user) -> Client:
    add_second_factor(user)
    client = Client()
    client.cookies["polku_session"] = session_of(user)
    return client


@pytest.fixture
def administrator(db):
    return _signed_in(orgs.user(language="en", is_superuser=True, is_staff=True))


@pytest.mark.parametrize("report", ["aging-pages", "locked", "site-history"])
def test_wagtails_own_reports_run_nothing(administrator, report):
    page = content.site_tree(["en"])["en"]
    page.title = page.draft_title = FORMULA
    page.save_revision().publish()
    page.save_revision(log_action=True)
    Page.objects.filter(pk=page.pk).update(locked=True)
    answer = administrator.get(f"/cms/reports/{report}/?export=csv")
    table = b"".join(answer.streaming_content).decode()
    assert "HYPERLINK" in table, report
    for cell in table.split("HYPERLINK")[:-1]:
        assert cell.endswith("'="), report


@pytest.mark.django_db
def test_what_a_form_asks_runs_nothing_as_the_heading_of_a_column():
    association = orgs.organisation("association", "Birch Association", language="en")
    form = content.form_page(association, retention_days=30, purpose="to plan")
    FormQuestion.objects.filter(page=form, clean_name="name").update(label=FORMULA)
    answers.receive(page=form, answers={"name": FORMULA, "message": ""})
    user = orgs.user(language="en")
    editing.set_up(association)
    add_member(organisation=association, user=user, role="editor")
    reader = _signed_in(user)
    address = f"/cms/forms/submissions/{form.pk}/?export="
    table = b"".join(reader.get(address + "csv").streaming_content).decode()
    assert table.count("HYPERLINK") == table.count("'=HYPERLINK") == 2
    file = b"".join(reader.get(address + "xlsx").streaming_content)
    cells = [cell for row in load_workbook(BytesIO(file)).active.iter_rows() for cell in row]
    assert [cell.value for cell in cells if "HYPERLINK" in str(cell.value)]
    assert {cell.data_type for cell in cells if "HYPERLINK" in str(cell.value)} == {"s"}
