"""The tree of pages: a home page a language, pages of organisations and of the guide below it."""

from collections.abc import Sequence

from wagtail.models import Locale, Page, Site

from orgs.models import Organisation, OrganisationPage
from polku.content.models import GuidePage, HomePage


def locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def site_tree(languages: Sequence[str] = ("fi", "sv", "en", "ar")) -> dict[str, HomePage]:
    """Live home pages by language, translations of each other; the first is the site's root."""
    existing = {home.locale.language_code: home for home in HomePage.objects.all()}
    root = Page.get_first_root_node()
    for language in languages:
        if language in existing:
            continue
        home = HomePage(
            title=f"Polku {language}",
            slug=f"home-{language}",
            greeting=f"Welcome {language}",
            locale=locale(language),
        )
        if existing:
            home.translation_key = next(iter(existing.values())).translation_key
        existing[language] = root.add_child(instance=home)
        root = Page.objects.get(pk=root.pk)
    site = Site.objects.get(is_default_site=True)
    if not isinstance(site.root_page.specific, HomePage):
        welcome, site.root_page = site.root_page, existing[languages[0]]
        site.save()
        welcome.delete()
    return {language: HomePage.objects.get(pk=home.pk) for language, home in existing.items()}


def organisation_page(
    organisation: Organisation, language: str = "fi", **fields
) -> OrganisationPage:
    """The organisation's live page in this language, made at the first call."""
    others = OrganisationPage.objects.filter(organisation=organisation)
    if found := others.filter(locale__language_code=language).first():
        return found
    home = site_tree([language])[language]
    page = OrganisationPage(
        title=fields.pop("title", organisation.name),
        slug=organisation.slug,
        organisation=organisation,
        locale=locale(language),
        **fields,
    )
    if other := others.first():
        page.translation_key = other.translation_key
    return home.add_child(instance=page)


def guide_page(language: str = "fi", title: str = "Guide", **fields) -> GuidePage:
    home = site_tree([language])[language]
    page = GuidePage(title=title, locale=locale(language), **fields)
    return home.add_child(instance=page)
