"""Who does not know what a thing is called here finds help by pictures and plain words."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from activities.models import NeedPage, Symbol
from polku.base.opening_hours import OpeningHours, read_spans
from polku.content.models import HomePage
from tests.factories import activities, content, orgs
from tests.factories.activities import need

pytestmark = pytest.mark.django_db
EVERY_DAY = OpeningHours((read_spans("0–24"),) * 7)


def in_language(page: NeedPage, language: str, **fields) -> NeedPage:
    made = page.copy_for_translation(content.locale(language))
    for name, value in fields.items():
        setattr(made, name, value)
    made.save_revision().publish()
    return NeedPage.objects.get(pk=made.pk)


@pytest.fixture
def asking() -> NeedPage:
    content.site_tree(["fi", "sv"])
    return need(title="What do you need help with?", slug="help")


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def choices(text: str) -> list[tuple[str, str, str]]:
    """Address, drawing and words of each picture card."""
    cards = re.findall(r'<a class="need" href="([^"]*)">(.*?)</a>', text, re.DOTALL)
    return [
        (
            address,
            re.search(r"icons[^\"]*\.svg#([\w-]+)", card)[1],
            re.search(r'class="need-title"[^>]*>([^<]*)<', card)[1],
        )
        for address, card in cards
    ]


def section(text: str, name: str) -> str:
    found = re.search(rf'<section[^>]*aria-labelledby="{name}">.*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def titles(text: str) -> list[str]:
    return re.findall(r"<h3[^>]*><a href=\"[^\"]*\">([^<]*)</a>", text)


# The way in


def test_the_home_page_asks_first_and_leads_on(client, asking):
    need(asking, title="Learn Finnish", slug="finnish", icon=Symbol.SPEECH)
    need(asking, title="Find work", slug="work", icon=Symbol.WORK)
    text = text_of(client, "/fi/")
    assert "What do you need help with?" in section(text, "question")
    assert choices(text) == [
        ("/fi/help/finnish/", "speech", "Learn Finnish"),
        ("/fi/help/work/", "work", "Find work"),
    ]


def test_a_home_page_without_needs_asks_nothing(client, asking):
    assert section(text_of(client, "/fi/"), "question") == ""
    asking.unpublish()
    need(asking, title="Below a draft")
    assert section(text_of(client, "/fi/"), "question") == ""


def test_a_need_leads_to_narrower_ones_as_the_editors_have_put_them(client, asking):
    language = need(asking, title="Language", slug="language")
    for title in ("Zero", "More"):
        need(language, title=title, icon=Symbol.GUIDE)
    need(language, title="Draft", live=False)
    assert [words for _url, _icon, words in choices(text_of(client, language.url))] == [
        "Zero",
        "More",
    ]


def test_each_reader_finds_the_needs_in_their_language_and_the_others_all_the_same(client, asking):
    work = need(asking, title="Työtä", slug="work", icon=Symbol.WORK)
    need(asking, title="Rahaa", slug="money", icon=Symbol.MONEY)
    in_language(asking, "sv", title="Vad behöver du hjälp med?")
    in_language(work, "sv", title="Arbete", icon=Symbol.HAND)
    text = text_of(client, "/sv/")
    assert "Vad behöver du hjälp med?" in section(text, "question")
    # The picture is a fact: what a translation says of it is never read.
    assert choices(text) == [
        ("/sv/help/work/", "work", "Arbete"),
        ("/sv/help/money/", "price", "Rahaa"),
    ]
    assert '<span class="need-title" lang="fi" dir="ltr">Rahaa</span>' in text


def test_the_picture_is_never_the_only_word(client, asking):
    need(asking, title="Money")
    card = re.search(r'<a class="need".*?</a>', text_of(client, "/fi/"), re.DOTALL)[0]
    assert 'aria-hidden="true"' in card
    assert "Money" in card


def test_every_picture_is_drawn():
    drawn = Path(finders.find("polku/icons.svg")).read_text()
    assert [name for name in Symbol.values if f'<symbol id="{name}"' not in drawn] == []


# Two steps at most


def test_two_steps_lead_from_the_question_to_an_answer(asking):
    first = need(asking)
    second = need(first)
    home = HomePage.objects.get(pk=asking.get_parent().pk)
    assert NeedPage.can_create_at(asking)
    assert NeedPage.can_create_at(first)
    assert not NeedPage.can_create_at(second)
    # The site asks once, in each of its languages.
    assert not NeedPage.can_create_at(home)
    assert not NeedPage.can_create_at(content.site_tree(["sv"])["sv"])
    assert not NeedPage.can_create_at(content.guide_page())


def test_a_need_with_narrower_ones_is_not_moved_below_another(asking):
    wide, other = need(asking), need(asking)
    narrow = need(wide)
    wide.refresh_from_db()
    assert not wide.can_move_to(other)
    assert narrow.can_move_to(other)
    assert other.can_move_to(wide)
    home = Page.objects.get(pk=asking.get_parent().pk).specific
    # The question itself may be put elsewhere among the pages of the home page.
    assert NeedPage.objects.get(pk=asking.pk).can_move_to(home)
    assert not narrow.can_move_to(home)


def test_a_site_that_asks_nothing_yet_may_ask():
    assert NeedPage.can_create_at(content.site_tree(["fi"])["fi"])


# What helps


def test_activities_on_a_theme_are_shown_with_a_link_to_all_of_them(client, asking):
    house = orgs.organisation()
    for number in range(7):
        activities.page(house, title=f"Course {number}", slug=f"c{number}", themes=["language"])
    activities.page(house, title="Job club", slug="job", themes=["work"])
    activities.page(house, title="Cooking", slug="cook", themes=["leisure"])
    page = need(asking, themes=["work", "language"])
    found = section(text_of(client, page.url), "activities")
    assert len(titles(found)) == 6
    assert "Cooking" not in found
    address = re.search(r'href="([^"]*\?[^"]*)"', found)[1].replace("&amp;", "&")
    assert address == "/fi/activities/?theme=language&theme=work"
    everything = text_of(client, address)
    assert {*titles(everything)} == {*(f"Course {number}" for number in range(7)), "Job club"}


def test_where_a_need_names_people_only_activities_for_them_are_shown(client, asking):
    house = orgs.organisation()
    women = {"themes": ["language"], "audiences": ["women"]}
    activities.page(house, title="For women", slug="a", **women)
    activities.page(house, title="For all", slug="b", themes=["language"])
    page = need(asking, **women)
    assert titles(section(text_of(client, page.url), "activities")) == ["For women"]
    of_women = need(asking, audiences=["women"])
    assert titles(section(text_of(client, of_women.url), "activities")) == ["For women"]


def test_a_need_that_names_no_activities_shows_none(client, asking):
    activities.page(orgs.organisation(), title="Anything")
    assert "Anything" not in text_of(client, asking.url)


def test_a_need_for_which_nothing_is_on_says_so(client, asking):
    page = need(asking, themes=["safety"])
    assert 'class="empty"' in section(text_of(client, page.url), "activities")


def test_pages_that_help_are_shown_in_the_readers_language_in_the_order_of_the_editor(
    client, asking
):
    guide = content.guide_page(title="Asuminen", slug="asuminen", summary="Koti")
    swedish = guide.copy_for_translation(content.locale("sv"))
    swedish.title = "Boende"
    swedish.save_revision().publish()
    topic = content.topic_page(title="Aihe")
    hidden = content.topic_page(title="Piilossa", live=False)
    house = content.organisation_page(orgs.organisation(name="Birch"))
    point = content.guidance_point(
        title="Advice", phone="+358 9 555 0000", languages=["so"], opening_hours=EVERY_DAY
    )
    pages = [house, point, topic, hidden, guide]
    page = need(asking, pages, title="Home")
    text = text_of(client, page.url)
    assert titles(section(text, "reading")) == ["Birch", "Aihe", "Asuminen"]
    guidance = section(text, "guidance")
    assert titles(guidance) == ["Advice"]
    for said in ("tel:+35895550000", "somali", 'class="open-now yes"'):
        assert said in guidance
    in_language(asking, "sv")
    other = in_language(page, "sv", title="Hem")
    text = text_of(client, other.url)
    assert titles(section(text, "reading")) == ["Birch", "Aihe", "Boende"]


def test_a_change_of_what_helps_shows_in_every_language_at_once(client, asking):
    activities.page(orgs.organisation(), title="Job club", themes=["work"])
    page = need(asking, themes=["safety"])
    in_language(asking, "sv")
    swedish = in_language(page, "sv", title="Arbete")
    assert "Job club" not in text_of(client, swedish.url)
    page.themes = ["work"]
    page.save_revision().publish()
    assert titles(section(text_of(client, swedish.url), "activities")) == ["Job club"]


def test_a_translator_is_asked_for_words_only():
    untranslated = {field.field_name for field in NeedPage.override_translatable_fields}
    assert untranslated >= {"icon", "themes", "audiences", "helpful_pages"}
    assert not untranslated & {"title", "summary"}


def test_what_cannot_be_chosen_is_refused(asking):
    page = NeedPage(title="X", icon="dragon", themes=["nonsense"], audiences=["nobody"])
    page.locale = asking.locale
    with pytest.raises(ValidationError) as raised:
        page.full_clean(exclude=["path", "depth", "slug"])
    assert {*raised.value.message_dict} == {"icon", "themes", "audiences"}


def test_a_title_from_outside_is_no_markup(client, asking):
    title = "<b>Bold</b> & wild"
    need(asking, title=title, slug="bold")
    assert escape(title) in text_of(client, "/fi/")
    assert title not in text_of(client, "/fi/")


# Who writes them

PLACE = "/cms/pages/add/activities/needpage/{}/"


def written(helpful: Page) -> dict:
    return nested_form_data(
        {
            "title": "A home",
            "slug": "home",
            "summary": "Rent, rooms and neighbours.",
            "icon": "home",
            "themes": ("housing",),
            "helpful_pages": streamfield([("page", str(helpful.pk))]),
            "comments": inline_formset([]),
            "action-publish": "yes",
        }
    )


@pytest.mark.usefixtures("without_second_factor")
def test_a_site_editor_writes_a_need_and_publishes_it(client, asking):
    guide = content.guide_page(title="Asuminen", slug="asuminen")
    client.force_login(orgs.site_editor(language="en"))
    answer = client.post(PLACE.format(asking.pk), written(guide))
    assert answer.status_code == 302, answer.context["form"].errors
    made = NeedPage.objects.get(slug="home")
    assert (made.live, made.icon, made.themes) == (True, "home", ["housing"])
    client.logout()
    assert titles(section(text_of(client, made.url), "reading")) == ["Asuminen"]


@pytest.mark.usefixtures("without_second_factor")
def test_those_who_write_for_an_organisation_do_not_write_needs(client, asking):
    client.force_login(orgs.member(orgs.organisation(), "publisher"))
    client.post(PLACE.format(asking.pk), written(content.guide_page()))
    assert NeedPage.objects.count() == 1


# What it costs


def queries_of(client, address: str) -> int:
    text_of(client, address)
    with CaptureQueriesContext(connection) as captured:
        text_of(client, address)
    return len(captured)


def test_pages_cost_the_same_where_there_is_more(client, asking):
    house = orgs.organisation()
    card = orgs.contact_card(house, name="Desk", opening_hours=EVERY_DAY, languages=["so"])

    def helpful(number: int) -> list:
        place = content.organisation_page(orgs.organisation())
        return [
            content.guidance_point(place, title=f"Advice {number}", contact_card=card),
            content.guide_page(title=f"Guide {number}", slug=f"guide-{number}"),
            content.topic_page(title=f"Topic {number}"),
            place,
        ]

    pages = helpful(0)
    page = need(asking, pages, slug="work", themes=["work"])
    need(page)
    activities.page(house, slug="a0", themes=["work"])
    of_need, of_home = queries_of(client, page.url), queries_of(client, "/fi/")
    for number in range(1, 5):
        need(page)
        need(asking)
        activities.page(house, slug=f"a{number}", themes=["work"])
        pages += helpful(number)
    page = NeedPage.objects.get(pk=page.pk)
    page.helpful_pages = [("page", each) for each in pages]
    page.save_revision().publish()
    text = text_of(client, page.url)
    assert len(titles(text)) == 5 + len(pages)
    assert queries_of(client, page.url) == of_need
    assert queries_of(client, "/fi/") == of_home
