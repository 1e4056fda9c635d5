"""The ten organisations, and the page on which each tells who it is."""

from wagtail.models import Page

from orgs.models import Area, Organisation, Role, User
from orgs.services.organisations import found_organisation, make_page

from . import source, text
from .publishing import publish, translate

Pages = dict[tuple[str, str], Page]


def found() -> dict[str, Organisation]:
    """The organisations by slug."""
    return {
        written["slug"]: found_organisation(
            name=written["name"],
            slug=written["slug"],
            kind=written["kind"],
            language=written["language"],
            areas=[municipality(code) for code in written["municipalities"]],
            business_id=written["business_id"],
            contact_email=written["email"],
            contact_phone=written["phone"],
        )
        for written in source.organisations()
    }


def build_pages(organisations: dict[str, Organisation]) -> Pages:
    """The live pages of all organisations by (slug, language)."""
    pages = {}
    for written in source.organisations():
        organisation = organisations[written["slug"]]
        editor = editor_of(organisation)
        fields = {code: _fields(each) for code, each in written["text"].items()}
        first = written["language"]
        page = make_page(organisation=organisation, language=first, live=False)
        for name, value in fields.pop(first).items():
            setattr(page, name, value)
        publish(page, editor)
        pages[organisation.slug, first] = page
        for code, values in fields.items():
            pages[organisation.slug, code] = translate(page, code, editor, **values)
    return pages


def editor_of(organisation: Organisation) -> User:
    """The first of those who write the organisation's pages."""
    editors = organisation.memberships.filter(role=Role.EDITOR).select_related("user")
    return editors.earliest("pk").user


def municipality(code: str) -> Area:
    return Area.objects.get(kind="municipality", code=code, valid_to=None)


def _fields(written: dict) -> dict:
    return {"intro": written["intro"], "body": text.running_text(written["body"])}
