"""Pages translated by machine: what goes out, what comes in, and what an editor learns of it."""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation

from polku.content.translation.models import GlossaryTerm, MachineRun, WordUse
from polku.content.translation.queries import runs
from polku.content.translation.queries.standing import states_of
from polku.content.translation.queries.words import budget_of
from polku.content.translation.services import machine, machine_texts
from polku.content.translation.states import State as TextState
from tests.factories import activities, orgs
from tests.factories.libretranslate import translated
from tests.translation.machine import House, ask, configure

pytestmark = pytest.mark.django_db
State, Fault = MachineRun.State, MachineRun.Fault
PARAGRAPH = "body.22222222-2222-4222-8222-222222222222"


def used(house: House) -> int:
    return budget_of(house.organisation).used


def by_hand(house: House, place: str, said: str) -> None:
    """A person translates one text into Arabic."""
    segment = StringSegment.objects.get(context__path=place)
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=house.translations["ar"].target_locale,
        data=said,
        translation_type="manual",
    )


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


def test_readers_learn_that_a_machine_has_translated_it(house, service):
    assert states_of(house.activity)["ar"] == TextState.IN_TRANSLATION
    ask(house, publish=True)
    assert states_of(house.activity)["ar"] == TextState.MACHINE


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


# Faults of the service


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("500", Fault.DOWN),
        ("503", Fault.DOWN),
        ("404", Fault.BROKEN),
        ("504", Fault.SLOW),
        ("429", Fault.BUSY),
        ("reset", Fault.DOWN),
        ("slow", Fault.SLOW),
        ("not_json", Fault.BROKEN),
        ("half_json", Fault.BROKEN),
        ("other_json", Fault.BROKEN),
        ("a_list", Fault.BROKEN),
        ("numbers", Fault.BROKEN),
        ("fewer", Fault.BROKEN),
    ],
)
def test_a_fault_that_passes_is_told_and_the_job_asks_again(
    house, service, monkeypatch, fault, told
):
    monkeypatch.setattr("polku.content.translation.services.providers.READ", 0.3)
    service.fault = fault
    run = ask(house)
    assert (run.state, run.fault, run.words) == (State.WAITING, told, 0)
    assert used(house) == 0
    assert house.said() == {}
    assert runs.told(run).startswith(str(told.label))
    service.fault = ""
    again(run)
    assert (run.state, run.fault, run.attempts) == (State.DONE, "", 2)
    assert house.said()["title"] == translated("Language café", "ar")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("401", Fault.KEY),
        ("403", Fault.KEY),
        ("402", Fault.QUOTA),
        ("456", Fault.QUOTA),
        ("400", Fault.REFUSED),
        ("413", Fault.REFUSED),
    ],
)
def test_a_fault_that_stays_ends_the_run(house, service, fault, told):
    service.fault = fault
    run = ask(house)
    assert (run.state, run.fault) == (State.FAILED, told)
    assert used(house) == 0
    assert runs.told(run) == f"{told.label} The page stays as it is."


def test_a_service_that_is_not_there_is_asked_again(house, service, settings, tmp_path):
    configure(
        settings, tmp_path, '[libretranslate]\nurl = "http://127.0.0.1:9"\npairs = ["en > *"]\n'
    )
    assert ask(house).fault == Fault.DOWN


def test_a_run_gives_up_in_the_end(house, service):
    service.fault = "500"
    run = ask(house)
    waits = []
    while run.is_open:
        waits.append(run.due_at)
        again(run)
    assert (run.state, run.attempts) == (State.FAILED, len(machine.WAITS) + 1)
    assert len(service.seen) == run.attempts


def test_the_wait_is_as_long_as_the_service_asks(house, service):
    service.fault, service.retry_after = "429", "7200"
    run = ask(house)
    assert (run.due_at - run.asked_at).total_seconds() == pytest.approx(7200, abs=60)


def test_a_job_that_comes_too_early_or_too_late_does_nothing(house, service):
    service.fault = "500"
    run = ask(house)
    assert machine.carry_out(run.pk) is False
    assert len(service.seen) == 1
    service.fault = ""
    again(run)
    machine.carry_out(run.pk)
    assert len(service.seen) == 2


def again(run: MachineRun) -> None:
    """Its time has come."""
    MachineRun.objects.filter(pk=run.pk).update(due_at=run.asked_at)
    machine.carry_out(run.pk)
    run.refresh_from_db()


# Killed


class Killed(BaseException):
    pass


def test_a_worker_that_is_killed_before_it_saves_pays_for_one_request_twice(
    house, service, monkeypatch
):
    def killed(self, batch, answers):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("polku.content.translation.services.machine_texts.Texts._take_in", killed)
        with pytest.raises(Killed):
            ask(house)
    run = MachineRun.objects.get()
    assert run.state == State.RUNNING
    assert house.said() == {}
    first = used(house)
    assert machine.take_up_again() == 0
    again(run)
    assert run.state == State.DONE
    assert used(house) == 2 * first == run.words


def test_what_came_in_before_is_not_sent_again(house, service, monkeypatch):
    monkeypatch.setattr("polku.content.translation.services.machine_texts.TEXTS", 1)
    service.before = lambda question: setattr(
        service, "fault", "500" if len(service.seen) == 3 else ""
    )
    run = ask(house)
    assert run.state == State.WAITING
    kept = len(house.said())
    assert kept
    again(run)
    assert run.state == State.DONE
    texts = service.texts
    assert sorted(texts) == sorted([*set(texts), texts[2]])


def test_a_lost_job_is_taken_up_again(house, service):
    run = machine.translate(user=house.publisher, translation=house.translations["ar"])
    assert machine.take_up_again() == 0
    MachineRun.objects.filter(pk=run.pk).update(due_at="2026-01-01T00:00Z")
    assert machine.take_up_again() == 1


# Words


def test_words_of_the_original_are_counted_by_organisation_and_month(house, service):
    run = ask(house)
    assert run.words == used(house) > 10
    assert str(budget_of(house.organisation)).startswith(f"{run.words} of 1,000 words used in ")
    use = WordUse.objects.get()
    assert (use.organisation, use.month.day) == (house.organisation, 1)


def test_a_text_that_would_exceed_the_budget_is_refused_with_a_sentence(house, service):
    house.organisation.machine_words = 5
    house.organisation.save()
    with pytest.raises(machine.NotPossible, match="but 0 of 5 words are used in"):
        ask(house)
    assert service.seen == []


def test_the_month_is_that_of_helsinki(house, service, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 31, 22, 30, tzinfo=UTC))
    assert str(budget_of(None)) == "0 of 1,000 words used in November"


def test_a_budget_that_is_used_up_meanwhile_ends_the_run(house, service):
    run = machine.translate(user=house.publisher, translation=house.translations["ar"])
    house.organisation.machine_words = 3
    house.organisation.save()
    machine.carry_out(run.pk)
    run.refresh_from_db()
    assert (run.state, run.fault) == (State.FAILED, Fault.BUDGET)
    assert (service.seen, used(house)) == ([], 0)


def test_another_organisation_has_words_of_its_own(house, service):
    ask(house)
    other = orgs.organisation()
    assert budget_of(other).used == 0


def test_pages_of_an_organisation_have_one_budget(house, service):
    ask(house)
    before = used(house)
    ask(house, "fi")
    assert used(house) == 2 * before
