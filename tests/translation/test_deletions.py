"""What becomes of translations when a page from which they were made is deleted, for good or into
the bin."""

import pytest

from polku.content.translation.queries import notes
from polku.content.translation.services import originals
from polku.content.translation.states import State
from polku.content.upkeep.services import bin
from tests.factories import activities, content, orgs
from tests.translation.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def desk() -> Desk:
    """An activity in Finnish, which is public and not translated."""
    content.site_tree()
    organisation = orgs.organisation()
    for language in ("fi", "sv", "ar"):
        content.organisation_page(organisation, language)
    return Desk(activities.page(organisation, summary="Chat in Finnish"))


def test_another_original_takes_the_place_of_one_that_is_gone():
    """Of a page whose original language nobody else keeps."""
    content.site_tree()
    desk = Desk(content.guide_page(title="Renting"))
    desk.translated("sv")
    desk.translated("ar")
    desk.page("fi").delete()
    assert desk.state("sv", of="sv") == State.ORIGINAL
    assert desk.state("ar", of="sv") == State.UP_TO_DATE
    swedish = desk.page("sv")
    swedish.title = "Hyra"
    swedish.save_revision().publish()
    assert desk.state("ar", of="sv") == State.OUTDATED
    assert notes.note_of(desk.page("ar")) == notes.Note(False, True, False, "sv")


def test_a_person_s_text_takes_that_place_before_a_machine_s():
    content.site_tree()
    desk = Desk(content.guide_page(title="Renting"))
    desk.translated("sv", machine=True)
    desk.translated("ar")
    desk.page("fi").delete()
    assert (desk.state("ar", of="ar"), desk.state("sv", of="ar")) == (
        State.ORIGINAL,
        State.MACHINE,
    )


def test_what_was_outdated_stays_so_when_the_original_is_gone():
    content.site_tree()
    desk = Desk(content.guide_page(title="Renting"))
    desk.translated("sv")
    desk.translated("ar")
    finnish = desk.page("fi")
    finnish.title = "Renting a home"
    finnish.save_revision().publish()
    desk.bring_up_to_date()
    desk.translate("sv")
    desk.publish("sv")
    assert (desk.state("sv"), desk.state("ar")) == (State.UP_TO_DATE, State.OUTDATED)
    desk.page("fi").delete()
    assert (desk.state("sv", of="sv"), desk.state("ar", of="sv")) == (
        State.ORIGINAL,
        State.OUTDATED,
    )


def test_an_activity_whose_original_is_gone_waits_for_another_one_and_the_others_follow_it(desk):
    """It is archived; the original is for an editor to choose (`activities.states`)."""
    desk.translated("sv")
    desk.translated("ar")
    desk.page("fi").delete()
    assert (desk.state("sv", of="sv"), desk.state("ar", of="sv")) == (
        State.UP_TO_DATE,
        State.UP_TO_DATE,
    )
    originals.make_original(None, desk.page("sv"))
    assert (desk.state("sv", of="sv"), desk.state("ar", of="sv")) == (
        State.ORIGINAL,
        State.UP_TO_DATE,
    )
    desk.write("Sjung", language="sv")
    assert desk.state("ar", of="sv") == State.OUTDATED


@pytest.mark.parametrize("how", ["purged", "in the bin"])
def test_where_one_between_is_gone_the_original_is_what_the_last_one_says(desk, how):
    desk.translated("sv")
    desk.translated("ar", of="sv")
    swedish = desk.page("sv")
    if how == "purged":
        swedish.delete()
    else:
        bin.to_bin(None, swedish)
    assert desk.state("ar") == State.UP_TO_DATE
    desk.write("Sing in Finnish")
    assert (desk.state("sv"), desk.state("ar")) == (State.MISSING, State.OUTDATED)
    assert notes.note_of(desk.page("ar")).is_outdated
