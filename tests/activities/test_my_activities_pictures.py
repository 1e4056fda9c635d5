"""My activities: pictures, parts of a text that the plain box cannot show, preview, dates."""

import io

import pytest
from django.utils import timezone
from PIL import Image

from polku.base.models import SiteImage
from tests.activities.my_activities import (
    LIST,
    NEW,
    again,
    association,
    edit,
    errors,
    form,
    member,
    said,
    signed_in,
    the_page,
    time_of,
)
from tests.factories import activities

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


# Pictures and parts that the box cannot show


def picture(name: str = "cafe.png"):
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "PNG")
    file.seek(0)
    file.name = name
    return file


def test_a_picture_comes_into_the_associations_own_library(fadumo, hooyo):
    answer = fadumo.post(
        NEW, form(picture=picture(), cover_alt="Women at a table", action="publish")
    )
    assert answer.status_code == 302, errors(answer)
    image = SiteImage.objects.get()
    assert image.collection == hooyo.collection
    assert (the_page().cover, the_page().cover_alt) == (image, "Women at a table")


def test_a_picture_without_words_is_kept_but_not_published(fadumo):
    answer = fadumo.post(NEW, form(picture=picture(), action="publish"))
    assert "cover_alt" in errors(answer)
    cover = answer.context["form"]["cover"].value()
    assert str(SiteImage.objects.get().pk) == cover
    fadumo.post(NEW, form(cover=cover, cover_alt="A table", action="publish"))
    assert the_page().cover_id == int(cover)


def test_a_file_that_is_no_picture_is_refused_in_one_sentence(fadumo):
    file = io.BytesIO(b"no picture")
    file.name = "cafe.png"
    found = errors(fadumo.post(NEW, form(picture=file)))
    assert found["picture"].startswith("Choose a picture file")


def test_a_picture_of_others_cannot_be_taken(fadumo):
    other = association("Vieras", language="fi")
    signed_in(member(other)).post(NEW, form(picture=picture(), cover_alt="Not yours"))
    foreign = SiteImage.objects.get()
    assert "cover" in errors(fadumo.post(NEW, form(cover=str(foreign.pk))))


def test_parts_that_the_box_cannot_show_stay_and_the_form_says_so(fadumo, hooyo):
    body = [
        {"type": "paragraph", "value": "<p>First.</p>"},
        {"type": "steps", "value": {"steps": ["<p>Ring</p>"]}},
    ]
    page = activities.page(hooyo, language="so", body=body)
    answer = fadumo.get(edit(page))
    assert "parts that this box cannot show" in said(answer)
    assert answer.context["form"]["text"].value() == "First."
    fadumo.post(edit(page), again(fadumo, page, text="Changed.", action="publish"))
    assert [block.block_type for block in the_page().body] == ["paragraph", "steps"]
    assert "Changed." in str(the_page().body)


def test_the_preview_shows_the_draft_with_a_way_back(fadumo):
    fadumo.post(NEW, form(time_of(), venue="Library"))
    page = the_page()
    answer = fadumo.get(edit(page, "preview"))
    assert answer.status_code == 200
    assert "Library" in said(answer)
    assert edit(page) in said(answer)
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_the_next_date_stands_in_the_list(fadumo, hooyo):
    activities.page(hooyo, language="so", title="Soon")
    [row] = fadumo.get(LIST).context["rows"]
    assert row["next_date"].starts.date() > timezone.localdate()
