"""No public page asks another machine for anything, and none sets a cookie before one is needed."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import PHONE
from tests.factories import activities, content, orgs, signups

# Main views, below the language; what they and the pages of each kind link to is opened as well.
VIEWS = ("", "activities/", "search/", "saved/", "guidance/", "news/", "sign-up/")
MOST = 60


@pytest.fixture
def pages(transactional_db) -> list[str]:
    """A live page of each kind, in Finnish and Arabic."""
    found = []
    homes = content.site_tree(["fi", "en", "ar"])
    house = orgs.organisation(name="Birch Association")
    for language in ("fi", "ar"):
        place = content.organisation_page(house, language)
        made = [
            place,
            activities.page(house, language=language, themes=["work"]),
            activities.need(homes[language], themes=["work"]),
            content.guidance_point(place),
            content.guide_page(language),
            content.news_page(place),
            content.topic_page(homes[language]),
            content.form_page(house, language=language),
        ]
        found += [page.url for page in made]
    return found


def test_nothing_leaves_the_site(browser, live_server, pages, record_property):
    activity = signups.activity(language="fi")
    starts = [f"/{language}/{view}" for language in ("fi", "ar") for view in VIEWS]
    waiting = [*starts, *pages]
    requests, opened, with_cookies = [], [], {}
    context = browser.new_context(base_url=live_server.url, viewport=PHONE)
    context.on("request", lambda sent: requests.append(sent.url))
    page = context.new_page()
    while waiting and len(opened) < MOST:
        address = waiting.pop(0)
        if address in opened or page.goto(address).status != 200:
            continue
        opened.append(address)
        page.wait_for_load_state("load")
        if names := [one["name"] for one in context.cookies()]:
            with_cookies[address] = names
            assert page.locator("form[method=post]").count(), address
        if address in (*starts, *pages):
            links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
            waiting += [
                urlsplit(link).path
                for link in links
                if link.startswith(f"{live_server.url}/") and re.search(r"/(fi|ar)/.*/$", link)
            ]
        context.clear_cookies()
    form = f"/fi/sign-up/{activity.translation_key}/"
    page.goto(form)
    with_cookies[form] = [one["name"] for one in context.cookies()]
    context.close()

    outside = [url for url in requests if not url.startswith((f"{live_server.url}/", "data:"))]
    record_property(
        "count",
        f"{len(requests)} requests of {len(opened)} public pages; "
        f"requests that leave the site: {outside}",
    )
    assert outside == []
    assert set(pages) <= set(opened)
    assert {path.split("/")[2] for path in opened} >= {"activities", "guidance", "news"}
    # A form that is sent to us needs one against forged sending; no page without a form sets any.
    assert with_cookies[form] == ["csrftoken"]
    assert {name for names in with_cookies.values() for name in names} == {"csrftoken"}
