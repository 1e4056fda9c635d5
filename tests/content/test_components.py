"""The page of all components, for those who look after the site."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from polku.content.showcase.samples import NOT_SHOWN, samples
from polku.content.showcase.words import WORDS
from tests.access.roles import add_second_factor, session_of
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/components/"


@pytest.fixture
def page(client, settings) -> str:
    content.site_tree()
    editor = orgs.site_editor(language="fi")
    add_second_factor(editor)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(editor)
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_component_is_on_it_or_says_why_not():
    (root, *_others) = django_settings.TEMPLATES[0]["DIRS"]
    files = {file.stem for file in Path(root, "components").glob("*.html")}
    for language in WORDS:
        assert set(samples(language)) | set(NOT_SHOWN) == files
        assert set(samples(language)) & set(NOT_SHOWN) == set()


def test_each_is_shown_in_both_directions_with_its_contract(page):
    sections = re.split(r'<section class="component"', page)[1:]
    assert len(sections) == len(samples("fi"))
    for section in sections:
        name = re.search(r'id="component-(\w+)"', section)[1]
        _head, finnish, arabic = re.split(
            r'<div class="half" lang="(?:fi" dir="ltr|ar" dir="rtl)">', section
        )
        for half, language in ((finnish, "fi"), (arabic, "ar")):
            kinds = half.split('<div class="kind">')[1:]
            assert len(kinds) == len(samples(language)[name]), name
            for kind in kinds:
                assert re.search(r"<\w+|\w", kind.rpartition("</div>")[0]), name
    assert "price_cents, is_fallback, where}." in page
    assert "تدريب على البحث عن عمل" in page


def test_a_menu_leads_site_editors_to_it(client, page):
    assert ADDRESS in client.get("/cms/").content.decode()
