"""Each block shows itself rightly, and its words, and nothing else, go to translators."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from activities.models import ListingPage
from polku.base.blocks import (
    CallToActionBlock,
    FeaturedLinkBlock,
    OpeningHoursBlock,
    PictureBlock,
    VideoBlock,
    VideoLinkBlock,
)
from polku.base.models import SiteDocument, SiteImage
from polku.content import listings
from polku.content.blocks import GuideBlocks
from polku.content.models import GuidePage
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return SiteImage.objects.create(
        title="A picture", file=ImageFile(get_test_image_file(), name="x.png")
    )


def _document(name: str) -> SiteDocument:
    return SiteDocument.objects.create(title=name, file=ContentFile(b"x", name))


def _page_with_all_blocks(picture) -> GuidePage:
    card = orgs.contact_card(orgs.organisation(), name="Card stays as it is")
    target = content.topic_page()
    listing = content.below(None, ListingPage)
    return content.below(
        None,
        GuidePage,
        title="W title",
        summary="W summary",
        body=[
            ("heading", "W heading"),
            ("paragraph", "<p>W paragraph</p>"),
            ("steps", {"steps": ["<p>W step</p>"]}),
            ("call_out", {"heading": "W call heading", "text": "<p>W call text</p>"}),
            ("phone", {"label": "W whose number", "number": "+358 9 555 0000"}),
            ("email", {"label": "W whose address", "address": "desk@example.org"}),
            (
                "opening_hours",
                {"heading": "W hours", "monday": "9–15", "other_days": "24.12.2026"},
            ),
            (
                "quotation",
                {
                    "text": "W quotation",
                    "source": "W source",
                    "url": "https://example.org/law",
                    "date": date(2026, 11, 2),
                },
            ),
            (
                "picture",
                {
                    "image": {"image": picture, "alt_text": "W alternative", "decorative": False},
                    "caption": "W caption",
                },
            ),
            (
                "video",
                {
                    "title": "W film",
                    "file": _document("film.mp4"),
                    "captions": _document("film.vtt"),
                    "transcript": "<p>W transcript</p>",
                },
            ),
            ("video_link", {"title": "W film elsewhere", "url": "https://example.org/film"}),
            (
                "call_to_action",
                {"heading": "W call", "text": "W button", "page": target, "url": ""},
            ),
            ("contact_card", card),
            ("activities", {"heading": "W activities", "listing": listing, "number": 3}),
            ("own_municipality", {"heading": "W municipality"}),
        ],
    )


def test_every_block_of_the_guide_is_tried_here(picture):
    page = _page_with_all_blocks(picture)
    assert {block.block_type for block in page.body} == set(GuideBlocks().child_blocks)


def test_the_words_of_every_block_go_to_translators_and_nothing_else(picture):
    page = _page_with_all_blocks(picture)
    words = {
        segment.render_text() if hasattr(segment, "render_text") else str(segment.string)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and not segment.path.startswith("slug")
    }
    assert words == {
        "W title",
        "W summary",
        "W heading",
        "W paragraph",
        "W step",
        "W call heading",
        "W call text",
        "W whose number",
        "W whose address",
        "W hours",
        "W quotation",
        "W source",
        "W alternative",
        "W caption",
        "W film",
        "W transcript",
        "W film elsewhere",
        "W call",
        "W button",
        "W activities",
        "W municipality",
    }


def test_a_page_with_every_block_is_translated_whole(picture, django_capture_on_commit_callbacks):
    """Numbers, dates, files and cards come along as they are."""
    page = _page_with_all_blocks(picture)
    homes = content.site_tree(["fi", "sv"])
    source, _made = TranslationSource.get_or_create_from_instance(page)
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(homes["sv"].locale, fallback=True)
    translated = page.get_translation(homes["sv"].locale)
    raw = {block["type"]: block["value"] for block in translated.body.raw_data}
    assert raw["opening_hours"]["monday"] == "9–15"
    assert raw["opening_hours"]["other_days"] == "24.12.2026"
    assert raw["phone"]["number"] == "+358 9 555 0000"
    assert raw["quotation"]["date"] == "2026-11-02"
    assert raw["picture"]["image"]["alt_text"] == "W alternative"
    assert [block.block_type for block in translated.body] == [
        block.block_type for block in page.body
    ]


def test_a_page_with_every_block_opens_and_asks_no_other_host(client, picture):
    page = _page_with_all_blocks(picture)
    text = client.get(page.url).content.decode()
    assert text.count("W ") >= 20
    for loaded in ('src="http', "<iframe", "<embed", "<object", 'poster="http'):
        assert loaded not in text


# What an editor is not let do


def test_a_picture_needs_words_unless_it_is_said_to_be_decoration(picture, client):
    block = PictureBlock()
    without = {"image": {"image": picture, "alt_text": "", "decorative": False}, "caption": ""}
    with pytest.raises(StructBlockValidationError):
        block.clean(block.normalize(without))
    decoration = {"image": {"image": picture, "alt_text": "", "decorative": True}, "caption": ""}
    value = block.clean(block.normalize(decoration))
    page = content.topic_page(body=[("picture", decoration)])
    assert value["image"].decorative
    assert 'alt=""' in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("film", "captions", "transcript", "wrong"),
    [
        ("a.mp4", "a.vtt", "", set()),
        ("a.webm", None, "<p>What is said</p>", set()),
        ("a.mp4", None, "", {"transcript"}),
        ("a.mov", "a.vtt", "", {"file"}),
        ("a.mp4", "a.txt", "", {"captions"}),
    ],
)
def test_a_film_plays_in_browsers_and_has_captions_or_text(film, captions, transcript, wrong):
    block = VideoBlock()
    value = block.normalize(
        {
            "title": "A film",
            "file": _document(film),
            "captions": captions and _document(captions),
            "transcript": transcript,
        }
    )
    try:
        block.clean(value)
        found = set()
    except StructBlockValidationError as error:
        found = set(error.block_errors)
    assert found == wrong


def test_a_film_is_served_by_this_site_with_its_captions(client):
    film, captions = _document("film.mp4"), _document("film.vtt")
    page = content.topic_page(
        body=[("video", {"title": "A film", "file": film, "captions": captions, "transcript": ""})]
    )
    text = client.get(page.url).content.decode()
    assert f'<source src="{film.file.url}" type="video/mp4">' in text
    assert f'<track kind="captions" src="{captions.file.url}" srclang="fi"' in text
    assert film.file.url.startswith("/media/")


def test_a_link_to_a_film_says_that_it_leads_elsewhere(client):
    page = content.topic_page(
        body=[("video_link", {"title": "A film", "url": "https://www.films.example/1"})]
    )
    text = client.get(page.url).content.decode()
    assert '<bdi dir="ltr">films.example</bdi>' in text
    assert VideoLinkBlock().normalize({"title": "", "url": "https://www.films.example/1"}).host


@pytest.mark.parametrize("block", [CallToActionBlock(), FeaturedLinkBlock()])
def test_a_link_leads_to_one_place(block):
    page = content.topic_page()
    common = {"text": "Go", "heading": "", "summary": ""}
    fields = {name: common.get(name) for name in block.child_blocks if name in common}
    for page_chosen, url in ((None, ""), (page, "https://example.org/")):
        with pytest.raises(StructBlockValidationError):
            block.clean(block.normalize({**fields, "page": page_chosen, "url": url}))
    for page_chosen, url in ((page, ""), (None, "https://example.org/")):
        block.clean(block.normalize({**fields, "page": page_chosen, "url": url}))


def test_a_link_to_a_page_that_is_not_public_is_not_shown(client):
    draft = content.topic_page(live=False, title="Hidden away")
    page = content.topic_page(
        featured_links=[("link", {"page": draft, "url": "", "text": "", "summary": ""})],
        body=[("call_to_action", {"heading": "", "text": "Go there", "page": draft, "url": ""})],
    )
    text = client.get(page.url).content.decode()
    assert "Hidden away" not in text
    assert "Go there" not in text


def test_a_link_leads_to_the_page_in_the_readers_language(client):
    content.site_tree(["fi", "ar"])
    finnish = content.topic_page(title="Suomeksi")
    arabic = finnish.copy_for_translation(content.locale("ar"))
    arabic.title = "بالعربية"
    arabic.save_revision().publish()
    page = content.topic_page(
        language="ar",
        featured_links=[("link", {"page": finnish, "url": "", "text": "", "summary": ""})],
    )
    assert f'<a href="{arabic.url}">بالعربية</a>' in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    "field", [{"monday": "late"}, {"sunday": "15–9"}, {"other_days": "Christmas"}]
)
def test_hours_that_cannot_be_read_are_refused(field):
    block = OpeningHoursBlock()
    with pytest.raises(StructBlockValidationError) as raised:
        block.clean(block.normalize({"heading": "", **field}))
    assert set(raised.value.block_errors) == set(field)


def test_a_phone_number_reads_in_one_direction_in_arabic(client):
    content.site_tree(["ar"])
    page = content.topic_page(
        language="ar",
        body=[
            ("phone", {"label": "", "number": "+358 9 555 0000"}),
            ("email", {"label": "", "address": "desk@example.org"}),
        ],
    )
    text = client.get(page.url).content.decode()
    assert '<a href="tel:+35895550000"><bdi dir="ltr">+358 9 555 0000</bdi></a>' in text
    assert '<bdi dir="ltr">desk@example.org</bdi>' in text


@pytest.mark.parametrize("number", ["call us", "+358 <b>", "12"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises((ValidationError, StreamBlockValidationError)):
        page = content.topic_page(live=False)
        page.body = [("phone", {"label": "", "number": number})]
        page.body.stream_block.clean(page.body)


# Activities inside other pages


def test_activities_of_a_list_stand_inside_another_page(client):
    first, second, _third = (
        activities.page(title=title, schedules=[activities.schedule(date.today() + wait)])
        for title, wait in (
            ("Soonest café", timedelta(days=1)),
            ("Second café", timedelta(days=2)),
            ("Third café", timedelta(days=3)),
        )
    )
    listing = content.below(None, ListingPage, title="All cafés")
    page = content.topic_page(
        body=[("activities", {"heading": "Next", "listing": listing, "number": 2})]
    )
    text = client.get(page.url).content.decode()
    assert re.findall(r">(\w+ café)</a>", text) == [first.title, second.title]
    assert f'href="{listing.url}"' in text


def test_a_list_that_is_not_public_shows_nothing(client):
    activities.page(title="A café")
    listing = content.below(None, ListingPage, title="Hidden list", live=False)
    page = content.topic_page(
        body=[("activities", {"heading": "Next", "listing": listing, "number": 2})]
    )
    text = client.get(page.url).content.decode()
    assert "A café" not in text
    assert "Hidden list" not in text


def test_a_page_of_no_registered_kind_lists_nothing(monkeypatch):
    monkeypatch.setattr(listings, "_sources", {})
    assert listings.cards(content.topic_page(), "fi", 3) == []


def test_a_picture_comes_as_small_as_the_device_can_read_it(picture):
    shown = PictureBlock().render({"image": picture, "caption": ""})
    assert re.findall(r'<source [^>]*type="([^"]+)"', shown) == ["image/avif", "image/webp"]
    files = re.findall(r"(\S+) (\d+)w", " ".join(re.findall(r'srcset="([^"]+)"', shown)))
    assert {file.rpartition(".")[2] for file, _width in files} == {"avif", "webp", "jpg"}
    assert {int(width) for _file, width in files} == {400, picture.width}
    assert 'loading="lazy"' in shown and 'alt="A picture"' in shown
