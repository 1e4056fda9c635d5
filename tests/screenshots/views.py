"""The main views of the public site, by their addresses in the demo."""

from activities.models import ActivityPage

LANGUAGES = ("fi", "ar", "so", "zh-hans")
_PATHS = {
    "home": "",
    "need": "apua/kieli/",
    "list": "activities/?language=ar&free=1",
    "nothing found": "activities/?q=avaruuslento&weekday=sun",
    "activity": "naapuritalo/kielikahvila/",
    "organisation": "naapuritalo/",
    "guide": "guide/asuminen/",
    "guidance points": "guidance/",
}


def paths() -> dict[str, str]:
    """The part of each address behind the language. The demo must be loaded; its slugs are the same
    in every language, and what is not in one of them is shown there in another."""
    course = ActivityPage.objects.filter(slug="digitaidot").first()
    return _PATHS | {
        "sign-up": f"sign-up/{course.translation_key}/",
        "saved list": f"saved/?a={course.translation_key}",
    }
