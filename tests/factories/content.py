"""The tree of pages: a home page a language, pages of organisations and of the guide below it."""

from collections.abc import Sequence
from itertools import count

from django.db.models import F
from wagtail.models import Locale, Page, Site

from orgs.models import Area, Organisation, OrganisationPage
from polku.content.models import (
    FormPage,
    FormQuestion,
    GuidancePointPage,
    GuidePage,
    HomePage,
    LocalGuidePage,
    NewsPage,
    TopicPage,
)

_number = count(1)


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
        _remove_welcome(welcome)
    return {language: HomePage.objects.get(pk=home.pk) for language, home in existing.items()}


def _remove_welcome(page: Page) -> None:
    """Wagtail's own first page, on which nothing hangs; `delete` looks through every table."""
    Page.objects.filter(pk=page.pk)._raw_delete("default")
    Page.objects.filter(depth=1).update(numchild=F("numchild") - 1)


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


def below(
    parent: Page | None, model: type[Page], *, language: str = "fi", live: bool = True, **fields
) -> Page:
    """A page of this model, saved and published as an editor does; below the home page where no
    parent is named. Returns it anew."""
    parent = parent or site_tree([language])[language]
    fields = {"title": f"{model._meta.verbose_name} {next(_number)}"} | fields
    made = model(live=False, locale=parent.locale, **fields)
    Page.objects.get(pk=parent.pk).add_child(instance=made)
    revision = made.save_revision()
    if live:
        revision.publish()
    return model.objects.get(pk=made.pk)


def news_page(parent: Page | None = None, **fields) -> NewsPage:
    return below(parent, NewsPage, **{"summary": "What is new."} | fields)


def guidance_point(parent: Page | None = None, **fields) -> GuidancePointPage:
    return below(parent, GuidancePointPage, **{"summary": "Advice.", "drop_in": True} | fields)


def topic_page(parent: Page | None = None, **fields) -> TopicPage:
    return below(parent, TopicPage, **{"intro": "All about it."} | fields)


def local_guide_page(
    organisation: Organisation, guide: GuidePage, municipality: Area, **fields
) -> LocalGuidePage:
    language = fields.pop("language", "fi")
    return below(
        organisation_page(organisation, language),
        LocalGuidePage,
        guide_page=guide,
        municipality=municipality,
        **{"body": [("paragraph", "<p>With us it is so.</p>")]} | fields,
    )


def form_page(
    organisation: Organisation, questions: Sequence[dict] | None = None, **fields
) -> FormPage:
    """A live form; where no questions are given it asks for a name and a message."""
    parent = organisation_page(organisation, fields.pop("language", "fi"))
    page = FormPage(
        live=False,
        locale=parent.locale,
        **{"title": f"Form {next(_number)}", "intro": "Ask us.", "purpose": "to answer you"}
        | fields,
    )
    page.form_fields = [
        FormQuestion(sort_order=place, **question)
        for place, question in enumerate(
            questions
            or [
                {"label": "Name", "field_type": "singleline"},
                {"label": "Message", "field_type": "multiline", "required": False},
            ]
        )
    ]
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return FormPage.objects.get(pk=page.pk)
