"""The tree of pages stays whole through the work of editors and translators."""

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object, translate_page_subtree

from polku.content.models import GuidePage
from tests.factories import content

HEALTHY = ([], [], [], [], [])


def _guide_of_three() -> GuidePage:
    parent = content.guide_page("fi", title="Opas")
    for title in ("Asuminen", "Työ"):
        parent.add_child(instance=GuidePage(title=title, locale=parent.locale))
    return parent


@pytest.mark.django_db
@pytest.mark.parametrize("live_at_once", [False, True])
def test_a_live_page_translated_with_its_subtree_keeps_its_children(
    settings, django_capture_on_commit_callbacks, live_at_once
):
    """The translated parent is published after its children were made, from a copy that knew none
    of them (https://github.com/wagtail/wagtail-localize/issues/773)."""
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = live_at_once
    content.site_tree(["fi", "sv"])
    parent = _guide_of_three()
    swedish = Locale.objects.get(language_code="sv")
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(parent, [swedish])
        translate_page_subtree(parent.pk, [swedish], None, None)
    translated = parent.get_translation(swedish)
    assert translated.live is live_at_once
    assert [page.title for page in translated.get_children()] == ["Asuminen", "Työ"]
    assert Page.find_problems() == HEALTHY
    # The next save is the one that used to break.
    translated.add_child(instance=GuidePage(title="Hälsa", locale=swedish))
    assert Page.find_problems() == HEALTHY


@pytest.mark.django_db
def test_copying_moving_and_deleting_leave_the_tree_whole():
    parent = _guide_of_three()
    copy = parent.copy(recursive=True, update_attrs={"slug": "kopia", "title": "Kopia"})
    first, second = copy.get_children()
    second.move(first, pos="last-child")
    Page.objects.get(pk=parent.pk).delete()
    assert Page.find_problems() == HEALTHY
    assert Page.objects.get(pk=first.pk).numchild == 1
