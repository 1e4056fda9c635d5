"""Pages about the site itself, as a new site has them first; editors change and translate them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import Page

from polku.base import languages
from polku.content import texts
from polku.content.models import AboutPage, FormPage, HomePage

# The address of each, and its text in `site/docs`.
TEXTS = {"accessibility": "accessibility-statement", "what-is-kept": "resident"}
_FEEDBACK = "<p>{feedback}</p>"


@dataclass(frozen=True)
class Operator:
    """Who answers for the site, and where a reader writes to."""

    name: str
    email: str


def written(
    slug: str, language: str, operator: Operator, feedback: FormPage | None = None
) -> AboutPage | None:
    """One of TEXTS as a page that is in no tree yet; None where it is not written in this language.
    A button leads to the form for feedback, where there is one."""
    text = texts.read(TEXTS[slug], language)
    if text.language != language:
        return None
    with translation.override(language):
        today = date_format(timezone.localdate(), "DATE_FORMAT")
    summary, _newline, rest = _filled(text.markdown, operator, today).partition("\n\n")
    return AboutPage(
        slug=slug,
        title=text.title,
        summary=summary,
        body=list(_blocks(texts.blocks(rest), feedback)),
    )


def begin(operator: Operator) -> list[AboutPage]:
    """Drafts of all TEXTS in all languages of the site in which they are written, for an editor to
    read, mend and publish. What is there already is left as it is; returns what is new."""
    made = []
    for slug in TEXTS:
        others = AboutPage.objects.filter(slug=slug)
        for home in HomePage.objects.filter(locale__language_code__in=languages.offered()):
            if others.filter(locale=home.locale).exists():
                continue
            if page := written(slug, home.locale.language_code, operator):
                if other := others.first():
                    page.translation_key = other.translation_key
                made.append(_add_draft(home, page))
    return made


def _add_draft(home: HomePage, page: AboutPage) -> AboutPage:
    page.live, page.locale = False, home.locale
    Page.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision()
    return page


def _filled(markdown: str, operator: Operator, today: str) -> str:
    values = {
        "operator": operator.name,
        "email": operator.email,
        "date": today,
        "days": str(settings.POLKU_SIGN_UPS_KEPT_DAYS),
    }
    for name, value in values.items():
        markdown = markdown.replace(f"{{{name}}}", value)
    return markdown


def _blocks(
    parts: list[tuple[str, str]], feedback: FormPage | None
) -> Iterator[tuple[str, object]]:
    for kind, value in parts:
        before, found, after = value.partition(_FEEDBACK)
        yield kind, before
        if found and feedback:
            button = {"page": feedback, "url": "", "heading": "", "text": feedback.title}
            yield "call_to_action", button
        if after:
            yield kind, after
