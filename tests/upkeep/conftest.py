"""Two organisations with an activity each, and somebody who publishes for them."""

from dataclasses import dataclass

import pytest

from activities.models import ActivityPage
from orgs.models import Organisation, OrganisationPage, Role, User
from orgs.services import organisations
from tests.factories import activities, content, orgs


@dataclass
class House:
    """What one organisation has. `swedish`: the translation of its activity."""

    organisation: Organisation
    page: OrganisationPage
    publisher: User
    activity: ActivityPage
    swedish: ActivityPage


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False


def found(name: str, **fields) -> House:
    content.site_tree(["fi", "sv"])
    organisation = organisations.found_organisation(
        name=name, slug=name.lower(), kind="association", language="fi", **fields
    )
    page = organisations.make_page(organisation=organisation, language="fi")
    publisher = orgs.user(language="fi")
    organisations.add_member(organisation=organisation, user=publisher, role=Role.PUBLISHER)
    activity = activities.page(organisation, title=f"{name}kerho", slug="kerho")
    swedish = activities.translate(activity, "sv", title=f"{name}klubb", slug="klubb")
    return House(organisation, page, anew(publisher), activity, swedish)


def anew(user: User) -> User:
    """The account as the next request reads it: rights are kept on it for the length of one."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def aamu(db) -> House:
    return found("Aamu", contact_email="aamu@example.org")


@pytest.fixture
def ilta(db) -> House:
    return found("Ilta")
