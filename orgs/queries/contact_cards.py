"""Which contact cards somebody may see, choose and change in the editor."""

from django.db.models import QuerySet

from orgs.models import WRITERS, ContactCard, Organisation, User

# Held by those who look after the whole site.
ALL_CARDS = "orgs.change_contactcard"


def organisations_written_for(user: User) -> QuerySet[Organisation]:
    """The open organisations whose contact cards the user may write."""
    found = Organisation.objects.filter(closed_on__isnull=True)
    if user.has_perm(ALL_CARDS):
        return found
    return found.filter(pk__in=user.memberships.filter(role__in=WRITERS).values("organisation"))


def writes_for_an_organisation(user: User) -> bool:
    """Whether the user is a writer of any open one. It is read once a request, since the menus of
    the admin ask again and again."""
    if not hasattr(user, "_writes_for_an_organisation"):
        own = user.memberships.filter(role__in=WRITERS, organisation__closed_on__isnull=True)
        user._writes_for_an_organisation = own.exists()
    return user._writes_for_an_organisation


def contact_cards_of(user: User) -> QuerySet[ContactCard]:
    """Those of the organisations for which the user writes."""
    return ContactCard.objects.filter(
        organisation__in=organisations_written_for(user)
    ).select_related("organisation")
