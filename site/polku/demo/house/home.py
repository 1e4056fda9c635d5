"""The home page in every language of the site."""

from wagtail.models import Locale, Page, Site

from polku.base import languages
from polku.content.models import HomePage

from . import source, text
from .publishing import publish, translate

NAME = "Polku"


def build(site: Site) -> dict[str, Page]:
    """Home pages by language; the first language's becomes the site's root in place of Wagtail's
    welcome page."""
    first, *others = [code for code in languages.offered() if code in source.home()]
    for code in (first, *others):
        Locale.objects.get_or_create(language_code=code)
    home = HomePage(
        slug="polku", locale=Locale.objects.get(language_code=first), live=False, **_fields(first)
    )
    Page.get_first_root_node().add_child(instance=home)
    publish(home)
    welcome, site.root_page, site.site_name = site.root_page, home, NAME
    site.save()
    welcome.delete()
    home.refresh_from_db()
    return {first: home} | {code: translate(home, code, **_fields(code)) for code in others}


def _fields(language: str) -> dict:
    written = source.home()[language]
    return {
        "title": written["title"],
        "greeting": written["greeting"],
        "lead": written["lead"],
        "body": text.sections(
            [
                {"heading": section["heading"], "paragraphs": [section["paragraph"]]}
                for section in written["sections"]
            ]
        ),
    }
