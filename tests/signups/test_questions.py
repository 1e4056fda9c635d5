"""What an organiser asks besides: written in one language, asked in the reader's, readable as long
as somebody's answer is kept."""

import re
import time
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from activities.signups.handlers import SIGN_UP
from activities.signups.models import Question, SignUp
from activities.signups.rules import MOST_QUESTIONS
from activities.signups.services import erasure
from polku.base.public_forms import new_ticket
from polku.record import personal_data
from polku.record.models import AuditEntry
from tests.factories import orgs, signups

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]

MARKED = re.compile('<span lang="(?P<language>.+)" dir=".+">(?P<text>.+)</span>')


@pytest.fixture
def café(house):
    return signups.activity(house, language="en", title="Café")


@pytest.fixture
def editor(house):
    client = Client()
    client.force_login(orgs.member(house, "editor", language="en"))
    return client


def pages(activity, path: str = "") -> str:
    return f"/editor/sign-ups/{activity.translation_key}/questions/{path}"


def labels(activity) -> list[str]:
    return list(activity.sign_up_questions.values_list("label", flat=True))


def said(answer) -> str:
    return answer.content.decode()


def asked(activity, language: str) -> list[tuple[str, str | None]]:
    """What people are asked besides, each with its language where it is not the page's."""
    answer = Client().get(f"/{language}/sign-up/{activity.translation_key}/")
    form = answer.context["form"]
    found = [field.label for field in form if field.name.startswith("question_")]
    assert all(label in said(answer) for label in found)
    parts = [MARKED.fullmatch(label) for label in found]
    return [
        (part["text"], part["language"]) if part else (label, None)
        for part, label in zip(parts, found, strict=True)
    ]


def send(activity, language: str = "en", **fields):
    given = {
        "name": "Leyla",
        "ticket": new_ticket(time.time() - 30),
        "date": signups.date_of(activity).pk,
    }
    path = f"/{language}/sign-up/{activity.translation_key}/"
    return Client().post(path, given | fields)


# Writing


def test_an_organiser_adds_a_question_and_people_are_asked(café, editor):
    assert "Do not ask for personal identity codes" in said(editor.get(pages(café)))
    answer = editor.post(
        pages(café, "new/"),
        {"label": "What do you eat?", "kind": "choice", "choices": "Soup\n\n Salad \nSoup"},
    )
    assert answer.url == pages(café)
    made = Question.objects.get()
    assert (made.language, made.choices, made.required) == ("en", ["Soup", "Salad"], False)
    assert "What do you eat?" in said(editor.get(pages(café)))
    assert asked(café, "en") == [("What do you eat?", None)]
    assert AuditEntry.objects.filter(verb="sign_up_question.add", subject_id=made.pk).exists()


def test_one_choice_is_none(café, editor):
    sent = {"label": "What do you eat?", "kind": "choice", "choices": "Soup"}
    answer = editor.post(pages(café, "new/"), sent)
    assert "Write 2 to 12 choices" in said(answer)
    assert not Question.objects.exists()


def test_a_form_has_so_many_questions_and_no_more(café, editor):
    for number in range(MOST_QUESTIONS):
        signups.question(café, f"Number {number}?")
    assert "Add a question" not in said(editor.get(pages(café)))
    answer = editor.post(pages(café, "new/"), {"label": "One more?", "kind": "text"})
    assert "10 questions at most" in said(answer)
    assert Question.objects.count() == MOST_QUESTIONS


def test_questions_are_put_in_order(café, editor):
    one, _two, three = (signups.question(café, label) for label in ("1", "2", "3"))
    editor.post(pages(café, f"{three.pk}/move/"), {"way": "up"})
    assert labels(café) == ["1", "3", "2"]
    editor.post(pages(café, f"{one.pk}/move/"), {"way": "down"})
    assert labels(café) == ["3", "1", "2"]
    editor.post(pages(café, f"{three.pk}/move/"), {"way": "up"})
    assert labels(café) == ["3", "1", "2"]


def test_a_question_is_removed_once_that_is_confirmed(café, editor):
    made = signups.question(café, "What do you eat?")
    assert "Remove the question?" in said(editor.get(pages(café, f"{made.pk}/remove/")))
    assert Question.objects.exists()
    editor.post(pages(café, f"{made.pk}/remove/"))
    assert not Question.objects.exists()


def test_nobody_of_another_association_sees_or_changes_questions(café):
    made = signups.question(café, "What do you eat?")
    stranger = Client()
    stranger.force_login(orgs.member(orgs.organisation(name="Other"), "editor"))
    for path in ("", "new/", f"{made.pk}/", f"{made.pk}/remove/", "in/fi/"):
        assert stranger.get(pages(café, path)).status_code == 404
        assert stranger.post(pages(café, path), {"label": "x", "kind": "text"}).status_code in (
            404,
            405,
        )
    assert stranger.post(pages(café, f"{made.pk}/move/"), {"way": "up"}).status_code == 404
    assert labels(café) == ["What do you eat?"]


def test_a_question_of_another_activity_is_not_found(house, café, editor):
    other = signups.question(signups.activity(house, language="en"), "Whose?")
    assert editor.get(pages(café, f"{other.pk}/")).status_code == 404
    assert editor.post(pages(café, f"{other.pk}/move/"), {"way": "up"}).status_code == 404


# In other languages


def test_people_are_asked_in_their_language_and_the_organiser_reads_the_answer_in_hers(
    café, editor
):
    made = signups.question(café, "What do you eat?", kind="choice", choices=["Soup", "Salad"])
    page = editor.get(pages(café, "in/fi/"))
    assert "What do you eat?" in said(page) and 'lang="fi"' in said(page)
    sent = {f"words_{made.pk}_0": "Mitä syöt?", f"words_{made.pk}_1": "Keittoa"}
    editor.post(pages(café, "in/fi/"), sent)
    assert asked(café, "fi") == [("Mitä syöt?", None)]
    html = said(Client().get(f"/fi/sign-up/{café.translation_key}/"))
    assert "Keittoa" in html
    assert '<span lang="en" dir="ltr">Salad</span>' in html
    assert asked(café, "ar") == [("What do you eat?", "en")]
    send(café, "fi", **{f"question_{made.pk}": "Soup"})
    assert SignUp.objects.get().answers == [
        {"question": made.pk, "asked": "What do you eat?", "answer": "Soup"}
    ]


def test_changed_words_have_no_translation_and_the_list_says_so(café, editor):
    made = signups.question(
        café, "Do you eat meat?", translations={"fi": {"Do you eat meat?": "Syötkö lihaa?"}}
    )
    assert made.lacks("fi") == 0
    editor.post(pages(café, f"{made.pk}/"), {"label": "Do you eat fish?", "kind": "yes_no"})
    assert asked(café, "fi") == [("Do you eat fish?", "en")]
    assert "1 text is lacking" in said(editor.get(pages(café)))


def test_saving_one_language_leaves_the_others(café, editor):
    made = signups.question(café, "Food?", translations={"ar": {"Food?": "طعام؟"}})
    editor.post(pages(café, "in/fi/"), {f"words_{made.pk}_0": "Ruoka?"})
    editor.post(pages(café, "in/fi/"), {f"words_{made.pk}_0": ""})
    made.refresh_from_db()
    assert made.translations == {"ar": {"Food?": "طعام؟"}}


# Answering


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "Soup", "Soup"),
        ("number", "38", 38),
        ("number", "٣٨", 38),
        ("number", "0", 0),
        ("yes_no", "yes", True),
        ("yes_no", "no", False),
    ],
)
def test_an_answer_is_kept_as_what_it_is_and_encrypted(café, kind, typed, kept):
    made = signups.question(café, "Well?", kind=kind)
    send(café, **{f"question_{made.pk}": typed})
    (answer,) = SignUp.objects.get().answers
    assert (answer["asked"], answer["answer"]) == ("Well?", kept)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers::text FROM signups_signup")
        assert "Well?" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("kind", "typed"), [("number", "many"), ("number", "-1"), ("choice", "Cake"), ("yes_no", "x")]
)
def test_what_is_no_answer_is_not_taken(café, kind, typed):
    choices = ["Soup", "Salad"] if kind == "choice" else []
    made = signups.question(café, "Well?", kind=kind, choices=choices)
    assert send(café, **{f"question_{made.pk}": typed}).status_code == 200
    assert not SignUp.objects.exists()


def test_only_what_must_be_answered_must_be(café):
    needed = signups.question(café, "Must?", required=True)
    signups.question(café, "May?")
    assert send(café).status_code == 200
    assert not SignUp.objects.exists()
    send(café, **{f"question_{needed.pk}": "Yes"})
    assert [one["asked"] for one in SignUp.objects.get().answers] == ["Must?"]


def test_answers_stay_readable_when_the_question_is_changed_and_taken_away(café, editor):
    made = signups.question(café, "Do you eat meat?", kind="yes_no")
    send(café, **{f"question_{made.pk}": "yes"})
    editor.post(pages(café, f"{made.pk}/"), {"label": "Do you eat fish?", "kind": "number"})
    send(café, **{f"question_{made.pk}": "3", "name": "Omar"})
    people = f"/editor/sign-ups/{café.translation_key}/"
    assert "Do you eat meat?" in said(editor.get(people))
    sheet = load_workbook(BytesIO(editor.get(f"{people}file/").content)).active
    rows = [[cell.value for cell in row][7:] for row in sheet.iter_rows()]
    assert rows == [["Do you eat fish?", "Do you eat meat?"], [None, "Yes"], [3, None]]
    editor.post(pages(café, f"{made.pk}/remove/"))
    page = said(editor.get(people))
    assert "Do you eat meat?" in page and "Do you eat fish?" in page


def test_a_person_gets_their_answers_with_what_was_asked_and_they_are_erased(café):
    made = signups.question(café, "Well?")
    send(café, **{f"question_{made.pk}": "Soup"})
    found = SignUp.objects.get()
    (copy,) = personal_data.copy(SIGN_UP, found.pk)["signups.SignUp"]
    assert copy["answers"] == [{"question": made.pk, "asked": "Well?", "answer": "Soup"}]
    erasure.erase(found.pk)
    assert not SignUp.objects.exists()
    assert Question.objects.exists()
