"""The ten organisations, and the page on which each tells who it is."""

from wagtail.models import Page

from orgs.models import Area, Organisation, PublishingMode, Role, User
from orgs.services import site_editors
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
            publishing=written.get("publishing", PublishingMode.TRUSTED),
        )
        for written in source.organisations()
    }


def build_pages(organisations: dict[str, Organisation]) -> Pages:
    """The live pages of all organisations by (slug, language)."""
    pages = {}
    for written in source.organisations():
        organisation = organisations[written["slug"]]
        publisher = publisher_of(organisation)
        fields = {code: _fields(each) for code, each in written["text"].items()}
        first = written["language"]
        page = make_page(organisation=organisation, language=first, live=False)
        for name, value in fields.pop(first).items():
            setattr(page, name, value)
        publish(page, publisher)
        pages[organisation.slug, first] = page
        for code, values in fields.items():
            pages[organisation.slug, code] = translate(page, code, publisher, **values)
    return pages


def writer_of(organisation: Organisation) -> User:
    """The first of those who write the organisation's pages."""
    writers = organisation.memberships.filter(role__in=[Role.EDITOR, Role.PUBLISHER])
    return writers.select_related("user").earliest("pk").user


def publisher_of(organisation: Organisation) -> User:
    """Who publishes what was written: of a reviewed organisation a site editor."""
    if organisation.publishing == PublishingMode.REVIEWED:
        return site_editors.group().user_set.earliest("pk")
    return writer_of(organisation)


def municipality(code: str) -> Area:
    return Area.objects.get(kind="municipality", code=code, valid_to=None)


def _fields(written: dict) -> dict:
    return {"intro": written["intro"], "body": text.running_text(written["body"])}
