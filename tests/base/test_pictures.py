"""Pictures and files that editors bring: what they must not bring along."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image

from orgs.models import User
from orgs.services import editing
from orgs.services.organisations import add_member
from polku.base.models import SiteDocument, SiteImage
from polku.base.pictures import without_traces
from tests.factories import content, orgs

WHERE = b"60 degrees north"


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Somebody's phone"
    exif[ExifTags.IFD.GPSInfo] = {ExifTags.GPS.GPSMapDatum: WHERE.decode()}
    return exif


def _picture(kind: str, name: str = "evening.jpg", **more) -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", (40, 20), (10, 90, 200)).save(written, kind, exif=_exif(), **more)
    return SimpleUploadedFile(name, written.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_says_neither_where_it_was_taken_nor_with_what(kind):
    brought = _picture(kind)
    assert WHERE in brought.read()
    kept = without_traces(brought)
    assert WHERE not in kept.read()
    with Image.open(kept) as picture:
        assert picture.format == kind
        assert dict(picture.getexif()) == {ExifTags.Base.Orientation: 6}
        assert picture.size == (40, 20)


def test_nor_in_the_words_that_programs_add():
    brought = _picture("JPEG", xmp=b"<x:xmpmeta>" + WHERE + b"</x:xmpmeta>", comment=WHERE)
    assert WHERE not in without_traces(brought).read()


def test_a_picture_that_tells_nothing_stays_as_it_is():
    written = BytesIO()
    Image.new("RGB", (4, 4)).save(written, "JPEG")
    brought = SimpleUploadedFile("plain.jpg", written.getvalue())
    assert without_traces(brought) is brought
    assert brought.read() == written.getvalue()


def test_what_is_no_picture_is_left_to_those_who_check():
    brought = SimpleUploadedFile("none.jpg", b"not a picture")
    assert without_traces(brought).read() == b"not a picture"


@pytest.fixture
def editor(db, client, without_second_factor):
    association = orgs.organisation("association", "Birch Association")
    content.organisation_page(association)
    editing.set_up(association)
    client.person = orgs.user()
    add_member(organisation=association, user=client.person, role="editor")
    client.force_login(client.person)
    client.collection = association.collection_id
    return client


@pytest.mark.parametrize("way", ["wagtailimages:add", "wagtailimages:add_multiple"])
def test_so_it_is_with_every_picture_of_the_library(editor, way):
    field = "file" if way.endswith(":add") else "files[]"
    file = _picture("JPEG")
    data = {"title": "Evening", "collection": editor.collection, field: file}
    editor.post(reverse(way), data)
    image = SiteImage.objects.get()
    rendition = image.get_rendition("original")
    for stored in (image.file, rendition.file):
        with stored.open() as opened:
            assert b"GPS" not in opened.read()
        with stored.open() as opened:
            assert WHERE not in opened.read()


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "script.js", "page.xhtml", "none"])
def test_no_document_runs_as_a_part_of_this_site(editor, name):
    for way, field in [("add", "file"), ("add_multiple", "files[]")]:
        file = SimpleUploadedFile(name, b"<script>alert(1)</script>")
        data = {"title": "Harm", "collection": editor.collection, field: file}
        editor.post(reverse(f"wagtaildocs:{way}"), data)
    assert not SiteDocument.objects.exists()


def test_a_leaflet_is_taken(editor):
    file = SimpleUploadedFile("leaflet.pdf", b"%PDF-1.7")
    data = {"title": "Leaflet", "collection": editor.collection, "file": file}
    editor.post(reverse("wagtaildocs:add"), data)
    assert SiteDocument.objects.get().filename.endswith(".pdf")


def test_nobody_changes_their_address_past_the_page_that_asks_for_the_password(editor):
    page = editor.get("/cms/account/")
    assert (page.status_code, b"name_email-email" in page.content) == (200, False)
    typed = {"name_email-first_name": "A", "name_email-last_name": "B"}
    editor.post("/cms/account/", typed | {"name_email-email": "x@x.example"})
    assert User.objects.get(pk=editor.person.pk).email == editor.person.email
