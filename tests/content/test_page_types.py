"""News go by themselves, a guidance point says the same hours in every language, topics gather."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from orgs.models import OrganisationPage
from polku.base.opening_hours import OpeningHours, read_other_days, read_spans
from polku.content.models import (
    AboutPage,
    FormPage,
    GuidancePointPage,
    GuidePage,
    HomePage,
    LocalGuidePage,
    NewsPage,
    TopicPage,
)
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db


def _text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _cards(text: str) -> list[str]:
    return re.findall(r'<article class="card">\s*<h3[^>]*><a href="[^"]*">([^<]*)</a>', text)


# Where each kind may stand


@pytest.mark.parametrize(
    ("parent", "allowed"),
    [
        (
            HomePage,
            {AboutPage, GuidePage, OrganisationPage, NewsPage, TopicPage, GuidancePointPage},
        ),
        (GuidePage, {GuidePage, GuidancePointPage}),
        (NewsPage, set()),
        (AboutPage, set()),
        (TopicPage, set()),
        (FormPage, set()),
        (GuidancePointPage, set()),
        (LocalGuidePage, set()),
    ],
)
def test_each_kind_stands_where_readers_look_for_it(parent, allowed):
    found = parent.allowed_subpage_models()
    ours = {model for model in found if model._meta.app_label in ("content", "orgs")}
    assert ours == allowed


def test_an_organisation_has_every_kind_below_its_page():
    kinds = {model.__name__ for model in OrganisationPage.allowed_subpage_models()}
    assert kinds >= {
        "ActivityPage",
        "FormPage",
        "GuidancePointPage",
        "LocalGuidePage",
        "NewsPage",
        "TopicPage",
    }


@pytest.mark.parametrize("model", [NewsPage, TopicPage, GuidancePointPage, FormPage])
def test_nobody_who_writes_for_an_organisation_is_asked_for_a_slug(model):
    """Words of people who build sites stand in a tab for those who look after the whole site."""
    form = model.get_edit_handler().get_form_class()
    writer, keeper = orgs.member(orgs.organisation(), "editor"), orgs.user(is_superuser=True)
    words = {"slug", "show_in_menus", "seo_title", "search_description"}
    assert words & set(form(for_user=writer, instance=model()).fields) == set()
    assert words & set(form(for_user=keeper, instance=model()).fields) == words


# News


def test_news_are_listed_newest_first_each_once_and_for_the_reader(client):
    content.site_tree(["fi", "sv"])
    made = {}
    for title, days in (("Older", 3), ("Newer", 1)):
        page = made[title] = content.news_page(title=title)
        NewsPage.objects.filter(pk=page.pk).update(
            first_published_at=timezone.now() - timedelta(days=days)
        )
    key = made["Newer"].translation_key
    content.news_page(title="På svenska", language="sv", translation_key=key)
    assert _cards(_text(client, "/fi/news/")) == ["Newer", "Older"]
    in_swedish = _text(client, "/sv/news/")
    assert _cards(in_swedish) == ["På svenska", "Older"]
    # What is in Finnish only says so, and stays below the reader's language.
    assert in_swedish.count("Not yet in your language") + in_swedish.count("på ditt språk") == 1
    assert 'href="/sv/older/"' in in_swedish


def test_old_news_leave_by_themselves(client):
    """The clock decides, whether or not the job that unpublishes has run."""
    page = content.news_page(title="Old news")
    assert _cards(_text(client, "/fi/news/")) == ["Old news"]
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert _cards(_text(client, "/fi/news/")) == []
    assert "Old news" not in _text(client, "/fi/")
    call_command("publish_scheduled")
    assert client.get(page.url).status_code == 404


def test_news_without_a_day_are_shown_for_three_months():
    page = content.news_page()
    assert timedelta(days=91) < page.expire_at - timezone.now() <= timedelta(days=92)


def test_news_are_not_shown_for_years():
    page = content.news_page()
    page.expire_at = timezone.now() + timedelta(days=400)
    with pytest.raises(ValidationError) as raised:
        page.full_clean()
    assert set(raised.value.message_dict) == {"expire_at"}


def test_the_latest_news_stand_on_the_home_page_and_on_the_organisations(client):
    association = orgs.organisation(name="Birch Association")
    parent = content.organisation_page(association)
    content.news_page(title="Of the site")
    content.news_page(parent, title="Of Birch")
    assert set(_cards(_text(client, "/fi/"))) == {"Of the site", "Of Birch"}
    assert _cards(_text(client, parent.url)) == ["Of Birch"]
    assert "Birch Association" in _text(client, "/fi/news/")


def test_an_empty_list_of_news_says_so(client):
    content.site_tree(["fi"])
    assert 'class="empty"' in _text(client, "/fi/news/")


@pytest.mark.parametrize("page", ["2", "99", "x", "-1"])
def test_a_page_of_the_list_that_is_not_there_is_the_nearest_one(client, page):
    content.news_page(title="Only one")
    assert _cards(_text(client, f"/fi/news/?page={page}")) == ["Only one"]


# Guidance points


HOURS = OpeningHours((*[read_spans("9–15")] * 5, (), ()))


def test_a_guidance_point_says_how_one_gets_advice(client):
    page = content.guidance_point(
        drop_in=True,
        phone="+358 9 555 0000",
        appointment_url="https://book.example/",
        chat_url="https://chat.example/",
        opening_hours=HOURS,
        languages=["ar", "fi"],
        street_address="Kuja 1",
        how_to_come="Take bus 4.",
    )
    text = _text(client, page.url)
    for said in ("tel:+35895550000", "https://book.example/", "https://chat.example/", "Kuja 1"):
        assert said in text
    assert "Take bus 4." in text
    assert "arabia ja suomi" in text
    assert "maanantai–perjantai" in text


def test_one_way_to_get_advice_is_needed():
    page = content.guidance_point()
    page.drop_in = False
    with pytest.raises(ValidationError) as raised:
        page.full_clean()
    assert set(raised.value.message_dict) == {"drop_in"}


def test_a_change_of_hours_shows_in_every_language_at_once(client):
    content.site_tree(["fi", "ar"])
    finnish = content.guidance_point(opening_hours=HOURS)
    arabic = finnish.copy_for_translation(content.locale("ar"))
    arabic.save_revision().publish()
    assert "09:00–15:00" in _text(client, arabic.url)
    finnish.opening_hours = OpeningHours((read_spans("8–12"), *[()] * 6))
    finnish.save_revision().publish()
    text = _text(client, arabic.url)
    assert '<bdi class="times" dir="ltr">08:00–12:00</bdi>' in text
    assert "09:00–15:00" not in text


def test_closed_days_are_told_beforehand(client):
    tomorrow = timezone.localdate() + timedelta(days=1)
    others = read_other_days(tomorrow.isoformat())
    page = content.guidance_point(opening_hours=OpeningHours(HOURS.week, others))
    assert f"{tomorrow.day}.{tomorrow.month}.{tomorrow.year}" in _text(client, page.url)


def test_what_the_contact_card_says_need_not_be_said_again(client):
    card = orgs.contact_card(
        orgs.organisation(),
        name="Advice desk",
        email="desk@birch.example",
        street_address="Kuja 1",
        opening_hours=HOURS,
        languages=["so"],
    )
    page = content.guidance_point(drop_in=False, phone="+358 9 555 7777", contact_card=card)
    text = _text(client, page.url)
    for said in ("Advice desk", "desk@birch.example", "Kuja 1", "somali", "maanantai–perjantai"):
        assert said in text
    # Its own number goes first.
    assert "+358 9 555 7777" in text
    assert "+358 9 555 0000" not in text


def test_it_stands_on_the_page_of_its_organisation(client):
    parent = content.organisation_page(orgs.organisation())
    content.guidance_point(parent, title="Advice here")
    content.topic_page(parent, title="All of it")
    assert _cards(_text(client, parent.url)) == ["Advice here", "All of it"]


# Topics


def test_a_topic_page_puts_its_links_first(client):
    guide = content.guide_page(title="Asuminen", slug="asuminen")
    page = content.topic_page(
        featured_links=[
            ("link", {"page": guide, "url": "", "text": "", "summary": "All on homes"}),
            (
                "link",
                {"page": None, "url": "https://kela.example/x", "text": "Kela", "summary": ""},
            ),
        ]
    )
    text = _text(client, page.url)
    assert _cards(text) == ["Asuminen"]
    assert '<a href="https://kela.example/x" rel="external">Kela</a>' in text
    assert '<bdi dir="ltr">kela.example</bdi>' in text
