"""Whose pages are whose."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from orgs.access import SITE_EDITORS
from orgs.models import Organisation, OrganisationPage, Role, User

# Roles that write and publish pages.
EDITING_ROLES = (Role.EDITOR, Role.PUBLISHER)


@dataclass(frozen=True)
class Recipient:
    """Who is written to, and in which language."""

    address: str
    language: str


def owner_of(page: Page) -> Organisation | None:
    """The organisation below whose page this one lies; None: a page of the site itself."""
    return owners_of([page])[page.pk]


def owners_of(pages: Iterable[Page]) -> dict[int, Organisation | None]:
    """The owner of each page, by the page's primary key; one query."""
    pages = list(pages)
    above = {page.path[:end] for page in pages for end in _ends(page.path)}
    owners = {
        found.path: found.organisation
        for found in OrganisationPage.objects.filter(path__in=above).select_related("organisation")
    }
    return {
        page.pk: next(
            (
                owners[page.path[:end]]
                for end in reversed(_ends(page.path))
                if page.path[:end] in owners
            ),
            None,
        )
        for page in pages
    }


def recipients(owner: Organisation | None) -> list[Recipient]:
    """Who is asked about the pages of an owner: the address for all, in the organisation's
    language, else those who edit the pages, each in their own."""
    if owner and owner.closed_on:
        return []
    if owner and owner.contact_email:
        return [Recipient(owner.contact_email, owner.language)]
    return editors_of(owner)


def editors_of(owner: Organisation | None) -> list[Recipient]:
    """The accounts that edit the pages of an owner; of the site itself its editors, and where it
    has none its administrators."""
    accounts = User.objects.filter(is_active=True).order_by("pk")
    if owner:
        found = accounts.filter(
            memberships__organisation=owner, memberships__role__in=EDITING_ROLES
        ).distinct()
    else:
        found = accounts.filter(groups__name=SITE_EDITORS)
        found = found if found.exists() else accounts.filter(is_superuser=True)
    return [Recipient(user.email, user.language) for user in found]


def own_pages(user: User) -> QuerySet[Page]:
    """The pages that the user may edit, none of the bin."""
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def _ends(path: str) -> list[int]:
    """Where in a path the paths of the pages above it end; the last is the page's own."""
    return list(range(Page.steplen, len(path) + 1, Page.steplen))
