"""Deleting pages so that they can be taken back.

A deleted page is unpublished by the routes that publish facts, and moved below the bin with all
below it. It stays the same page: primary key, revisions and translations are those it had.
"""

from datetime import datetime

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import (
    GroupPagePermission,
    Page,
    ReferenceIndex,
    Revision,
    Site,
    WorkflowState,
    get_default_page_content_type,
)
from wagtail.signals import page_published

from orgs.models import User
from orgs.queries import owner_of
from orgs.services import editing
from polku.base.bin import SLUG
from polku.content.upkeep import queries
from polku.content.upkeep.models import Bin, BinnedPage, Deletion
from polku.content.upkeep.rules.bin import KEPT


class NotPossible(Exception):
    """The page cannot be deleted or taken back; `str()` is a translated sentence."""


@transaction.atomic
def to_bin(user: User | None, page: Page) -> Deletion:
    """Delete a page with all below it, and an original with its translations; they can be taken
    back for `rules.bin.KEPT`.

    No user means the system. Raises PermissionDenied where Wagtail would not let the user delete
    the page, and NotPossible for the first page of a site.
    """
    bin_page = _bin()  # its lock lets one deletion or restoration at a time move pages
    page = Page.objects.get(pk=page.pk)
    if user and not page.permissions_for_user(user).can_delete():
        raise PermissionDenied
    going = [page, *queries.bin.goes_along(user, page)]
    if any(_holds_first_page(each) for each in going):
        raise NotPossible(_("The first page of the site cannot be deleted."))
    if page.pk == bin_page.pk or page.is_descendant_of(bin_page):
        raise NotPossible(_("This page was deleted already."))
    deletion = Deletion.objects.create(
        title=page.title,
        organisation=owner_of(page),
        deleted_at=timezone.now(),
        deleted_by=user,
    )
    for gone in going:
        _put_away(deletion, gone.pk, user)
    return deletion


def _holds_first_page(page: Page) -> bool:
    return Site.objects.filter(root_page__in=page.get_descendants(inclusive=True)).exists()


@transaction.atomic
def restore(user: User | None, deletion: Deletion) -> list[Page]:
    """Take back what was deleted in one act; returns the pages that lie directly at their places.

    What was live is live again with its published facts, if the user may publish there; else it
    comes back as a draft. No user means the system. Raises PermissionDenied where the deletion is
    not the user's to take back, and NotPossible where it is gone or has no place to go to.
    """
    _bin()
    found = Deletion.objects.filter(pk=deletion.pk).first()
    if found is None:
        raise NotPossible(_("This page is there again, or was deleted for good."))
    if user and not queries.bin.deletions_for(user).filter(pk=found.pk).exists():
        raise PermissionDenied
    back = [
        _bring_back(binned, user)
        for binned in found.pages.select_related("deletion", "page", "parent").order_by("pk")
    ]
    found.delete()
    if found.organisation and found.organisation.editors_id:
        # Its people, or its way of publishing, may have changed meanwhile.
        editing.set_up(found.organisation)
    return back


def purge(*, now: datetime | None = None) -> int:
    """Delete for good what has lain in the bin long enough, each deletion in a transaction of its
    own; returns their number."""
    before = (now or timezone.now()) - KEPT
    number = 0
    for key in list(Deletion.objects.filter(deleted_at__lt=before).values_list("pk", flat=True)):
        with transaction.atomic():
            _bin()
            deletion = Deletion.objects.filter(pk=key).first()
            if deletion is None:  # taken back a moment ago
                continue
            for binned in deletion.pages.select_related("page"):
                _destroy(binned.page)
            deletion.delete()
            number += 1
    return number


def _destroy(page: Page) -> None:
    """Wagtail forgets what linked to a page that goes, though the links are still there; they are
    noted again, so that the report of broken links has them."""
    linking = queries.links.leading_to(page)
    page.specific.delete()
    for other in linking:
        ReferenceIndex.create_or_update_for_object(other.specific)


def _bin() -> Bin:
    """The bin, locked for this transaction; made when it is first needed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('upkeep:bin', 0))")
    found = Bin.objects.filter(depth=2).first()
    if found is None:
        root = Page.get_first_root_node()
        found = root.add_child(instance=Bin(title="Bin", slug=SLUG, live=False))
    return found


def _put_away(deletion: Deletion, key: int, user: User | None) -> None:
    page = Page.objects.get(pk=key)
    parent = page.get_parent()
    below = list(page.get_descendants(inclusive=True).order_by("path"))
    keys = [each.pk for each in below]
    with_aliases = [*below, *Page.objects.filter(alias_of__in=keys).exclude(pk__in=keys)]
    rights = GroupPagePermission.objects.filter(page__in=keys)
    BinnedPage.objects.create(
        deletion=deletion,
        page=page,
        parent=parent,
        position=parent.get_children().filter(path__lt=page.path).count(),
        slug=page.slug,
        state=_state(with_aliases),
        rights=[list(row) for row in rights.values_list("group", "page", "permission")],
    )
    # Rights at a page go along with it, and would show it to its editors in the bin.
    rights.delete()
    for waiting in WorkflowState.objects.active().filter(**_objects(keys)):
        waiting.cancel(user=user)
    for each in reversed(below):
        if each.live:
            each.specific.unpublish(user=user)
    Revision.objects.filter(**_objects(keys)).update(approved_go_live_at=None)
    Page.objects.filter(pk=key).update(slug=f"{key}-{page.slug}"[:255])
    _move(key, _bin(), "last-child", user)
    log(instance=page.specific, action="upkeep.bin", user=user)


def _state(pages: list[Page]) -> dict:
    """How each page stands that is live or will be."""
    by_key = {str(page.pk): page for page in pages}
    state = {
        key: {
            "live_revision": page.live_revision_id,
            "has_unpublished_changes": page.has_unpublished_changes,
        }
        for key, page in by_key.items()
        if page.live
    }
    scheduled = Revision.objects.filter(
        **_objects([page.pk for page in pages]), approved_go_live_at__isnull=False
    )
    for revision in scheduled:
        planned = state.setdefault(revision.object_id, {}).setdefault("scheduled", {})
        planned[str(revision.pk)] = revision.approved_go_live_at.isoformat()
    return state


def _bring_back(binned: BinnedPage, user: User | None) -> Page:
    key = binned.page_id
    parent = queries.bin.place_for(binned)
    if parent is None:
        raise NotPossible(
            _("The page above “%(title)s” is gone. Take that one back first.")
            % {"title": binned.page.title}
        )
    Page.objects.filter(pk=key).update(slug=_free_slug(binned.slug, parent))
    after = list(parent.get_children()[binned.position : binned.position + 1])
    if after and parent.pk == binned.parent_id:
        _move(key, after[0], "left", user)
    else:
        _move(key, Page.objects.get(pk=parent.pk), "last-child", user)
    _give_rights(binned.rights)
    # What the account may do hangs on rights that have just come back.
    user = user and User.objects.get(pk=user.pk)
    state = binned.state
    for page in Page.objects.filter(pk__in=map(int, state)).order_by("path"):
        if user is None or page.permissions_for_user(user).can_publish():
            _revive(page, state[str(page.pk)])
    page = Page.objects.get(pk=key)
    log(instance=page.specific, action="upkeep.restore", user=user)
    return page


def _revive(page: Page, before: dict) -> None:
    """Live as it was, not published anew: what readers saw is what they see again."""
    if "live_revision" in before:
        page = page.specific
        page.live = True
        page.live_revision_id = before["live_revision"]
        page.has_unpublished_changes = before["has_unpublished_changes"]
        page.save(clean=False)
        page_published.send(
            sender=type(page), instance=page, revision=page.live_revision, is_restored=True
        )
    for revision, planned in before.get("scheduled", {}).items():
        Revision.objects.filter(pk=revision).update(approved_go_live_at=parse_datetime(planned))


def _give_rights(rows: list) -> None:
    groups = set(Group.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", flat=True))
    GroupPagePermission.objects.bulk_create(
        (
            GroupPagePermission(group_id=group, page_id=page, permission_id=permission)
            for group, page, permission in rows
            if group in groups
        ),
        ignore_conflicts=True,
    )


def _free_slug(slug: str, parent: Page) -> str:
    """The slug it had; where another page has taken that since, one like it."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    candidates = [slug, *(f"{slug[:250]}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in candidates if name not in taken)


def _move(key: int, target: Page, position: str, user: User | None) -> None:
    page = Page.objects.get(pk=key)
    MovePageAction(page, target, pos=position, user=user).execute(skip_permission_checks=True)


def _objects(keys: list[int]) -> dict:
    """Pages as revisions and workflows name them."""
    return {
        "base_content_type": get_default_page_content_type(),
        "object_id__in": [str(key) for key in keys],
    }
