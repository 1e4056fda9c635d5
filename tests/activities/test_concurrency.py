"""Two editors publish at the same moment, each in a transaction of their own."""

import threading

import pytest
from django.db import connection

from activities.models import ActivityPage
from activities.services import publishing, reconcile
from tests.factories import activities

pytestmark = pytest.mark.django_db(transaction=True)


def test_original_and_translation_published_at_once_both_get_their_text(monkeypatch):
    """Without the lock the translation would find no activity yet, and the original no
    translation."""
    original = activities.page(live=False)
    translation = activities.translate(original, "sv", live=False)
    revisions = [original.get_latest_revision(), translation.get_latest_revision()]
    both_written = threading.Barrier(2)
    publish = publishing.publish

    def publish_when_both_are_written(key, **options):
        # The lock lets the second one write only when the first is done, so nobody comes.
        try:
            both_written.wait(timeout=2)
        except threading.BrokenBarrierError:
            both_written.reset()
        return publish(key, **options)

    monkeypatch.setattr(publishing, "publish", publish_when_both_are_written)
    faults = []

    def run(revision):
        try:
            revision.publish()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[revision]) for revision in revisions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    monkeypatch.undo()
    assert faults == []
    assert ActivityPage.objects.filter(live=True).count() == 2
    texts = activities.of(original).texts.all()
    assert {text.language for text in texts} == {"fi", "sv"}
    assert list(reconcile.check()) == []


def test_a_fault_after_the_page_is_written_leaves_it_as_it_was(monkeypatch):
    """With real commits: nothing around the publication holds it together but itself."""
    page = activities.page(title="Before")
    page.title = "After"
    revision = page.save_revision()

    def die(*args, **kwargs):
        raise RuntimeError("killed")

    monkeypatch.setattr(publishing.texts, "write", die)
    with pytest.raises(RuntimeError):
        revision.publish()
    assert ActivityPage.objects.get(pk=page.pk).title == "Before"
    assert activities.of(page).texts.get().title == "Before"


def test_a_fault_while_a_page_is_deleted_leaves_the_tree_whole(monkeypatch):
    page = activities.page()
    parent = page.get_parent()

    def die(*args, **kwargs):
        raise RuntimeError("killed")

    monkeypatch.setattr(publishing, "_archive", die)
    with pytest.raises(RuntimeError):
        ActivityPage.objects.get(pk=page.pk).delete()
    assert ActivityPage.objects.filter(pk=page.pk).exists()
    parent.refresh_from_db()
    assert parent.numchild == 1
