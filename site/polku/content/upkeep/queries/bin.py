"""What was deleted and can be taken back, and by whom."""

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from orgs.fence import sight
from orgs.models import WRITERS, User
from polku.base.bin import is_binned, without_bin
from polku.content.originals import original_of
from polku.content.upkeep.models import BinnedPage, Deletion


def deletions_for(user: User) -> QuerySet[Deletion]:
    """What the user may take back, the latest first: what belonged to an organisation of which they
    are an editor, and what stood where they may write."""
    places = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    own = Q(
        organisation__memberships__user=user,
        organisation__memberships__role__in=WRITERS,
        organisation__closed_on__isnull=True,
    )
    found = Deletion.objects.filter(own | Q(pages__parent__in=places.order_by()))
    everything = Deletion.objects.all() if sight.owns_all(user) else found
    return everything.select_related("organisation", "deleted_by").distinct()


def goes_along(user: User | None, page: Page) -> list[Page]:
    """The translations that are deleted with a page: those of an original, as far as the user may
    delete them. No user means the system."""
    if page.alias_of_id or original_of(page).pk != page.pk:
        return []
    return [
        other
        for other in Page.objects.filter(translation_key=page.translation_key)
        .exclude(pk=page.pk)
        .order_by("pk")
        if not is_binned(other) and (user is None or other.permissions_for_user(user).can_delete())
    ]


def place_for(binned: BinnedPage) -> Page | None:
    """Where a page comes back: where it was, else below its organisation's page in its language."""
    if binned.parent and not is_binned(binned.parent):
        return binned.parent
    organisation = binned.deletion.organisation_id
    if organisation is None:
        return None
    return (
        without_bin(Page.objects.filter(organisationpage__organisation=organisation))
        .filter(locale=binned.page.locale_id)
        .first()
    )
