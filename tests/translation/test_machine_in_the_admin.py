"""The buttons, boxes and pages of the admin that have to do with machine translation."""

import json

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail_localize.models import StringSegment, StringTranslation

from orgs.models import Organisation, User
from orgs.services import organisations
from polku.base.blocks.features import DO_NOT_TRANSLATE, FEATURES
from polku.base.blocks.text import ParagraphBlock
from polku.content.translation.exchange import formats
from polku.content.translation.exchange.document import Document, Segment, State, digest_of
from polku.content.translation.models import GlossaryTerm, MachineRun
from polku.content.translation.services import machine
from polku.content.translation.tasks import translate_by_machine
from tests.factories import orgs
from tests.factories.libretranslate import translated
from tests.translation.machine import House, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


def at(user: User) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def button(house: House, language: str = "ar") -> str:
    return f"/cms/localize/translate/{house.translations[language].pk}/machine_translate/"


def edit(house: House, language: str = "ar") -> str:
    return f"/cms/pages/{house.page(language).pk}/edit/"


def update(house: House) -> str:
    return f"/cms/localize/update/{house.translations['ar'].source_id}/"


# The button


def test_the_button_asks_for_a_job_and_says_so(house, service):
    answer = at(house.editor).post(button(house), {"next": edit(house)}, follow=True)
    assert answer.redirect_chain == [(edit(house), 302)]
    assert "LibreTranslate is translating this page." in answer.content.decode()
    run = MachineRun.objects.get()
    assert service.seen == []
    job = ProcrastinateJob.objects.get(task_name="translation.translate_by_machine")
    assert job.args == {"run": run.pk}
    assert translate_by_machine(**job.args) is True
    text = at(house.editor).get(edit(house)).content.decode()
    assert "LibreTranslate has translated" in text
    assert "of 1,000 words used in" in text
    assert json.dumps(translated("Who can come", "ar"))[1:-1] in text


def test_the_button_is_there_where_a_service_translates(house, service, settings):
    text = at(house.editor).get(edit(house)).content.decode()
    assert "machine_translate" in text
    settings.POLKU_MACHINE_TRANSLATION = ""
    text = at(house.editor).get(edit(house)).content.decode()
    assert "machine_translate" not in text
    assert "words used in" not in text


def test_without_a_service_there_is_nothing_at_the_address(house, service, settings):
    settings.POLKU_MACHINE_TRANSLATION = ""
    assert at(house.editor).post(button(house)).status_code == 404
    assert not MachineRun.objects.exists()


def test_there_is_nothing_for_editors_of_others(house, service):
    stranger = orgs.user(language="en")
    other = organisations.found_organisation(
        name="Ilta", slug="ilta", kind="association", language="en"
    )
    organisations.add_member(organisation=other, user=stranger, role="publisher")
    assert at(stranger).post(button(house)).status_code == 404
    assert at(stranger).post(update(house), {"use_machine_translation": "on"}).status_code == 404
    assert not MachineRun.objects.exists()


def test_the_address_only_takes_what_is_sent_from_the_form(house, service):
    assert at(house.editor).get(button(house)).status_code == 405
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(pk=house.editor.pk))
    assert client.post(button(house)).status_code == 403


def test_too_few_words_are_told_at_once(house, service):
    Organisation.objects.update(machine_words=2)
    answer = at(house.editor).post(button(house), {"next": edit(house)}, follow=True)
    assert "but 0 of 2 words are used in" in answer.content.decode()


def test_a_fault_stands_on_the_page_until_the_next_run(house, service):
    service.fault = "403"
    ask(house)
    text = at(house.editor).get(edit(house)).content.decode()
    assert "does not accept the key of this site. The page stays as it is." in text
    service.fault = ""
    ask(house)
    assert "does not accept the key" not in at(house.editor).get(edit(house)).content.decode()


def test_the_log_of_the_page_says_what_translated_it(house, service):
    ask(house)
    history = f"/cms/pages/{house.page().pk}/history/"
    assert "Translated by machine" in at(house.editor).get(history).content.decode()


# Bringing translations up to date


def test_updating_offers_the_machine_where_there_is_one(house, service, settings):
    assert "use_machine_translation" in at(house.editor).get(update(house)).content.decode()
    settings.POLKU_MACHINE_TRANSLATION = ""
    assert "use_machine_translation" not in at(house.editor).get(update(house)).content.decode()
    at(house.editor).post(update(house), {"use_machine_translation": "on"})
    assert not MachineRun.objects.exists()


def test_updating_by_machine_is_a_run_of_each_language(house, service):
    at(house.publisher).post(
        update(house), {"use_machine_translation": "on", "publish_translations": "on"}
    )
    assert service.seen == []
    asked = MachineRun.objects.all()
    assert {run.translation.target_locale.language_code for run in asked} == {"ar", "fi"}
    assert all(run.publish for run in asked)
    assert not house.page().live
    for run in asked:
        machine.carry_out(run.pk)
    assert house.page().live
    assert house.page().title == translated("Language café", "ar")


def test_updating_by_machine_keeps_to_the_budget(house, service):
    Organisation.objects.update(machine_words=25)
    answer = at(house.editor).post(update(house), {"use_machine_translation": "on"}, follow=True)
    for run in MachineRun.objects.all():
        machine.carry_out(run.pk)
    assert MachineRun.objects.filter(state="done").count() == 1
    assert len(service.seen) == 1
    assert answer.status_code == 200


def test_who_may_not_publish_publishes_nothing_by_updating(
    house, service, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        at(house.editor).post(update(house), {"publish_translations": "on"})
    assert not house.page().live
    with django_capture_on_commit_callbacks(execute=True):
        at(house.publisher).post(update(house), {"publish_translations": "on"})
    assert house.page().live


# Do not translate


def test_an_editor_marks_words_that_no_machine_may_touch(house, service):
    converter = ContentstateConverter(FEATURES)
    html = '<p>At <span translate="no">Moon Hall</span> and <span>elsewhere</span></p>'
    state = converter.from_database_format(html)
    assert "DO_NOT_TRANSLATE" in state
    kept = converter.to_database_format(state)
    assert '<span translate="no">Moon Hall</span> and elsewhere' in kept
    text = at(house.editor).get(f"/cms/pages/{house.activity.pk}/edit/").content.decode()
    assert "Do not translate" in text


def test_marked_words_stay_marked_when_a_person_translates(house, service):
    segment = StringSegment.objects.get(string__data__contains="Moonlight")
    assert segment.string.data == 'We meet at <span id="span1">Moonlight Hall</span> every week.'
    for said, is_fault in (
        ('في <span id="span1">Hall</span>', False),
        ('<span id="span9">x</span>', True),
    ):
        row, _made = StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=house.translations["ar"].target_locale,
            defaults={"data": said, "has_error": False, "translation_type": "manual"},
        )
        assert row.has_error is is_fault


@pytest.mark.parametrize("name", formats.FORMATS)
def test_marked_words_go_out_to_translators_and_come_back(name):
    marked = 'At <span id="span1">Moon <b>Hall</b></span>, <a id="a1">look</a>'
    text = Segment(path="summary", source=marked, target=marked, state=State.TRANSLATED, label="")
    document = Document(
        translation="0f8b5c0e-2f0d-4bb9-a5a6-bf4da0702531",
        source_language="en",
        target_language="ar",
        digest=digest_of([text]),
        segments=(text,),
        title="",
    )
    [back] = formats.read(formats.FORMATS[name].write(document))
    assert [(one.source, one.target) for one in back.segments] == [(marked, marked)]


def test_a_paragraph_offers_what_a_plain_text_needs_and_the_mark():
    assert ParagraphBlock().features == FEATURES
    assert DO_NOT_TRANSLATE in FEATURES


# The glossary and the organisation's words


def test_site_editors_keep_the_glossary(house, service):
    editor = orgs.site_editor(language="en")
    form = {
        "source_language": "en",
        "term": "Language café",
        "target_language": "fi",
        "translation": "kielikahvila",
    }
    assert at(editor).post("/cms/glossary/new/", form).status_code == 302
    again = at(editor).post("/cms/glossary/new/", form | {"term": "language CAFÉ"})
    assert "This term stands in the glossary already." in again.content.decode()
    same = at(editor).post("/cms/glossary/new/", form | {"target_language": "en"})
    assert "Choose two different languages." in same.content.decode()
    assert GlossaryTerm.objects.count() == 1
    assert "kielikahvila" in at(editor).get("/cms/glossary/").content.decode()
    assert at(house.publisher).get("/cms/glossary/").status_code == 404
    ask(house, "fi")
    assert house.said("fi")["title"] == "Kielikahvila"


def test_site_editors_say_how_many_words_an_organisation_has(house, service):
    editor = orgs.site_editor(language="en")
    address = f"/cms/organisations/edit/{house.organisation.pk}/"
    form = {
        "name": "Aamu ry",
        "slug": "aamu",
        "kind": "association",
        "business_id": "",
        "language": "en",
        "contact_email": "",
        "contact_phone": "",
        "publishing": "trusted",
        "where": "",
        "machine_words": "1500",
    }
    assert at(editor).post(address, form).status_code == 302
    house.organisation.refresh_from_db()
    assert house.organisation.machine_words == 1500
