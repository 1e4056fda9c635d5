"""The public site: the same for everyone."""

from tests.access.answers import MISSING, leads_to, shows
from tests.access.rows import Row, everyone

PUBLIC = [
    Row("", "GET", "/", everyone(leads_to("/fi/", "Welcome fi"))),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "/en/",
        everyone(shows("Welcome en")),
        what="home",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "/en/birch/",
        everyone(shows("Birch Association")),
        what="an organisation",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "{pages[B].url}",
        everyone(shows("Birch café", "Birch Association")),
        what="an activity",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "{pages[B in Arabic].url}",
        everyone(shows("بالعربية", 'lang="ar" dir="rtl"')),
        what="an activity in Arabic",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "{pages[need].url}",
        everyone(shows("Birch advice", "Birch café", hides=("Birch plans",))),
        what="a need",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "/en/birch/not-yet/",
        everyone(MISSING),
        what="a page that is not published",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "POST",
        "{pages[form].url}",
        everyone(leads_to("{pages[form].url}?sent=1", "Thank you")),
        what="an answer to a form",
        data={"name": "Somebody", "message": "Something"},
    ),
    Row(
        "<language>/news/",
        "GET",
        "/en/news/",
        everyone(shows("Birch news", "Birch Association")),
    ),
    Row(
        "<language>/guidance/",
        "GET",
        "/en/guidance/",
        everyone(shows("Birch advice", "Birch Association", hides=("Birch plans",))),
    ),
    Row(
        "<language>/activities/",
        "GET",
        "/en/activities/",
        everyone(shows("Birch café", "Cedar course")),
    ),
    Row(
        "<language>/activities/",
        "GET",
        "/en/activities/?q=kanari",
        everyone(shows("", hides=("Birch café", "Cedar course"))),
        what="searched for what is not public",
    ),
    Row(
        "<language>/saved/",
        "GET",
        "/en/saved/?a={activities[B].translation_key}",
        everyone(shows("Birch café", hides=("Cedar course",))),
    ),
    Row(
        "<language>/translation-wish/",
        "POST",
        "/ar/translation-wish/",
        everyone(leads_to("/ar/birch/form/?wished=1", "Birch form")),
        data={"page": "{pages[form].pk}"},
        is_open=True,
    ),
    # What machines read
    Row(
        "feeds/<slug:language>/activities.ics",
        "GET",
        "/feeds/en/activities.ics",
        everyone(shows("SUMMARY;LANGUAGE=en:Birch café", "SUMMARY;LANGUAGE=en:Cedar course")),
    ),
    Row(
        "feeds/<slug:language>/activities/<uuid:key>.ics",
        "GET",
        "/feeds/en/activities/{activities[B].translation_key}.ics",
        everyone(shows("SUMMARY;LANGUAGE=en:Birch café", hides=("Cedar course",))),
    ),
    Row(
        "feeds/<slug:language>/activities/<uuid:key>/<uuid:date>.ics",
        "GET",
        "/feeds/en/activities/{activities[B].translation_key}/{dates[B].key}.ics",
        everyone(shows("UID:{dates[B].key}", hides=("Cedar course",))),
    ),
    Row(
        "feeds/<slug:language>/organisations/<uuid:key>.ics",
        "GET",
        "/feeds/en/organisations/{organisations[B].key}.ics",
        everyone(shows("SUMMARY;LANGUAGE=en:Birch café", hides=("Cedar course",))),
    ),
    Row(
        "feeds/<slug:language>/activities.atom",
        "GET",
        "/feeds/en/activities.atom",
        everyone(shows("<title>Birch café</title>", "<title>Cedar course</title>")),
    ),
    Row(
        "feeds/<slug:language>/activities.json",
        "GET",
        "/feeds/en/activities.json",
        everyone(shows('"title": "Birch café"', '"title": "Cedar course"')),
    ),
    Row(
        "feeds/<slug:language>/activities/<uuid:key>.json",
        "GET",
        "/feeds/en/activities/{activities[B].translation_key}.json",
        everyone(shows('"title": "Birch café"', hides=("Cedar course",))),
    ),
    Row(
        "feeds/<slug:language>/news.atom",
        "GET",
        "/feeds/en/news.atom",
        everyone(shows("<title>Birch news</title>", "<name>Birch Association</name>")),
    ),
    Row(
        "feeds/<slug:language>/cards/<uuid:key>.png",
        "GET",
        "/feeds/en/cards/{pages[B].translation_key}.png",
        everyone(shows("IHDR")),
    ),
    Row("robots.txt", "GET", "/robots.txt", everyone(shows("Disallow: /desk/"))),
    Row("sitemap.xml", "GET", "/sitemap.xml", everyone(shows("/sitemap-en.xml"))),
    Row(
        "sitemap-<slug:language>.xml",
        "GET",
        "/sitemap-en.xml",
        everyone(shows("{pages[B].url}", hides=("/en/birch/not-yet/",))),
    ),
    # Who has the link from the mail answers, signed in or not.
    Row(
        "<language>/review/<str:token>/",
        "GET",
        "/en/review/{review_token}/",
        everyone(shows("Birch café", hides=("Cedar course",))),
    ),
    Row(
        "<language>/review/<str:token>/",
        "POST",
        "/en/review/{review_token}/",
        everyone(shows("Birch café", hides=("Cedar course",))),
        data={"answer": "right"},
    ),
    # Wagtail's doors for pages behind a password; no page of ours has one.
    Row(
        "<language>/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        "POST",
        "/en/_util/authenticate_with_password/1/{pages[B].pk}/",
        everyone(MISSING),
    ),
    Row(
        "<language>/_util/login/",
        "GET",
        "/en/_util/login/",
        everyone(leads_to("/account/login/")),
    ),
]
