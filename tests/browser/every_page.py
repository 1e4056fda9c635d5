"""One page of each kind that a resident meets, with something in every part of it."""

from datetime import date
from urllib.parse import quote

from activities.models import ListingPage, NeedPage
from polku.base.opening_hours import OpeningHours, read_spans
from polku.content.models import AboutPage
from polku.content.upkeep.models import Review
from polku.content.upkeep.services import review_links
from tests.factories import activities, content, orgs, signups

ALWAYS = OpeningHours((read_spans("0–24"),) * 7)
# The words of the pages, so that the right letters stand in the right script.
WORDS = {
    "fi": "Maahanmuuttajataustaisten työnhakuvalmennusryhmä kokoontuu keskiviikkoisin",
    "ar": "مجموعة التدريب على البحث عن عمل تجتمع كل أربعاء",
    "zh-hans": "求职辅导小组每周三聚会，欢迎所有人参加。",
}
# Templates that no address of this list renders, and why.
ELSEWHERE = {
    "400.html": "an answer to a broken request",
    "403.html": "an answer to a worker",
    "403_csrf.html": "an answer to a form that is too old",
    "429.html": "tests/browser/test_accessibility.py draws it by itself",
    "500.html": "likewise",
    "activities/find/map.html": "a site has it that names tiles: tests/browser/test_map.py",
    "content/editors_manual.html": "for editors",
    "handouts/wait.html": "it goes on by itself: tests/browser/test_handout.py stops it and looks",
}


def paths(language: str) -> dict[str, str]:
    """Make the pages; the part of each address behind the language, by the name of its kind."""
    words, home = WORDS[language], content.site_tree(["fi", language])[language]
    house = orgs.organisation("association", "Birch Association")
    place = content.organisation_page(house, language, intro=words, body=_text(words))
    course = _course(house, language, words)
    foreign = "en" if language == "fi" else "fi"
    activities.page(house, language=foreign, title="Language café", summary="Talk with us.")
    signing = signups.activity(
        house, language=language, languages=["fi"], title=words, sign_up_along=["children"]
    )
    signed = signups.sign_up(signing, language=language)
    guide = content.guide_page(language, words, summary=words, body=_text(words))
    content.below(guide, type(guide), title=words)
    area = orgs.area()
    local = content.local_guide_page(
        orgs.organisation("municipality", "Birch Town"), guide, area, language=language
    )
    point = content.guidance_point(
        place,
        title=words,
        municipality=area,
        phone="+358 9 5555 100",
        opening_hours=ALWAYS,
        languages=["so", "ar"],
        body=_text(words),
        how_to_come=words,
    )
    topic = content.topic_page(home, title=words, intro=words, body=_text(words))
    asking = content.below(home, NeedPage, title=words, show_in_menus=True)
    need = content.below(
        asking,
        NeedPage,
        title=words,
        icon="work",
        summary=words,
        themes=["work"],
        helpful_pages=[("page", point), ("page", topic)],
    )
    content.below(need, NeedPage, title=words, icon="home", summary=words)
    listing = content.below(home, ListingPage, title=words, intro=words)
    news = content.news_page(place, title=words, summary=words, body=_text(words))
    form = content.form_page(house, language=language, title=words)
    about = content.below(home, AboutPage, title=words, summary=words, body=_text(words))
    review = review_links.make(Review.objects.get(page=course))
    pages = {
        "organisation": place,
        "activity": course,
        "with sign-up": signing.texts.get().page,
        "guide": guide,
        "local guide": local,
        "guidance point": point,
        "topic": topic,
        "need": need,
        "listing": listing,
        "news": news,
        "form": form,
        "about": about,
    }
    return {name: page.url.removeprefix(f"/{language}/") for name, page in pages.items()} | {
        "home": "",
        "activities": "activities/",
        "nothing found": "activities/?q=xyzzy&language=fi",
        "by day": "activities/days/",
        "by month": "activities/month/",
        "dates": f"activities/{course.translation_key}/dates/",
        "search": "search/",
        "search found": f"search/?q={quote(words)}",
        "search in vain": "search/?q=xyzzy",
        "guidance points": "guidance/",
        "all news": "news/",
        "saved": f"saved/?a={signing.translation_key}",
        "saved here": "saved/",
        "offline": "offline/",
        "print a search": "handout/?as=page",
        "print activity": f"handout/activity/{course.translation_key}/?as=page",
        "print guidance": f"handout/page/{point.translation_key}/?as=page",
        "form sent": f"{form.url.removeprefix(f'/{language}/')}?sent=1",
        "sign-up": f"sign-up/{signing.translation_key}/",
        "code": "sign-up/",
        "place": f"sign-up/place/{signed.code}/",
        "cancel": f"sign-up/place/{signed.code}/cancel/",
        "mistake": f"mistake/{course.translation_key}/",
        "mistake sent": f"mistake/{course.translation_key}/?sent=1",
        "still right": f"review/{review}/",
        "not found": "nowhere/",
    }


def _course(house, language: str, words: str):
    return activities.page(
        house,
        language=language,
        languages=["fi", "so", "ar"],
        title=words,
        summary=words,
        body=_text(words),
        themes=["work"],
        kind="course",
        joining=["come"],
        level_from="A0",
        level_to="A1.3",
        apply_from=date(2031, 1, 1),
        apply_until=date(2031, 2, 1),
        total_hours=100,
        hours_per_week=4,
        final_test="yki",
        schedules=[activities.schedule()],
    )


def _text(words: str) -> list[tuple]:
    return [
        ("heading", words),
        ("paragraph", f"<p>{words} <b>{words}</b> <i>{words}</i></p>"),
        ("steps", {"steps": [f"<p>{words}</p>", f"<p>{words}</p>"]}),
        ("call_out", {"heading": words, "text": f"<p>{words}</p>"}),
        ("phone", {"label": words, "number": "+358 9 5555 100"}),
        ("email", {"label": words, "address": "office@birch.example"}),
        (
            "quotation",
            {
                "text": words,
                "source": words,
                "url": "https://office.example/",
                "date": date(2031, 5, 5),
            },
        ),
        ("video_link", {"title": words, "url": "https://films.example/1"}),
    ]
