"""Texts sent out and taken back in, as an editor does it behind the editor's door."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from orgs.models import Role, User
from orgs.services import organisations
from polku.content.translation.exchange import formats
from polku.content.translation.exchange.document import Document, State
from polku.content.translation.queries.exchange import document_of
from tests.factories import orgs
from tests.translation.machine import House, found, open_translation, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
FORMATS = list(formats.FORMATS)
ALL = {
    "Language café": "مقهى اللغة",
    "Talk with others at Moon House, call 040 123 4567": "تحدث مع الآخرين",
    "Who can come": "من يمكنه الحضور",
    'Come to <b>Aamu ry</b> and <a id="a1">read more</a>.': (
        'تعال إلى <b>Aamu ry</b> و<a id="a1">اقرأ المزيد</a>.'
    ),
    'We meet at <span id="span1">Moonlight Hall</span> every week.': (
        'نلتقي في <span id="span1">Moonlight Hall</span> كل أسبوع.'
    ),
    "Only Finnish": "Only Finnish",
}


@pytest.fixture
def house() -> House:
    with override("en"):
        yield found(("en", "ar", "fi"))


@pytest.fixture
def browser(client, house) -> Client:
    client.force_login(house.editor)
    return client


def arabic(house: House) -> Translation:
    return Translation.objects.get(pk=house.translations["ar"].pk)


def address(house: House, end: str = "", language: str = "ar") -> str:
    return f"/cms/translations/exchange/{house.translations[language].pk}/{end}"


def fetched(browser: Client, house: House, form: str = "xliff-2.1") -> Document:
    """What a translator gets."""
    response = browser.get(address(house, f"{form}/"))
    (document,) = formats.read(response.content)
    return document


def filled(document: Document, texts: dict[str, str] = ALL, **fields) -> Document:
    """As a translator gives it back."""
    fields = {"state": State.TRANSLATED, "is_machine": False} | fields
    return changed(
        document,
        lambda one: (
            replace(one, target=texts[one.source], **fields) if one.source in texts else one
        ),
    )


def changed(document: Document, change, **fields) -> Document:
    segments = tuple(one for one in map(change, document.segments) if one)
    return replace(document, segments=segments, **fields)


def upload(data: bytes | Document, form: str = "xliff-2.1", name: str = "") -> SimpleUploadedFile:
    if isinstance(data, Document):
        data = formats.FORMATS[form].write(data)
    return SimpleUploadedFile(name or f"back.{formats.FORMATS[form].suffix}", data)


def compare(browser: Client, house: House, data: bytes | Document, form: str = "xliff-2.1"):
    return browser.post(address(house, "in/"), {"file": upload(data, form)})


def confirm(browser: Client, response, follow: bool = True):
    return browser.post(
        "/cms/translations/exchange/confirm/",
        {"offered": response.context["offered"]},
        follow=follow,
    )


def said(house: House) -> dict[str, tuple[str, str]]:
    """What is translated into Arabic: original → text and type."""
    return {
        row.translation_of.data: (row.data, row.translation_type)
        for row in StringTranslation.objects.filter(
            context__object_id=house.activity.translation_key, locale__language_code="ar"
        ).select_related("translation_of")
    }


def told(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


# Out and in


def test_the_file_has_all_texts_of_the_page_but_no_address_and_no_facts(browser, house):
    document = fetched(browser, house)
    assert [one.source for one in document.segments] == [*ALL, "https://example.org/x"]
    assert (document.source_language, document.target_language) == ("en", "ar")


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_translator_has_filled_in_is_shown_then_taken_in(browser, house, form):
    document = filled(fetched(browser, house, form))
    shown = compare(browser, house, document, form)
    assert "6 of 6 texts of the page are finished in the file." in shown.content.decode()
    assert '<td lang="ar" dir="rtl">مقهى اللغة</td>' in shown.content.decode()
    assert said(house) == {}
    answer = confirm(browser, shown)
    assert said(house) == {source: (text, "manual") for source, text in ALL.items()}
    assert "6 texts of “Language café” were taken in." in told(answer)
    assert {row.last_translated_by for row in StringTranslation.objects.all()} == {house.editor}


def test_the_page_that_was_taken_in_can_be_published_with_its_links(browser, house):
    confirm(browser, compare(browser, house, filled(fetched(browser, house))))
    arabic(house).save_target(user=house.publisher, publish=False)
    page = house.page("ar")
    body = str(page.body)
    assert page.title == "مقهى اللغة"
    assert '<a href="https://example.org/x">اقرأ المزيد</a>' in body
    assert '<span translate="no">Moonlight Hall</span>' in body


def test_taking_in_is_in_the_history_of_the_page(browser, house):
    confirm(browser, compare(browser, house, filled(fetched(browser, house))))
    entry = PageLogEntry.objects.filter(action="translation.take_in").get()
    assert (entry.page_id, entry.user, entry.data) == (house.page().pk, house.editor, {"texts": 6})


def test_what_came_back_unchanged_is_nothing_new(browser, house):
    confirm(browser, compare(browser, house, filled(fetched(browser, house))))
    shown = compare(browser, house, fetched(browser, house))
    assert "There is nothing new in it." in shown.content.decode()
    assert shown.context["offered"] == ""


def test_old_and_new_text_stand_side_by_side(browser, house):
    confirm(browser, compare(browser, house, filled(fetched(browser, house))))
    document = filled(fetched(browser, house), {"Who can come": "من يأتي"})
    page = compare(browser, house, document).content.decode()
    assert (
        '<td lang="ar" dir="rtl">من يمكنه الحضور</td><td lang="ar" dir="rtl">من يأتي</td>' in page
    )


def test_a_link_may_lead_elsewhere_in_another_language(browser, house):
    texts = ALL | {"https://example.org/x": "https://example.org/ar?a=1&amp;b=2"}
    confirm(browser, compare(browser, house, filled(fetched(browser, house), texts)))
    arabic(house).save_target(user=house.publisher, publish=False)
    assert 'href="https://example.org/ar?a=1&amp;b=2"' in str(house.page().body)
    (address,) = [one for one in fetched(browser, house).segments if one.path.endswith("x'")]
    assert address.target == "https://example.org/ar?a=1&amp;b=2"
    shown = compare(browser, house, fetched(browser, house))
    assert "6 of 6 texts of the page are finished in the file." in shown.content.decode()
    assert shown.context["offered"] == ""


# What is not finished, and who made it


def test_a_part_of_the_texts_is_taken_in_as_a_part(browser, house):
    two = dict(list(ALL.items())[:2])
    shown = compare(browser, house, filled(fetched(browser, house), two))
    assert "2 of 6 texts of the page are finished in the file." in shown.content.decode()
    confirm(browser, shown)
    assert said(house).keys() == two.keys()


@pytest.mark.parametrize("form", FORMATS)
def test_a_machines_text_that_a_person_found_right_becomes_manual(browser, house, form):
    confirm(browser, compare(browser, house, filled(fetched(browser, house), is_machine=True)))
    sent = fetched(browser, house, form)
    unchanged = compare(browser, house, sent, form)
    assert unchanged.context["offered"] == ""
    checked = changed(sent, lambda one: replace(one, state=State.CHECKED, is_machine=False))
    shown = compare(browser, house, checked, form)
    assert "Checked" in shown.content.decode()
    confirm(browser, shown)
    assert {kind for _text, kind in said(house).values()} == {"manual"}


# Refused, with the difference shown


def refused(browser: Client, house: House, data, form: str = "xliff-2.1") -> str:
    """The page that refuses; nothing is written and nothing offered."""
    before = said(house)
    response = compare(browser, house, data, form)
    assert (said(house), response.context["offered"]) == (before, "")
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_that_has_changed_meanwhile_is_refused_with_both_texts(browser, house):
    document = filled(fetched(browser, house))
    house.activity.title = "Language café on Sundays"
    house.activity.save_revision().publish()
    page = refused(browser, house, document)
    assert "The original has changed since the file was sent out" in page
    assert (
        '<td lang="en" dir="ltr">Language café</td>'
        '<td lang="en" dir="ltr">Language café on Sundays</td>'
    ) in page


def test_each_refusal_is_a_sentence_and_writes_nothing(browser, house):
    document = filled(fetched(browser, house))
    finnish = browser.get(address(house, "po/", "fi")).content
    for data, sentence in (
        (replace(document, target_language="fa"), "the page is in العربية."),
        (replace(document, translation="x"), "The file belongs to another page or another"),
        (finnish, "The file belongs to another page or another language."),
        (b"<xliff", "The file is not well-formed XML"),
        (b"PK\x03\x04", "The archive cannot be read."),
        (b"", "The file is empty."),
    ):
        assert sentence in refused(browser, house, data)
    response = browser.post(address(house, "in/"))
    assert "Choose a file." in response.content.decode()


# Markup


@pytest.mark.parametrize("form", FORMATS)
def test_a_lost_link_is_refused_by_name_and_the_rest_is_taken_in(browser, house, form):
    linked = next(source for source in ALL if "a1" in source)
    document = filled(fetched(browser, house, form), ALL | {linked: "تعال و اقرأ المزيد"})
    shown = compare(browser, house, document, form)
    page = shown.content.decode()
    assert "<bdi>Text › paragraph</bdi>" in page
    assert "5 of 6 texts of the page are finished in the file." in page
    confirm(browser, shown)
    assert said(house).keys() == ALL.keys() - {linked}


# Between the two steps


def test_what_somebody_has_typed_meanwhile_stays(browser, house):
    shown = compare(browser, house, filled(fetched(browser, house)))
    segment = StringSegment.objects.get(
        context__path="title", source__object_id=house.activity.translation_key
    )
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=arabic(house).target_locale,
        data="مقهى آخر",
        translation_type="manual",
    )
    answer = confirm(browser, shown)
    assert said(house)["Language café"] == ("مقهى آخر", "manual")
    assert len(said(house)) == 6
    assert "they stay as they are: Title." in told(answer)


def test_a_page_that_changes_between_the_steps_is_refused(browser, house):
    shown = compare(browser, house, filled(fetched(browser, house)))
    house.activity.summary = "Other words"
    house.activity.save_revision().publish()
    answer = confirm(browser, shown)
    assert said(house) == {}
    assert "The original has changed in the meantime. Nothing was taken in." in told(answer)


def test_a_locked_page_takes_nothing_in(browser, house):
    document = filled(fetched(browser, house))
    shown = compare(browser, house, document)
    page = house.page()
    page.locked, page.locked_by = True, house.publisher
    page.save()
    assert "The page is locked." in refused(browser, house, document)
    assert "The page is locked." in told(confirm(browser, shown))
    assert said(house) == {}


def test_only_what_was_offered_to_this_person_is_written(browser, house):
    shown = compare(browser, house, filled(fetched(browser, house)))
    browser.force_login(house.publisher)
    assert confirm(browser, shown).status_code == 404
    forged = browser.post("/cms/translations/exchange/confirm/", {"offered": "W10:1:x"})
    assert (forged.status_code, said(house)) == (404, {})


# Several pages at once


def sent_out(browser: Client, keys: list[int], form: str = "xliff-2.1"):
    return browser.get(
        "/cms/translations/exchange/selected/", {"translation": keys, "format": form}
    )


@pytest.fixture
def second(house) -> Translation:
    return open_translation(write(house.organisation, slug="second"), "ar")


@pytest.mark.parametrize("form", FORMATS)
def test_several_pages_go_out_and_come_in_as_one_archive(browser, house, second, form):
    response = sent_out(browser, [house.translations["ar"].pk, second.pk], form)
    assert response["Content-Disposition"] == 'attachment; filename="translations-ar.zip"'
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(response.content)) as archive,
        zipfile.ZipFile(packed, "w") as back,
    ):
        for name in archive.namelist():
            (document,) = formats.read(archive.read(name))
            back.writestr(name, formats.FORMATS[form].write(filled(document)))
    shown = browser.post(
        "/cms/translations/exchange/in/", {"file": upload(packed.getvalue(), name="back.zip")}
    )
    assert shown.content.decode().count("6 of 6 texts of the page are finished") == 2
    confirm(browser, shown)
    assert StringTranslation.objects.filter(locale__language_code="ar").count() == 12


def test_an_archive_says_of_each_file_why_it_is_not_taken_in(browser, house, second):
    good = formats.FORMATS["po"].write(filled(fetched(browser, house)))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as back:
        back.writestr("one.po", good)
        back.writestr("again.po", good)
        back.writestr("letter.txt", "Dear editor")
    shown = browser.post(
        "/cms/translations/exchange/in/", {"file": upload(packed.getvalue(), name="back.zip")}
    )
    page = shown.content.decode()
    assert "Another file is about the same page." in page
    assert "letter.txt" in page
    confirm(browser, shown)
    assert len(said(house)) == 6


# Whose page it is


def test_a_stranger_finds_nothing(client, house):
    document = document_of(arabic(house))
    other = found_elsewhere()
    client.force_login(other)
    assert client.get(address(house)).status_code == 404
    assert client.get(address(house, "po/")).status_code == 404
    assert compare(client, house, filled(document)).status_code == 404
    assert sent_out(client, [house.translations["ar"].pk]).status_code == 404
    shown = client.post("/cms/translations/exchange/in/", {"file": upload(filled(document))})
    assert "The file belongs to no page that you can translate." in shown.content.decode()
    assert "Language café" not in shown.content.decode()
    assert said(house) == {}


def found_elsewhere() -> User:
    ilta = organisations.found_organisation(
        name="Ilta ry", slug="ilta", kind="association", language="en"
    )
    organisations.make_page(organisation=ilta, language="en")
    user = orgs.user(language="en")
    organisations.add_member(organisation=ilta, user=user, role=Role.PUBLISHER)
    return user


def test_a_format_that_does_not_exist_is_not_found(browser, house):
    assert browser.get(address(house, "docx/")).status_code == 404
    assert sent_out(browser, [house.translations["ar"].pk], "docx").status_code == 404
    assert sent_out(browser, []).status_code == 404
    assert sent_out(browser, ["x"]).status_code == 404


# In wagtail-localize's own view


def test_the_view_of_a_translation_leads_to_its_files(browser, house):
    page = browser.get(f"/cms/pages/{house.page().pk}/edit/").content.decode()
    assert address(house) in page
    files = browser.get(address(house)).content.decode()
    assert "0 of 6 texts are translated." in files
    assert all(address(house, f"{form}/") in files for form in FORMATS)


def test_wagtail_localizes_own_po_is_ours(browser, house):
    key = house.translations["ar"].pk
    response = browser.get(f"/cms/localize/translate/{key}/pofile/download/")
    (document,) = formats.read(response.content)
    assert document.digest == document_of(arabic(house)).digest
    shown = browser.post(
        f"/cms/localize/translate/{key}/pofile/upload/",
        {"file": upload(filled(document), "po")},
    )
    assert said(house) == {}
    confirm(browser, shown)
    assert len(said(house)) == 6
