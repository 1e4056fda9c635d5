"""Many texts at once, as the desk of translations reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import ActivityPage
from polku.base import languages
from polku.content.translation.models import Standing
from polku.content.translation.queries import standing
from polku.content.translation.services import wordings
from polku.content.translation.states import State
from tests.factories import activities, content, orgs
from tests.translation.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def desk() -> Desk:
    content.site_tree()
    organisation = orgs.organisation()
    for language in ("fi", "sv", "ar"):
        content.organisation_page(organisation, language)
    return Desk(activities.page(organisation, summary="Chat in Finnish"))


def test_each_text_has_its_state_in_each_language_of_the_site(desk):
    desk.translated("sv", machine=True)
    other = activities.page(desk.page().get_parent().specific.organisation)
    found = standing.matrix(ActivityPage.objects.filter(locale__language_code="fi"))
    assert set(found) == {desk.key, other.translation_key}
    for row in found.values():
        assert list(row) == languages.offered()
    states = {language: one.state for language, one in found[desk.key].items()}
    assert states.pop("fi") == State.ORIGINAL
    assert states.pop("sv") == State.MACHINE
    assert set(states.values()) == {State.MISSING}


def test_what_waits_tells_since_when_and_for_which_text(desk):
    desk.translated("sv")
    before = timezone.now()
    desk.write("Sing in Finnish")
    row = standing.standings_of(desk.page())
    for language in ("sv", "ar"):
        assert before < row[language].since < timezone.now()
        assert row[language].source.key == desk.page().pk
    assert row["ar"].page is None
    assert row["sv"].page.key == desk.page("sv").pk


def test_what_is_in_the_bin_is_missing(desk):
    from polku.content.upkeep.services import bin

    desk.translated("sv")
    bin.to_bin(desk.user, desk.page("sv"))
    assert desk.state() == State.MISSING


def test_many_cost_no_more_queries_than_one(desk):
    organisation = desk.page().get_parent().specific.organisation

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            standing.matrix(ActivityPage.objects.all())
        return len(captured)

    alone = queries()
    for number in range(5):
        page = activities.page(organisation, title=f"Number {number}", slug=f"number-{number}")
        swedish = activities.translate(page, "sv", slug=f"number-{number}")
        assert Standing.objects.get(page=swedish).says == wordings.current(page)
    assert queries() == alone <= 3
