"""Where an activity is put that is written in a language: below its organisation's page in it."""

from wagtail.models import Locale

from activities.models import ActivityPage
from orgs.access import Actor
from orgs.models import OrganisationPage
from orgs.services import organisations
from polku.base import languages
from polku.content.models import HomePage

from .writing import NotAllowed


def languages_to_write(actor: Actor) -> list[str]:
    """The languages in which the actor's organisation can write: those in which the site has a home
    page. The actor's own comes first, since one writes best in it, then the organisation's."""
    there = set(
        HomePage.objects.filter(alias_of__isnull=True).values_list(
            "locale__language_code", flat=True
        )
    )
    codes = [code for code in languages.offered() if code in there]
    first = [actor.user.language, actor.organisation.language]
    return sorted(codes, key=lambda code: first.index(code) if code in first else len(first))


def new_page(actor: Actor, language: str) -> ActivityPage:
    """An activity in a language, with what the organisation knows already; it is not saved."""
    organisation = actor.organisation
    places = list(organisation.areas.filter(kind="municipality")[:2])
    return ActivityPage(
        locale=Locale.objects.get(language_code=language),
        languages=[language],
        municipality=places[0] if len(places) == 1 else None,
        contact_email=organisation.contact_email,
        contact_phone=organisation.contact_phone,
    )


def parent_in(actor: Actor, language: str) -> OrganisationPage:
    """The page of the actor's organisation in a language; where there is none yet it is made, not
    live, from the one in another language.

    Raises NotAllowed for a language in which nobody can write.
    """
    if language not in languages_to_write(actor):
        raise NotAllowed
    pages = OrganisationPage.objects.filter(organisation=actor.organisation)
    if page := pages.filter(locale__language_code=language, alias_of__isnull=True).first():
        return page
    if first := pages.filter(alias_of__isnull=True).order_by("pk").first():
        copy = first.copy_for_translation(Locale.objects.get(language_code=language))
        return OrganisationPage.objects.get(pk=copy.pk)
    return organisations.make_page(organisation=actor.organisation, language=language, live=False)
