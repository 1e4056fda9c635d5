"""The pages about the site itself, as if the city answered for it."""

from uuid import uuid4

from wagtail.models import Page

from polku.content.models import FormPage
from polku.content.services import about

from . import source
from .publishing import add

OPERATOR = about.Operator("Harjulan kaupunki", "saavutettavuus@harjula.example")
FORM = "saavutettavuuspalaute"


def build(homes: dict[str, Page]) -> None:
    """In each language in which they are written."""
    forms = {
        page.locale.language_code: page
        for page in FormPage.objects.filter(slug=FORM).select_related("locale")
    }
    for slug in about.TEXTS:
        key = uuid4()
        for code, home in homes.items():
            feedback = forms.get(code, forms[source.FIRST])
            if page := about.written(slug, code, OPERATOR, feedback):
                page.translation_key = key
                add(home, page)
