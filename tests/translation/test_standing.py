"""Where translations stand after what editors do: each row of the table, over real pages."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from orgs.models import Role
from polku.content.translation.services import originals, standings
from polku.content.translation.states import TABLE, Edit, State, Target
from tests.factories import activities, content, orgs
from tests.translation.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor", "english")]


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk() -> Desk:
    """An activity in Finnish, which is public and not translated."""
    content.site_tree()
    organisation = orgs.organisation()
    for language in ("fi", "sv", "ar"):
        content.organisation_page(organisation, language)
    return Desk(activities.page(organisation, summary="Chat in Finnish"))


# The table


def prepare(desk: Desk, target: Target) -> None:
    if target == Target.MISSING:
        return
    desk.open("sv")
    desk.translate("sv", machine=target == Target.MACHINE, leave=target == Target.IN_TRANSLATION)
    if target != Target.DRAFT:
        desk.publish("sv")


def do(desk: Desk, edit: Edit) -> None:
    match edit:
        case Edit.NONE:
            desk.write()
        case Edit.MINOR:
            desk.write("Chat in Finnish!", is_minor_edit="on")
        case Edit.MAJOR:
            desk.write("Sing in Finnish")
        case Edit.DRAFT:
            desk.write("Sing in Finnish", action="save")
        case Edit.SCHEDULE:
            times = {"schedules-0-starts": "09:00", "schedules-0-ends": "11:00"}
            desk.write(**times, venue="Library", price_cents="5")
        case Edit.MOVED:
            page = desk.page()
            elsewhere = content.organisation_page(orgs.organisation(), "fi")
            desk.post("wagtailadmin_pages:move_confirm", page.pk, elsewhere.pk)
            assert desk.page().get_parent().pk == elsewhere.pk
        case Edit.REVERTED:
            desk.write("Sing in Finnish")
            desk.write("Chat in Finnish")


@pytest.mark.parametrize(("edit", "target"), TABLE, ids=lambda one: one.name.lower())
def test_each_row_of_the_table(desk, edit, target):
    prepare(desk, target)
    do(desk, edit)
    assert desk.state("sv") == TABLE[edit, target]
    assert desk.state("fi") == State.ORIGINAL


def test_the_table_is_whole(record_property):
    record_property(
        "count", f"{len(TABLE)} rows: what is done to a text × how its translation stood"
    )
    assert len(TABLE) == len(Edit) * len(Target) == 35


# Bringing a translation in line again


def test_an_outdated_translation_that_is_updated_is_up_to_date(desk):
    """https://github.com/digitalfabrik/integreat-cms/issues/4385 and 4398"""
    desk.translated("sv")
    desk.write("Sing in Finnish")
    desk.bring_up_to_date()
    assert desk.state() == State.OUTDATED
    desk.translate("sv")
    assert desk.state() == State.OUTDATED
    desk.publish("sv")
    assert desk.state() == State.UP_TO_DATE


def test_an_outdated_machine_translation_that_a_person_redoes_is_no_longer_the_machines(desk):
    """https://github.com/digitalfabrik/integreat-cms/issues/4397"""
    desk.translated("sv", machine=True)
    desk.write("Sing in Finnish")
    desk.bring_up_to_date()
    desk.translate("sv")
    desk.publish("sv")
    # The title is the machine's still, and its reader may know that.
    assert desk.state() == State.MACHINE
    for segment in desk.translation("sv").source.stringsegment_set.all():
        desk.say("sv", segment, "by a person")
    desk.publish("sv")
    assert desk.state() == State.UP_TO_DATE


def test_a_page_that_is_edited_as_a_whole_is_brought_in_line_as_well(desk):
    """https://github.com/digitalfabrik/integreat-cms/issues/4396"""
    desk.translated("sv", machine=True)
    desk.by_hand("sv")
    desk.write("Sing in Finnish")
    assert desk.state() == State.MACHINE_OUTDATED
    desk.write("Sjung", language="sv", action="save")
    assert desk.state() == State.MACHINE_OUTDATED
    desk.write("Sjung", language="sv")
    assert desk.state() == State.UP_TO_DATE


def test_a_slip_of_the_pen_mended_in_a_translation_brings_it_in_line_with_nothing(desk):
    desk.translated("sv", machine=True)
    desk.by_hand("sv")
    desk.write("Sing in Finnish")
    desk.write("Prata!", language="sv", is_minor_edit="on")
    assert desk.state() == State.MACHINE_OUTDATED


def test_a_draft_of_the_source_makes_nothing_outdated(desk):
    """https://github.com/digitalfabrik/integreat-cms/issues/4284"""
    desk.translated("sv", "ar")
    desk.write("Sing in Finnish", action="save")
    assert (desk.state("sv"), desk.state("ar")) == (State.UP_TO_DATE, State.UP_TO_DATE)


def test_a_new_language_by_machine_leaves_the_others_alone(desk):
    """https://github.com/digitalfabrik/integreat-cms/issues/4254"""
    desk.translated("sv")
    desk.translated("ar", machine=True)
    assert (desk.state("sv"), desk.state("ar")) == (State.UP_TO_DATE, State.MACHINE)


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize("machine", [False, True])
def test_an_update_without_changes_changes_nothing(desk, machine, publish):
    """https://github.com/digitalfabrik/integreat-cms/issues/4201"""
    desk.translated("sv", machine=machine)
    before = desk.state()
    desk.write()
    desk.bring_up_to_date(publish=publish)
    desk.publish("sv")
    assert desk.state() == before == (State.MACHINE if machine else State.UP_TO_DATE)


def test_an_update_published_before_it_is_translated_stays_outdated(desk):
    """Its readers see new words in the language of the original."""
    desk.translated("sv")
    desk.write("Sing in Finnish")
    desk.bring_up_to_date(publish=True)
    assert "Sing in Finnish" in desk.page("sv").summary
    assert desk.state() == State.OUTDATED
    desk.translate("sv")
    desk.publish("sv")
    assert desk.state() == State.UP_TO_DATE


def test_a_small_change_that_is_published_untranslated_is_in_translation(desk):
    desk.translated("sv")
    desk.write("Chat in Finnish!", is_minor_edit="on")
    desk.bring_up_to_date(publish=True)
    assert desk.state() == State.IN_TRANSLATION


def test_a_text_that_was_made_for_an_older_source_says_that_one(desk):
    desk.open("sv")
    desk.translate("sv")
    desk.write("Sing in Finnish")
    desk.publish("sv")
    assert desk.state() == State.OUTDATED


def test_what_is_translated_before_the_original_is_public_is_in_line_with_it_later(desk):
    desk.page().unpublish()
    desk.write("A draft", action="save")
    desk.translated("sv")
    assert desk.state() == State.UP_TO_DATE
    desk.write("A draft")
    assert desk.state() == State.UP_TO_DATE
    desk.write("Another text")
    assert desk.state() == State.OUTDATED


def test_the_copy_with_which_a_translation_begins_is_no_translation(desk):
    desk.open("sv")
    desk.publish("sv")
    assert desk.state() == State.IN_TRANSLATION
    desk.by_hand("sv")
    desk.write(language="sv")
    assert desk.state() == State.IN_TRANSLATION


def test_a_translation_that_comes_back_stands_as_it_did(desk):
    desk.translated("sv")
    desk.page("sv").unpublish()
    assert desk.state() == State.IN_TRANSLATION
    desk.write("Sing in Finnish")
    desk.publish("sv")
    assert desk.state() == State.OUTDATED


def test_an_alias_counts_as_missing(desk):
    desk.translated("sv")
    desk.post("wagtail_localize:convert_to_alias", desk.page("sv").pk)
    assert desk.state() == State.MISSING
    desk.write("Sing in Finnish")
    assert desk.state() == State.MISSING


# Marked as checked


def test_what_a_person_has_checked_is_neither_the_machines_nor_outdated(desk):
    desk.translated("sv", machine=True)
    desk.write("Chat in Finnish, all of you")
    standings.mark_checked(desk.user, desk.page("sv"))
    assert desk.state() == State.UP_TO_DATE
    # Published again, it stays checked; changed again, it does not.
    desk.publish("sv")
    assert desk.state() == State.UP_TO_DATE
    desk.write("Sing in Finnish")
    assert desk.state() == State.OUTDATED


def test_what_a_machine_translates_after_the_check_is_the_machines(desk):
    desk.translated("sv", machine=True)
    standings.mark_checked(desk.user, desk.page("sv"))
    desk.write("Sing in Finnish")
    desk.bring_up_to_date()
    desk.translate("sv", machine=True)
    desk.publish("sv")
    assert desk.state() == State.MACHINE


def test_a_check_is_noted_in_the_history_of_the_page(desk):
    desk.translated("sv", machine=True)
    standings.mark_checked(desk.user, desk.page("sv"))
    history = desk.client.get(reverse("wagtailadmin_pages:history", args=[desk.page("sv").pk]))
    assert "Translation checked" in history.content.decode()


def test_nobody_checks_the_page_of_others(desk):
    desk.translated("sv", machine=True)
    stranger = orgs.member(orgs.organisation(), Role.EDITOR)
    with pytest.raises(PermissionDenied):
        standings.mark_checked(stranger, desk.page("sv"))
    assert desk.state() == State.MACHINE


def test_nobody_checks_a_page_that_is_locked(desk):
    desk.translated("sv", machine=True)
    page = desk.page("sv")
    page.locked, page.locked_by = True, orgs.site_editor()
    page.save()
    with pytest.raises(PermissionDenied):
        standings.mark_checked(desk.user, page)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_only_a_public_translation_can_be_checked(desk, language):
    desk.open("sv")
    with pytest.raises(standings.NotPossible):
        standings.mark_checked(desk.user, desk.page(language))


# A tree of translations


def test_a_translation_of_a_translation_is_outdated_with_it(desk):
    """From Finnish to Swedish, and from there to Arabic."""
    desk.translated("sv")
    desk.translated("ar", of="sv")
    assert (desk.state("sv"), desk.state("ar")) == (State.UP_TO_DATE, State.UP_TO_DATE)
    desk.write("Sing in Finnish")
    assert (desk.state("sv"), desk.state("ar")) == (State.OUTDATED, State.OUTDATED)
    desk.bring_up_to_date()
    desk.translate("sv")
    desk.publish("sv")
    # The Arabic page says the old Swedish one.
    assert (desk.state("sv"), desk.state("ar")) == (State.UP_TO_DATE, State.OUTDATED)
    desk.bring_up_to_date(of="sv")
    desk.translate("ar")
    desk.publish("ar")
    assert desk.state("ar") == State.UP_TO_DATE


def test_the_old_original_is_in_line_with_the_new_one(desk):
    desk.translated("sv", "ar")
    originals.make_original(None, desk.page("sv"))
    assert desk.state("sv") == State.ORIGINAL
    assert (desk.state("fi"), desk.state("ar")) == (State.UP_TO_DATE, State.UP_TO_DATE)
    desk.write("Sjung", language="sv")
    assert (desk.state("fi"), desk.state("ar")) == (State.OUTDATED, State.OUTDATED)


def test_what_outlives_its_original_stays_what_it_was(desk):
    desk.translated("sv", machine=True)
    desk.page("fi").delete()
    assert desk.state("sv", of="sv") == State.MACHINE
    assert desk.state("fi", of="sv") == State.MISSING
