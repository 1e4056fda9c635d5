"""Names and sets of rights of Wagtail, as the groups of organisations and of the site have them."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

WRITE = ("add_page", "change_page")
PUBLISH = (*WRITE, "publish_page", "lock_page")
ALL_OF_PAGES = (*PUBLISH, "unlock_page", "bulk_delete_page")
# Wagtail asks for the rights of its own models, whichever models take their place.
LIBRARY = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
ADMIN = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")


def on_pages(codenames: Iterable[str]) -> list[Permission]:
    """The rights that a group can have at a page."""
    return list(
        Permission.objects.filter(
            content_type__app_label="wagtailcore",
            content_type__model="page",
            codename__in=codenames,
        )
    )


def named(names: Iterable[str]) -> list[Permission]:
    """Rights by names such as `orgs.add_organisation`; each of them must be there."""
    names = list(names)
    codenames = [name.partition(".")[2] for name in names]
    rights = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    found = {f"{right.content_type.app_label}.{right.codename}": right for right in rights}
    return [found[name] for name in names]


def align_group(group: Group, names: Iterable[str]) -> bool:
    """Give the group exactly these global rights; tells whether it had others."""
    wanted = set(named(names))
    if set(group.permissions.all()) == wanted:
        return False
    group.permissions.set(wanted)
    return True


def align_pages(wanted: dict[Group, dict[int, Iterable[str]]]) -> bool:
    """Give each group at each page (by its key) exactly these rights, and none at any other page;
    tells whether anything differed."""
    keys = {right.codename: right.pk for right in on_pages(ALL_OF_PAGES)}
    rows = {
        (group.pk, page, keys[codename])
        for group, pages in wanted.items()
        for page, codenames in pages.items()
        for codename in codenames
    }
    there = {
        (right.group_id, right.page_id, right.permission_id): right.pk
        for right in GroupPagePermission.objects.filter(group__in=wanted)
    }
    superfluous = [pk for row, pk in there.items() if row not in rows]
    missing = [row for row in rows if row not in there]
    if superfluous:
        GroupPagePermission.objects.filter(pk__in=superfluous).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group_id=group, page_id=page, permission_id=permission)
        for group, page, permission in missing
    )
    return bool(superfluous or missing)


def align_collection(
    collection: Collection,
    groups: Iterable[Group],
    of: Iterable[Group],
    names: Iterable[str] = LIBRARY,
) -> bool:
    """Let `groups` keep pictures and files in the collection (or only what `names` says), others
    among `of` not; tells whether anything differed."""
    rights = named(names)
    wanted = {(group.pk, right.pk) for group in groups for right in rights}
    there = {
        (right.group_id, right.permission_id): right.pk
        for right in GroupCollectionPermission.objects.filter(group__in=of, collection=collection)
    }
    superfluous = [pk for row, pk in there.items() if row not in wanted]
    missing = [row for row in wanted if row not in there]
    if superfluous:
        GroupCollectionPermission.objects.filter(pk__in=superfluous).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group_id=group, collection=collection, permission_id=permission)
        for group, permission in missing
    )
    return bool(superfluous or missing)
