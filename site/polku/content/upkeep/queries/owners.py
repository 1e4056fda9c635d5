"""Who looks after the pages of an owner."""

from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from orgs.access import SITE_EDITORS
from orgs.models import WRITERS, Organisation, User


@dataclass(frozen=True)
class Recipient:
    """Who is written to, and in which language."""

    address: str
    language: str


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
            memberships__organisation=owner, memberships__role__in=WRITERS
        ).distinct()
    else:
        found = accounts.filter(groups__name=SITE_EDITORS)
        found = found if found.exists() else accounts.filter(is_superuser=True)
    return [Recipient(user.email, user.language) for user in found]


def own_pages(user: User) -> QuerySet[Page]:
    """The pages that the user may edit, none of the bin."""
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
