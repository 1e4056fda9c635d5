"""What editors do in Wagtail's admin to translate, through its own views."""

from urllib.parse import urlencode

from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation


def submit(client: Client, page: Page, language: str) -> Page:
    """Send a page into translation; returns the page in the other language."""
    target = Locale.objects.get(language_code=language)
    answer = client.post(f"/cms/localize/submit/page/{page.pk}/", {"locales": [target.pk]})
    assert answer.status_code == 302, answer.status_code
    return type(page).objects.get(translation_key=page.translation_key, locale=target)


def translation_into(page: Page) -> Translation:
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale=page.locale
    )


def write(client: Client, page: Page, **texts: str) -> None:
    """Translate by hand the texts of a page in translation; `texts`: by place. What is not named is
    said as `<language>: <text>`."""
    translation = translation_into(page)
    for segment in StringSegment.objects.filter(source=translation.source).select_related(
        "string", "context"
    ):
        said = texts.get(segment.context.path)
        said = said or f"{page.locale.language_code}: {segment.string.data}"
        if segment.context.path == "slug":
            said = f"{segment.string.data}-{page.locale.language_code}"
        answer = client.put(
            f"/cms/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
            urlencode({"value": said}),
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code in (200, 201), answer.content


def publish(client: Client, page: Page) -> Page:
    """By the button of the translation's editor; returns the page as it is then."""
    client.post(f"/cms/pages/{page.pk}/edit/", {"action": "publish"})
    return type(page).objects.get(pk=page.pk)


def make_original(client: Client, page: Page):
    return client.post(f"/cms/translations/{page.pk}/make-original/")
