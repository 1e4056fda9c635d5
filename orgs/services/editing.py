"""Who may write and publish what: people of an organisation have rights on its own pages, pictures
and files, in every language, and nowhere else.

`set_up` says what belongs to an organisation and brings it about, whatever was there before; every
service that changes something ends in it, and `check` proves that nothing was overlooked.
"""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupPagePermission, Workflow

from orgs.models import Organisation, OrganisationPage, PublishingMode, Role, User
from polku.base.bin import is_binned, without_bin

from . import reviewing, rights, sharing, site_editors


@transaction.atomic
def set_up(organisation: Organisation) -> list[str]:
    """Give the organisation its groups, collection and workflow, and each of them what it is to
    have; a closed organisation's have nothing. Returns what differed."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    differed = [*_found_parts(organisation), *_align_names(organisation)]
    if _align_members(organisation):
        differed.append("members")
    for group in _groups(organisation):
        if rights.align_group(group, () if organisation.closed_on else rights.ADMIN):
            differed.append(f"rights of {group.name}")
    pages = list(without_bin(OrganisationPage.objects.filter(organisation=organisation)))
    if rights.align_pages(_page_rights(organisation, pages)):
        differed.append("rights on pages")
    groups = _groups(organisation)
    open_to = [] if organisation.closed_on else groups
    if rights.align_collection(organisation.collection, open_to, groups):
        differed.append("rights on pictures and files")
    if rights.align_collection(sharing.collection(), open_to, groups, rights.CHOOSE):
        differed.append("rights on pictures and files for everyone")
    if reviewing.align_own(organisation):
        differed.append("approvers")
    if reviewing.assign(organisation, pages):
        differed.append("workflow")
    return differed


def follow_membership(user: User, organisation: Organisation) -> None:
    """Bring the user into the groups of the organisation or out of them, as their roles say."""
    if organisation.editors is None:
        return
    roles = set(user.memberships.filter(organisation=organisation).values_list("role", flat=True))
    for role, group in _group_by_role(organisation).items():
        if role in roles and not organisation.closed_on:
            user.groups.add(group)
        else:
            user.groups.remove(group)
    reviewing.align_own(organisation)


def follow_page(page: OrganisationPage) -> None:
    """After a page was made or saved: its translations belong to the same organisation, groups of
    others lose their rights on it, and those of its organisation get them."""
    owner = page.organisation
    if owner.editors_id is None or is_binned(page):
        return
    for other in OrganisationPage.objects.filter(translation_key=page.translation_key).exclude(
        organisation=owner
    ):
        _hand_over(other, owner)
    having = set(
        GroupPagePermission.objects.filter(page=page.pk).values_list("group_id", flat=True)
    )
    own = set() if owner.closed_on else {owner.editors_id, owner.publishers_id}
    if foreign := having - own:
        for other in Organisation.objects.filter(
            Q(editors__in=foreign) | Q(publishers__in=foreign)
        ).exclude(pk=owner.pk):
            set_up(other)
    if foreign or not own <= having:
        set_up(owner)


def _hand_over(page: OrganisationPage, owner: Organisation) -> None:
    """With its latest draft, which would give it back once it is published."""
    page.organisation = owner
    page.save()
    if revision := page.latest_revision:
        revision.content["organisation"] = owner.pk
        revision.save(update_fields=["content"])


def check(*, repair: bool = False) -> Iterator[tuple[str, list[str]]]:
    """(who, what differs) for site editors and each organisation whose rights are not as they
    should be. The check is a `set_up` that is taken back unless `repair` is set, so that it cannot
    overlook what that would do."""
    yield from _checked("site", site_editors.set_up, repair)
    for organisation in Organisation.objects.order_by("pk"):
        yield from _checked(organisation.slug, lambda o=organisation: set_up(o), repair)


def _checked(name: str, act, repair: bool) -> Iterator[tuple[str, list[str]]]:
    with transaction.atomic():
        differed = act()
        if not repair:
            transaction.set_rollback(True)
    if differed:
        yield name, differed


def _found_parts(organisation: Organisation) -> list[str]:
    """Make what the organisation lacks; returns the names of those parts."""
    made = []
    for part in ("editors", "publishers"):
        if getattr(organisation, part) is None:
            setattr(organisation, part, Group.objects.create(name=_group_name(organisation, part)))
            made.append(part)
    if organisation.collection is None:
        root = Collection.get_first_root_node()
        organisation.collection = root.add_child(name=organisation.name)
        made.append("collection")
    if organisation.workflow is None:
        organisation.workflow = Workflow.objects.create(name=organisation.name)
        made.append("workflow")
    if made:
        organisation.save(update_fields=made)
    return [f"no {part}" for part in made]


def _align_names(organisation: Organisation) -> list[str]:
    differed = []
    wanted = {
        organisation.editors: _group_name(organisation, "editors"),
        organisation.publishers: _group_name(organisation, "publishers"),
        organisation.collection: organisation.name,
    }
    for part, name in wanted.items():
        if part.name != name:
            differed.append(f"name of {part.name}")
            part.name = name
            part.save(update_fields=["name"])
    return differed


def _align_members(organisation: Organisation) -> bool:
    differed = False
    for role, group in _group_by_role(organisation).items():
        wanted = set()
        if not organisation.closed_on:
            wanted = set(
                User.objects.filter(memberships__organisation=organisation, memberships__role=role)
            )
        if set(group.user_set.all()) != wanted:
            group.user_set.set(wanted)
            differed = True
    return differed


def _page_rights(organisation: Organisation, pages: list[OrganisationPage]) -> dict:
    """Nobody of a reviewed organisation publishes, nobody of a closed one does anything."""
    if organisation.closed_on:
        pages = []
    reviewed = organisation.publishing == PublishingMode.REVIEWED
    return {
        organisation.editors: {page.pk: rights.WRITE for page in pages},
        organisation.publishers: {
            page.pk: rights.WRITE if reviewed else rights.PUBLISH for page in pages
        },
    }


def _group_by_role(organisation: Organisation) -> dict[str, Group]:
    return {Role.EDITOR: organisation.editors, Role.PUBLISHER: organisation.publishers}


def _groups(organisation: Organisation) -> list[Group]:
    return [organisation.editors, organisation.publishers]


def _group_name(organisation: Organisation, part: str) -> str:
    return f"{organisation.name[:100]} ({organisation.pk}): {part}"
