"""What editors do from the translation desk, and what they are told of it."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client, TestCase
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from orgs.models import User
from orgs.services import organisations
from polku.content.translation.exchange import formats
from polku.content.translation.models import MachineRun
from polku.content.translation.queries import standing
from polku.content.translation.states import State
from tests.factories import activities, libretranslate, orgs
from tests.translation.desk import Desk
from tests.translation.machine import House, configure, found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
DO = "/cms/translations/do/"


@pytest.fixture
def house() -> House:
    with override("en"):
        return found(("en", "ar"))


@pytest.fixture
def service(settings, tmp_path):
    with libretranslate.running() as service:
        configure(
            settings,
            tmp_path,
            "words_a_month = 1000\n"
            f'[libretranslate]\nurl = "{service.url}"\nkey = "secret"\npairs = ["en > *"]\n',
        )
        yield service


def do(client, user, action: str, *pages, language: str = "ru", **fields):
    """Press a button of the desk; `pages`: pages or keys."""
    client.force_login(User.objects.get(pk=user.pk))
    keys = [str(getattr(page, "translation_key", page)) for page in pages]
    data = {"action": action, "page": keys, "language": language} | fields
    with TestCase.captureOnCommitCallbacks(using=connection.alias, execute=True):
        return client.post(DO, data)


def told(answer) -> list[str]:
    return [str(message).strip() for message in get_messages(answer.wsgi_request)]


def state(page: Page, language: str) -> State:
    return standing.states_of(page)[language]


def second(house: House, **fields) -> Page:
    fields = {"title": "Evening walk", "language": "en"} | fields
    return activities.page(house.organisation, **fields)


# One text


def test_a_missing_text_is_sent_to_translation_and_opened(client, house):
    answer = do(client, house.editor, "start", house.activity, opens="1")
    made = house.page("ru")
    assert answer.url == f"/cms/pages/{made.pk}/edit/"
    assert told(answer) == ["“Language café” waits for its translator now (Russian)."]
    assert not made.live and state(house.activity, "ru") == State.IN_TRANSLATION
    # In the translation editor, with the rights of the original.
    assert client.get(answer.url).status_code == 200
    assert made.permissions_for_user(User.objects.get(pk=house.editor.pk)).can_edit()
    # The page of the organisation above it waits for its translator as well.
    assert not made.get_parent().live


def test_what_is_sent_to_translation_has_the_words_of_now(client):
    page = activities.page(orgs.organisation(), summary="Vanha")
    work = Desk(page)
    work.translated("sv")
    work.write("Aivan uusi")
    do(client, work.user, "start", page, language="en")
    assert "Aivan uusi" in [segment.string.data for segment in work.lacking("en")]
    work.translate("en")
    work.publish("en")
    assert (work.state("en"), work.state("sv")) == (State.UP_TO_DATE, State.OUTDATED)


def test_an_outdated_text_gets_the_new_words_before_its_translator(client):
    page = activities.page(orgs.organisation(), summary="Vanha")
    work = Desk(page)
    work.translated("sv")
    work.write("Aivan uusi")
    assert work.lacking("sv") == []
    answer = do(client, work.user, "update", page, language="sv", opens="1")
    assert answer.url == f"/cms/pages/{work.page('sv').pk}/edit/"
    assert [segment.string.data for segment in work.lacking("sv")] == ["Aivan uusi"]
    # The public reads what it read before, and is told so, until the translator publishes.
    assert work.page("sv").live and work.state("sv") == State.OUTDATED
    work.translate("sv")
    work.publish("sv")
    assert work.state("sv") == State.UP_TO_DATE


def test_what_a_machine_wrote_is_marked_as_checked(client):
    page = activities.page(orgs.organisation())
    work = Desk(page)
    work.translated("ar", machine=True)
    assert work.state("ar") == State.MACHINE
    answer = do(client, work.user, "check", page, language="ar")
    assert work.state("ar") == State.UP_TO_DATE
    assert "is marked as checked (Arabic)." in told(answer)[0]


def test_the_machine_opens_what_is_missing_and_translates_it(client, house, service):
    answer = do(client, house.editor, "machine", house.activity)
    assert told(answer)[0].startswith("The machine translates “Language café” now (Russian).")
    run = MachineRun.objects.get()
    assert (run.asked_by, run.translation.target_locale.language_code) == (house.editor, "ru")
    assert state(house.activity, "ru") == State.IN_TRANSLATION


def test_without_a_service_for_the_languages_the_machine_is_refused_and_nothing_begun(
    client, house
):
    answer = do(client, house.editor, "machine", house.activity)
    assert told(answer) == [
        "Not done for “Language café”: There is no machine translation between these languages on "
        "this site."
    ]
    assert state(house.activity, "ru") == State.MISSING


def test_the_budget_is_shown_where_there_is_a_service(client, house, service):
    client.force_login(house.editor)
    assert "0 of 1,000 words used" in client.get("/cms/translations/").content.decode()
    place = f"/cms/translations/{house.activity.translation_key}/ru/"
    page = client.get(place).content.decode()
    assert "0 of 1,000 words used" in page and "Translate by machine" in page


def test_an_organisation_without_words_is_told_so_in_place_of_the_button(client, house, service):
    organisations.change_organisation(organisation=house.organisation, machine_words=0)
    client.force_login(house.editor)
    for address in ("", f"{house.activity.translation_key}/ru/"):
        page = client.get(f"/cms/translations/{address}").content.decode()
        assert 'name="action" value="machine"' not in page and "words used" not in page
        assert "no words are set aside for these pages" in page
    # Whoever asks all the same reads the same.
    assert "no words are set aside" in told(do(client, house.editor, "machine", house.activity))[0]
    opened = client.get(f"/cms/pages/{house.page('ar').pk}/edit/").content.decode()
    assert "no words are set aside" in opened and "words used" not in opened


def test_without_a_service_nothing_is_said_of_machines(client, house):
    client.force_login(house.editor)
    for address in ("", f"{house.activity.translation_key}/ru/"):
        page = client.get(f"/cms/translations/{address}").content.decode()
        assert 'name="action" value="machine"' not in page and "words used" not in page


# Several


def test_several_are_done_and_each_refusal_says_why(client, house):
    other = second(house)
    answer = do(client, house.editor, "start", house.activity, other, language="ar")
    assert told(answer) == [
        "“Evening walk” waits for its translator now (Arabic).",
        "Not done for “Language café”: There is a text in this language already.",
    ]
    assert state(other, "ar") == State.IN_TRANSLATION


def test_many_refused_are_counted(client, house):
    pages = [second(house, title=f"Walk {number}") for number in range(7)]
    answer = do(client, house.editor, "check", *pages)
    assert len(told(answer)) == 1
    assert "“Walk 4” and 2 more" in told(answer)[0]
    assert "Send it to translation first." in told(answer)[0]


def test_several_go_out_as_an_archive_and_one_as_a_file(client, house):
    other = second(house)
    do(client, house.editor, "start", other, language="ar")
    answer = do(
        client, house.editor, "send", house.activity, other, language="ar", form="xliff-1.2"
    )
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        titles = {formats.read(archive.read(name))[0].title for name in archive.namelist()}
    assert len(titles) == 2
    one = do(client, house.editor, "send", other, language="ar", form="po")
    assert "evening-walk-ar.po" in one["Content-Disposition"]


def test_what_cannot_go_out_is_told_on_the_next_page(client, house):
    other = second(house)
    answer = do(client, house.editor, "send", house.activity, other, language="ar", form="po")
    assert answer["Content-Disposition"].startswith("attachment")
    page = client.get("/cms/translations/").content.decode()
    assert "“Language café” was sent out as a file (Arabic)." in page
    assert "Not done for “Evening walk”: There is no text in this language yet." in page


def test_a_text_that_is_not_translated_text_by_text_is_refused(client):
    page = activities.page(orgs.organisation(), summary="Vanha")
    work = Desk(page)
    activities.translate(page, "sv", summary="Gammal")
    work.write("Uusi")
    assert work.state("sv") == State.OUTDATED
    answer = do(client, work.user, "update", page, language="sv")
    assert "is not translated text by text" in told(answer)[0]


# What is asked for badly


def test_what_is_another_s_or_nobody_s_is_not_there(client, house):
    other = activities.page(orgs.organisation(name="Ilta ry"), language="en", title="Secret")
    for action in ("start", "update", "machine", "check", "send"):
        for page in (other, uuid4()):
            assert do(client, house.editor, action, page).status_code == 404
    assert state(other, "ru") == State.MISSING
    for key in (other.translation_key, uuid4()):
        assert client.get(f"/cms/translations/{key}/ru/").status_code == 404


def test_among_one_s_own_what_is_another_s_is_counted_without_its_name(client, house):
    other = activities.page(orgs.organisation(name="Ilta ry"), language="en", title="Secret")
    answer = do(client, house.editor, "start", house.activity, other)
    assert told(answer)[1:] == ["1 of the pages is not there any more."]
    assert state(other, "ru") == State.MISSING


def test_without_a_page_or_a_language_one_is_asked_for_it(client, house):
    assert told(do(client, house.editor, "start")) == ["Tick the pages first."]
    answer = do(client, house.editor, "start", house.activity, language="")
    assert told(answer)[-1] == "Choose a language first."


@pytest.mark.parametrize(("action", "page"), [("nothing", uuid4()), ("", uuid4()), ("start", "x")])
def test_what_the_desk_does_not_know_is_not_there(client, house, action, page):
    assert do(client, house.editor, action, page).status_code == 404


def test_a_language_that_the_site_has_not_is_not_there(client, house):
    client.force_login(house.editor)
    key = house.activity.translation_key
    assert client.get(f"/cms/translations/{key}/de/").status_code == 404


def test_nothing_is_done_without_the_token_of_the_form(house):
    client = Client(enforce_csrf_checks=True)
    answer = do(client, house.editor, "start", house.activity)
    assert answer.status_code == 403
    assert state(house.activity, "ru") == State.MISSING


def test_one_comes_back_to_where_one_was_and_nowhere_else(client, house):
    here = "/cms/translations/?language=ru"
    assert do(client, house.editor, "start", house.activity, next=here).url == here
    away = "https://example.org/"
    answer = do(client, house.editor, "start", house.activity, next=away)
    assert answer.url == "/cms/translations/"


def test_no_machine_text_is_counted_as_a_person_s_before_it_is_checked(client):
    page = activities.page(orgs.organisation())
    work = Desk(page)
    work.translated("ar", machine=True)
    machine = StringTranslation.objects.filter(translation_type="machine")
    assert machine.exists()
    do(client, work.user, "check", page, language="ar")
    assert not machine.exists()
