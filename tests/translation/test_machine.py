"""Pages translated by machine: what goes out, what comes in, and what an editor learns of it."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from polku.content.translation.models import GlossaryTerm, MachineRun
from polku.content.translation.queries import runs
from polku.content.translation.services import machine, machine_texts
from tests.factories import activities, orgs
from tests.factories.libretranslate import translated
from tests.translation.machine import ask, by_hand

pytestmark = pytest.mark.django_db
State, Fault = MachineRun.State, MachineRun.Fault
PARAGRAPH = "body.22222222-2222-4222-8222-222222222222"


# What goes out and what comes in


def test_a_page_is_translated_text_by_text_and_becomes_a_draft(house, service):
    run = ask(house)
    assert (run.state, run.refusals, run.tool) == (State.DONE, {}, "LibreTranslate")
    said = house.said()
    assert said["title"] == translated("Language café", "ar")
    rows = StringTranslation.objects.filter(locale__language_code="ar")
    assert {(row.translation_type, row.tool_name) for row in rows} == {
        ("machine", "LibreTranslate")
    }
    page = house.page()
    assert not page.live
    assert page.get_latest_revision_as_object().title == translated("Language café", "ar")
    assert page.get_latest_revision_as_object().slug == page.slug


def test_the_service_is_asked_in_its_own_protocol(house, service):
    ask(house)
    [question] = service.seen
    assert question.keys() == {"q", "source", "target", "api_key", "format"}
    assert (question["source"], question["target"]) == ("en", "ar")
    assert (question["api_key"], question["format"]) == ("secret", "html")


def test_names_addresses_and_marked_words_stay(house, service):
    ask(house)
    said = house.said()
    assert "Moon House" in said["summary"]
    assert "040 123 4567" in said["summary"]
    rows = StringTranslation.objects.filter(
        context__path=PARAGRAPH, locale__language_code="ar"
    ).order_by("pk")
    texts = {row.data for row in rows}
    assert any("<b>Aamu ry</b>" in text and '<a id="a1">' in text for text in texts)
    assert any('<span id="span1">Moonlight Hall</span>' in text for text in texts)
    assert "Only Finnish" in texts
    assert not any("Only Finnish" in text for text in service.texts)


def test_readers_see_marked_words_as_such(house, service, client):
    ask(house, publish=True)
    page = house.page()
    assert page.live
    text = client.get(page.url).content.decode()
    assert '<span translate="no">Moonlight Hall</span>' in text
    assert '<span translate="no">Only Finnish</span>' in text
    assert 'href="https://example.org/x"' in text


def test_terms_of_the_glossary_are_used(house, service):
    GlossaryTerm.objects.create(
        source_language="en", target_language="ar", term="others", translation="الآخرين"
    )
    GlossaryTerm.objects.create(
        source_language="en", target_language="fi", term="talk", translation="puhu"
    )
    ask(house)
    said = house.said()["summary"]
    assert "الآخرين" in said
    assert said.startswith(translated("Talk with", "ar"))


def test_what_people_have_translated_is_neither_sent_nor_changed(house, service):
    by_hand(house, "title", "مقهى اللغة")
    ask(house)
    assert house.said()["title"] == "مقهى اللغة"
    assert "Language café" not in service.texts


def test_what_a_person_translates_meanwhile_stays(house, service, monkeypatch):
    answered = machine_texts.ask

    def ask_while_somebody_translates(*question):
        by_hand(house, "title", "مقهى اللغة")
        return answered(*question)

    monkeypatch.setattr(machine_texts, "ask", ask_while_somebody_translates)
    assert ask(house).state == State.DONE
    assert house.said()["title"] == "مقهى اللغة"


def test_the_same_words_elsewhere_on_the_page_are_those_of_the_person(house, service):
    house.activity.summary = house.activity.title
    activities.publish(house.activity)
    by_hand(house, "title", "مقهى اللغة")
    ask(house)
    row = StringTranslation.objects.get(context__path="summary", locale__language_code="ar")
    assert (row.data, row.translation_type) == ("مقهى اللغة", "manual")


def test_a_change_sends_what_has_changed_and_no_more(house, service):
    ask(house)
    service.seen.clear()
    house.activity.summary = "Something new"
    activities.publish(house.activity)
    ask(house)
    assert service.texts == ["Something new"]
    assert house.said()["summary"] == translated("Something new", "ar")


def test_the_same_text_is_sent_once(house, service):
    house.activity.summary = house.activity.title
    activities.publish(house.activity)
    ask(house)
    assert service.texts.count("Language café") == 1
    assert house.said()["summary"] == house.said()["title"]


def test_nothing_left_is_told(house, service):
    ask(house)
    with pytest.raises(machine.NotPossible, match="nothing left to translate"):
        ask(house)


# Who may


def test_only_who_may_publish_publishes(house, service):
    run = ask(house, user=house.editor, publish=True)
    assert (run.state, run.publish) == (State.DONE, False)
    assert not house.page().live


def test_a_right_that_was_lost_meanwhile_is_asked_for_again(house, service):
    run = machine.translate(user=house.publisher, translation=house.translations["ar"])
    house.publisher.is_active = False
    house.publisher.save()
    machine.carry_out(run.pk)
    run.refresh_from_db()
    assert (run.state, run.fault) == (State.FAILED, Fault.GONE)
    assert service.seen == []


def test_nobody_translates_the_page_of_another_organisation(house, service):
    with pytest.raises(PermissionDenied):
        ask(house, user=orgs.user())
    assert not MachineRun.objects.exists()


def test_without_a_service_for_the_languages_nothing_is_sent(house, service, settings):
    settings.POLKU_MACHINE_TRANSLATION = ""
    with pytest.raises(machine.NotPossible, match="no machine translation between"):
        ask(house)


def test_a_second_request_finds_the_first(house, service):
    first = machine.translate(user=house.publisher, translation=house.translations["ar"])
    second = machine.translate(user=house.editor, translation=house.translations["ar"])
    assert first == second


def test_a_page_that_somebody_has_locked_is_left_alone(house, service):
    page = house.page()
    page.locked, page.locked_by, page.locked_at = True, house.editor, timezone.now()
    page.save()
    with pytest.raises(machine.NotPossible, match="The page is locked"):
        ask(house)
    page.locked = False
    page.save()
    run = machine.translate(user=house.publisher, translation=house.translations["ar"])
    page.locked = True
    page.save()
    machine.carry_out(run.pk)
    run.refresh_from_db()
    assert (run.fault, service.seen) == (Fault.PAGE, [])


# The page as a whole


def test_a_live_page_keeps_its_old_text_until_it_is_published(house, service):
    page = house.page()
    page.title = "قديم"
    activities.publish(page)
    ask(house)
    page = house.page()
    assert (page.title, page.live) == ("قديم", True)
    assert page.get_latest_revision_as_object().title == translated("Language café", "ar")


def test_a_page_of_which_a_text_is_refused_does_not_change(house, service):
    service.spoil["Who can come"] = lambda said: ""
    page = house.page()
    page.title = "قديم"
    before = activities.publish(page).latest_revision_id
    run = ask(house, publish=True)
    assert (run.state, run.refusals) == (State.DONE, {"empty": 1})
    page = house.page()
    assert (page.title, page.latest_revision_id) == ("قديم", before)
    assert "to be translated by hand" in runs.told(run)
    assert "the answer is empty" in runs.told(run)


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda said: "", "empty"),
        (lambda said: said.replace("<b>", "").replace("</b>", ""), "markup"),
        (lambda said: said.replace("</a>", ""), "markup"),
        (lambda said: said.replace('id="keep-1"', ""), "lost"),
        (lambda said: re.sub("[\u0600-\u06ff]", "o", said), "language"),
    ],
)
def test_a_text_with_a_fault_is_not_translated_and_the_others_are(house, service, spoil, refusal):
    service.spoil["read more"] = spoil
    run = ask(house)
    assert run.refusals == {refusal: 1}
    assert house.said()["title"] == translated("Language café", "ar")
