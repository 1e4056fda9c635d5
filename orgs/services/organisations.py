"""Founding organisations and changing who belongs to them."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Locale, Page, Site

from orgs.models import Area, Membership, Organisation, OrganisationKind, OrganisationPage, User

from . import editing


@transaction.atomic
def found_organisation(
    *,
    name: str,
    slug: str,
    kind: OrganisationKind,
    language: str,
    areas: Iterable[Area] = (),
    business_id: str | None = None,
    contact_email: str = "",
    contact_phone: str = "",
) -> Organisation:
    """A new organisation with its editors' group and collection; its page is made apart.

    Raises ValidationError with a message for each field that is wrong.
    """
    organisation = Organisation(
        name=name,
        slug=slug,
        kind=kind,
        language=language,
        business_id=business_id,
        contact_email=contact_email,
        contact_phone=contact_phone,
    )
    organisation.full_clean()
    organisation.save()
    organisation.areas.set(areas)
    editing.set_up(organisation)
    return organisation


@transaction.atomic
def make_page(*, organisation: Organisation, language: str, live: bool = True) -> OrganisationPage:
    """The organisation's page in its first language, below the home page of that language.

    Pages in other languages come from translating this one; rights on them follow by themselves.
    Raises Page.DoesNotExist where the site has no home page in the language.
    """
    home = _home_in(language)
    page = OrganisationPage(
        title=organisation.name,
        slug=organisation.slug,
        organisation=organisation,
        locale=home.locale,
        live=live,
    )
    home.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    editing.set_up(organisation)
    return page


@transaction.atomic
def add_member(*, organisation: Organisation, user: User, role: str) -> Membership:
    membership, _made = Membership.objects.get_or_create(
        organisation=organisation, user=user, role=role
    )
    editing.follow_membership(user, organisation)
    return membership


@transaction.atomic
def remove_member(*, organisation: Organisation, user: User, role: str) -> None:
    Membership.objects.filter(organisation=organisation, user=user, role=role).delete()
    editing.follow_membership(user, organisation)


def _home_in(language: str) -> Page:
    root = Site.objects.get(is_default_site=True).root_page
    return Page.objects.get(
        translation_key=root.translation_key,
        locale=Locale.objects.get(language_code=language),
    )
