"""After a change has been committed, nobody sees the page as it was; and no change moves twice."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orgs.models import Area, User
from polku.base.page_cache import writes
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moves(own_store, monkeypatch):
    """The number of moves so far."""
    made = []
    inner = own_store.move
    monkeypatch.setattr(own_store, "move", lambda: made.append(1) or inner())
    return made


@pytest.mark.parametrize(
    ("statement", "changes"),
    [
        ('INSERT INTO "orgs_area" ("code") VALUES (%s)', True),
        ('UPDATE "orgs_area" SET "code" = %s', True),
        ('DELETE FROM "orgs_area" WHERE TRUE', True),
        ("update orgs_area set code = ''", True),
        ('TRUNCATE "orgs_area"', True),
        ('WITH gone AS (DELETE FROM "orgs_area" RETURNING 1) SELECT * FROM gone', True),
        ('INSERT INTO "public"."orgs_area" DEFAULT VALUES', True),
        ('SELECT 1 FROM "orgs_area" FOR UPDATE', False),
        ('WITH a AS (SELECT 1) SELECT 1 FROM "orgs_area" FOR UPDATE OF "orgs_area"', False),
        ('WITH a AS (SELECT 1) SELECT 1 FROM "orgs_area" FOR NO KEY UPDATE', False),
        ('INSERT INTO "record_auditentry" ("verb") VALUES (%s)', False),
        ('INSERT INTO "django_session" VALUES (1) ON CONFLICT DO UPDATE SET "x" = 1', False),
        ('UPDATE "cases_case" SET "is_open" = TRUE', False),
        ("SAVEPOINT x", False),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = NULL', False),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s WHERE "title" = %s', False),
        ('UPDATE "wagtailcore_page" SET "title" = %s, "draft_title" = %s', True),
        ('UPDATE "wagtailcore_page" SET "title" = "wagtailcore_page"."draft_title"', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = (SELECT 1 WHERE 1), "title" = %s', True),
        ("UPDATE wagtailcore_page SET title = draft_title", True),
        ('UPDATE "orgs_area" SET "draft_title" = %s', True),
    ],
)
def test_statements_that_change_pages(statement, changes):
    assert writes.changes_pages(statement) is changes


def test_a_transaction_moves_once_and_after_its_end(moves):
    with transaction.atomic():
        orgs.area(code="998")
        with transaction.atomic():
            orgs.area(code="999")
        Area.objects.update(code=F("code"))
        assert moves == []
    assert moves == [1]


def test_what_was_taken_back_moves_nothing(moves):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        orgs.area(code="998")
        raise ZeroDivisionError
    assert moves == []


def test_a_part_that_was_taken_back_does_not_hide_the_rest(moves):
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            orgs.area(code="998")
            raise ZeroDivisionError
        orgs.area(code="999")
    assert moves == [1]


def test_a_fault_of_others_after_the_end_does_not_keep_it_from_moving(moves):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        transaction.on_commit(lambda: 1 / 0)
        orgs.area(code="998")
    assert moves == [1]


def test_without_a_transaction_it_moves_at_once(moves):
    Area.objects.update(code=F("code"))
    assert moves == [1]


def test_a_draft_moves_nothing_and_publishing_it_moves_once(guide, moves):
    moves.clear()
    guide.title = "Rent and home"
    revision = guide.save_revision()
    assert moves == []
    revision.publish()
    assert moves == [1]


def test_reading_and_case_work_move_nothing(client, guide, moves):
    moves.clear()
    client.get(guide.url)
    list(Area.objects.all())
    with transaction.atomic():
        list(User.objects.select_for_update())
    client.session.save()
    assert moves == []


def test_what_another_process_changes_shows(client, guide, settings):
    """As the worker and commands do: a process of its own, on the same database."""
    assert client.get(guide.url).status_code == 200
    program = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "from pathlib import Path; from django.conf import settings\n"
        f"settings.VAR = Path({str(settings.VAR)!r})\n"
        f"connection.settings_dict['NAME'] = {connection.settings_dict['NAME']!r}\n"
        "from polku.content.models import GuidePage\n"
        "page = GuidePage.objects.get()\n"
        "page.title = 'From afar'\n"
        "page.save_revision().publish()\n"
    )
    root = Path(__file__).resolve().parents[3]
    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = ['site', '.']\n{program}"],
        check=True,
        cwd=root,
    )
    assert b"From afar" in client.get(guide.url).content


def test_a_page_made_before_the_change_is_not_kept_after_it(client, guide, monkeypatch):
    """Another editor publishes while the page is being made from what was there before."""
    from polku.content.models import GuidePage

    serve = GuidePage.serve

    def slowly(self, request, *args, **kwargs):
        answer = serve(self, request, *args, **kwargs)
        answer.render()
        monkeypatch.setattr(GuidePage, "serve", serve)
        editor = threading.Thread(target=_publish, args=[self.pk])
        editor.start()
        editor.join()
        return answer

    monkeypatch.setattr(GuidePage, "serve", slowly)
    assert b"Home and rent" in client.get(guide.url).content
    assert b"Published meanwhile" in client.get(guide.url).content


def _publish(pk: int) -> None:
    from polku.content.models import GuidePage

    page = GuidePage.objects.get(pk=pk)
    page.title = "Published meanwhile"
    page.save_revision().publish()
    connection.close()


def test_many_who_ask_at_once_wait_for_one_page(guide, renderings):
    """And after a change again for one."""
    answers = []

    def ask():
        answers.append(Client().get(guide.url).content)
        connection.close()

    for turn in (1, 2):
        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(renderings) == turn
        content.guide_page(title="Something else")
    assert len(answers) == 16


def test_whoever_waits_for_a_page_does_not_wait_again_when_it_changes_meanwhile(
    guide, renderings, own_store, monkeypatch
):
    """Else each of those who wait would make the next one anew while editors are at work."""
    from polku.content.models import GuidePage

    serve, take_turn, waiting = GuidePage.serve, own_store.turn, threading.Semaphore(0)

    def turn(*arguments):
        waiting.release()
        return take_turn(*arguments)

    def slowly(self, request, *args, **kwargs):
        answer = serve(self, request, *args, **kwargs)
        for _ in range(4):
            assert waiting.acquire(timeout=60)
        own_store.move()
        return answer

    monkeypatch.setattr(own_store, "turn", turn)
    monkeypatch.setattr(GuidePage, "serve", slowly)

    def ask():
        Client().get(guide.url)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert renderings == [guide.url]


def test_the_menu_is_asked_for_once_until_a_page_changes(client, guide):
    guide.show_in_menus = True
    guide.save_revision().publish()
    assert b">Home and rent</a>" in client.get("/fi/").content
    with CaptureQueriesContext(connection) as asked:
        client.get("/fi/news/")
    assert not [query for query in asked if '"show_in_menus"' in query["sql"].partition("WHERE")[2]]
    guide.title = "Rent and home"
    guide.save_revision().publish()
    assert b">Rent and home</a>" in client.get("/fi/news/").content
