"""Founding an organisation: one call, and its people can begin."""

import pytest
from django.core.exceptions import ValidationError

from orgs.models import Organisation, OrganisationPage
from orgs.services import editing, organisations
from polku.record.models import AuditEntry, OutboxEvent
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return content.site_tree(["fi", "sv"])


def _found(name: str = "Aamu", **fields) -> Organisation:
    return organisations.found_organisation(
        **{"name": name, "slug": name.lower(), "kind": "association", "language": "fi"} | fields
    )


def test_one_call_founds_all_that_its_people_need(site):
    organisation = _found()
    page = organisation.pages.get()
    assert page.get_parent().specific == site["fi"]
    assert (page.live, page.title, page.slug) == (False, "Aamu", "aamu")
    assert page.get_workflow() == organisation.workflow
    assert organisation.collection.name == "Aamu"
    assert {organisation.editors, organisation.publishers} == {
        right.group for right in page.group_permissions.all()
    }
    assert list(editing.check()) == []


def test_its_page_is_made_where_the_site_has_its_language(site):
    assert _found("Aamu", language="sv").pages.get().locale.language_code == "sv"
    assert not _found("Ilta", language="so").pages.exists()
    assert list(editing.check()) == []


def test_its_page_is_made_once(site):
    organisation = _found()
    page = organisations.make_page(organisation=organisation, language="fi")
    assert page.live
    assert OrganisationPage.objects.get() == page


def test_a_wrong_number_and_a_name_that_is_taken_are_told(site):
    _found()
    with pytest.raises(ValidationError) as error:
        _found("Toinen", slug="aamu", business_id="1234567-8")
    assert set(error.value.message_dict) == {"slug", "business_id"}
    assert Organisation.objects.count() == 1


def test_founding_is_recorded(site):
    by = orgs.user()
    organisation = _found(by=by)
    entry = AuditEntry.objects.get(verb="organisation.founded")
    assert (entry.user_id, entry.organisation_id) == (by.pk, organisation.pk)
    assert OutboxEvent.objects.get(kind="organisation.founded").facts == {"by": by.pk}
