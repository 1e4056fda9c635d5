"""Who may edit what: the editors of an organisation have rights on its own pages, pictures and
files, in every language, and nowhere else."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from orgs.models import Organisation, OrganisationPage, Role, User

_PAGE_RIGHTS = ("add", "change", "publish")
# Wagtail asks for the rights of its own models, whichever models take their place.
_COLLECTION_RIGHTS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
_GLOBAL_RIGHTS = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")


def set_up(organisation: Organisation) -> None:
    """Give the organisation its group of editors and its collection; what is there stays."""
    if organisation.editors is None:
        organisation.editors = Group.objects.create(
            name=f"{organisation.name[:100]} ({organisation.pk}): editors"
        )
        organisation.editors.permissions.set(_permissions(_GLOBAL_RIGHTS))
    if organisation.collection is None:
        organisation.collection = Collection.get_first_root_node().add_child(name=organisation.name)
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(
                group=organisation.editors,
                collection=organisation.collection,
                permission=permission,
            )
            for permission in _permissions(_COLLECTION_RIGHTS)
        )
    organisation.save(update_fields=["editors", "collection"])
    for page in OrganisationPage.objects.filter(organisation=organisation):
        grant_page(organisation, page)
    for user in User.objects.filter(
        memberships__organisation=organisation, memberships__role=Role.EDITOR
    ):
        user.groups.add(organisation.editors)


def grant_page(organisation: Organisation, page: Page) -> None:
    """Editors of the organisation may add, change and publish at this page and below it."""
    for permission in _page_permissions():
        GroupPagePermission.objects.get_or_create(
            group=organisation.editors, page_id=page.pk, permission=permission
        )


def follow_membership(user: User, organisation: Organisation) -> None:
    """Bring the user into the group of editors or out of it, as their roles say."""
    if organisation.editors is None:
        return
    if user.memberships.filter(organisation=organisation, role=Role.EDITOR).exists():
        user.groups.add(organisation.editors)
    else:
        user.groups.remove(organisation.editors)


def _page_permissions() -> list[Permission]:
    return list(
        Permission.objects.filter(
            content_type__app_label="wagtailcore",
            content_type__model="page",
            codename__in=[f"{right}_page" for right in _PAGE_RIGHTS],
        )
    )


def _permissions(names: tuple[str, ...]) -> list[Permission]:
    found = []
    for name in names:
        app_label, codename = name.split(".")
        found.append(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    return found
