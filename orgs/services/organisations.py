"""Founding, changing, closing and reopening organisations, and who belongs to them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Site

from orgs.happenings import tell
from orgs.models import (
    Area,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationPage,
    PublishingMode,
    User,
)
from polku.base.bin import without_bin

from . import editing, reviewing


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
    publishing: PublishingMode = PublishingMode.TRUSTED,
    machine_words: int | None = None,
    by: User | None = None,
) -> Organisation:
    """A new organisation with its groups, workflow, collection and, where the site has a home page
    in its language, its page, which is not public before its people publish it.

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
        publishing=publishing,
        machine_words=machine_words,
    )
    organisation.full_clean()
    organisation.save()
    organisation.areas.set(areas)
    editing.set_up(organisation)
    if _home_in(language):
        make_page(organisation=organisation, language=language, live=False)
    tell("organisation.founded", organisation, by=by)
    return organisation


@transaction.atomic
def make_page(*, organisation: Organisation, language: str, live: bool = True) -> OrganisationPage:
    """The organisation's page in its first language, below the home page of that language; the one
    that is there, where there is one.

    Pages in other languages come from translating this one; rights on them follow by themselves.
    Raises Page.DoesNotExist where the site has no home page in the language.
    """
    page = without_bin(
        OrganisationPage.objects.filter(organisation=organisation, locale__language_code=language)
    ).first()
    if page is None:
        home = _home_in(language)
        if home is None:
            raise Page.DoesNotExist(f"There is no home page in {language}.")
        page = OrganisationPage(
            title=organisation.name,
            slug=organisation.slug,
            organisation=organisation,
            locale=home.locale,
            live=False,
        )
        home.add_child(instance=page)
        page.save_revision()
    if live and not page.live:
        page.get_latest_revision().publish()
        page.refresh_from_db()
    return page


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    areas: Iterable[Area] | None = None,
    by: User | None = None,
    **changes,
) -> Organisation:
    """Change fields of the organisation, such as `name`, `publishing` or `contact_email`.

    Raises ValidationError with a message for each field that is wrong.
    """
    for field, value in changes.items():
        setattr(organisation, field, value)
    organisation.full_clean()
    organisation.save()
    if areas is not None:
        organisation.areas.set(areas)
    editing.set_up(organisation)
    tell("organisation.changed", organisation, by=by)
    return organisation


@transaction.atomic
def close_organisation(
    *, organisation: Organisation, by: User | None = None, on: date | None = None
) -> None:
    """Its people have no rights from now on, its pages are unpublished with all below them, and
    what waited for approval waits no more. Other rooms hear of it as `organisation.closed`."""
    organisation = _locked(organisation)
    if organisation.closed_on:
        return
    pages = list(OrganisationPage.objects.filter(organisation=organisation))
    for state in reviewing.waiting_below(pages):
        state.cancel(user=by)
    for page in pages:
        _unpublish(page, by)
    organisation.closed_on = on or timezone.localdate()
    organisation.save(update_fields=["closed_on"])
    editing.set_up(organisation)
    tell("organisation.closed", organisation, by=by)


@transaction.atomic
def reopen_organisation(*, organisation: Organisation, by: User | None = None) -> None:
    """Its people have their rights again; they publish its pages again themselves."""
    organisation = _locked(organisation)
    if not organisation.closed_on:
        return
    organisation.closed_on = None
    organisation.save(update_fields=["closed_on"])
    editing.set_up(organisation)
    tell("organisation.reopened", organisation, by=by)


@transaction.atomic
def add_member(
    *, organisation: Organisation, user: User, role: str, by: User | None = None
) -> Membership:
    membership, made = Membership.objects.get_or_create(
        organisation=organisation, user=user, role=role
    )
    if made:
        editing.follow_membership(user, organisation)
        tell("organisation.role_given", organisation, by=by, subject=user, role=role)
    return membership


@transaction.atomic
def remove_member(
    *, organisation: Organisation, user: User, role: str, by: User | None = None
) -> None:
    gone, _by_model = Membership.objects.filter(
        organisation=organisation, user=user, role=role
    ).delete()
    if gone:
        editing.follow_membership(user, organisation)
        tell("organisation.role_taken", organisation, by=by, subject=user, role=role)


def _locked(organisation: Organisation) -> Organisation:
    """The caller's own object, as the database has it now."""
    organisation.refresh_from_db(
        from_queryset=Organisation.objects.select_for_update(no_key=True, of=["self"])
    )
    return organisation


def _unpublish(page: OrganisationPage, by: User | None) -> None:
    for live in page.get_descendants(inclusive=True).live().specific():
        # Closing is an act on the organisation: it asks for no right on its pages.
        UnpublishPageAction(live, user=by).execute(skip_permission_checks=True)


def _home_in(language: str) -> Page | None:
    root = Site.objects.get(is_default_site=True).root_page
    return (
        Page.objects.filter(
            translation_key=root.translation_key,
            locale__language_code=language,
            depth__gt=1,
        )
        .select_related("locale")
        .first()
    )
