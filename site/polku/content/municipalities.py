"""The reader's own municipality: named in the address, stored nowhere.

`?municipality=837` goes along through the guide; a page of the guide shows what that municipality
has written about its matter.
"""

from django.apps import apps
from django.utils.translation import get_language

from orgs.models import Area
from polku.base import fallback, languages

PARAMETER = "municipality"


def chosen(request) -> Area | None:
    """The municipality of the address; None where none is named or there is none of that code."""
    code = request.GET.get(PARAMETER, "") if request is not None else ""
    if not code.isascii() or not code.isdigit() or len(code) > 10:
        return None
    return Area.objects.filter(kind="municipality", code=code, valid_to=None).first()


def query(request) -> str:
    """The part of an address that carries the choice on to the next page."""
    area = chosen(request)
    return f"?{PARAMETER}={area.code}" if area else ""


def shown(page, request) -> dict:
    """What templates/blocks/own_municipality.html shows on a page of the guide.

    `places`: municipalities that have a text about this matter, in any language; `local`: the text
    of the chosen one, in the reader's language where there is one, else in another.
    """
    texts = _texts(page)
    area = chosen(request)
    reader = page.language if page is not None else get_language()
    return {
        "parameter": PARAMETER,
        "asked": bool(request is not None and request.GET.get(PARAMETER)),
        "municipality": area,
        "places": sorted({text.municipality for text in texts}, key=lambda place: place.name),
        "local": _local([text for text in texts if text.municipality == area], reader),
    }


def _texts(page) -> list:
    if page is None:
        return []
    found = fallback.offered(apps.get_model("content", "LocalGuidePage").objects.live())
    return list(
        found.filter(
            guide_key=page.translation_key, alias_of__isnull=True, municipality__valid_to=None
        ).select_related("municipality", "locale")
    )


def _local(texts: list, reader: str) -> dict | None:
    """In the reader's language, else in the nearest to it."""
    if not texts:
        return None
    text = min(texts, key=lambda text: (languages.rank(text.locale.language_code, reader), text.pk))
    language = text.language
    return {
        "page": text,
        "title": text.title,
        "body": text.body,
        "url": fallback.address(text, reader),
        "lang": language,
        "dir": languages.direction(language),
        "fallback": languages.name_in(language, reader) if language != reader else "",
    }
