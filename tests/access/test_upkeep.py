"""What waits for an editor, what is broken and what was deleted is their own organisation's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from polku.content.upkeep.models import Deletion, ExternalLink, LinkPlace, Review
from polku.content.upkeep.services import bin as bins
from tests.access.roles import Role
from tests.access.world import World

LISTS = ("/cms/", "/cms/upkeep/reviews/", "/cms/upkeep/links/", "/cms/upkeep/deleted/")


@pytest.fixture
def neglected(untouched: World) -> World:
    """The page of B and that of C are due, have a broken link, and were deleted in Arabic."""
    Review.objects.update(due_on=timezone.localdate())
    for letter in "BC":
        link = ExternalLink.objects.create(
            address=f"https://example.org/{letter}",
            digest=letter,
            host="example.org",
            next_check_at=timezone.now() + timedelta(days=1),
            reason=ExternalLink.Reason.MISSING,
            failed_first_on=timezone.localdate(),
            failed_days=3,
        )
        page = untouched.pages[letter]
        LinkPlace.objects.create(link=link, page=page, content_path="body.x")
        bins.to_bin(None, untouched.pages[f"{letter} in Arabic"])
    return untouched


@pytest.mark.parametrize("address", LISTS)
def test_editors_see_their_own_only(neglected: World, address: str):
    client = neglected.visitor(Role.RECEIVER_EDITOR)
    answer = client.get(address)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Birch" in shown
    assert "Cedar" not in shown and "example.org/C" not in shown
    assert neglected.flock.leaks(Role.RECEIVER_EDITOR, shown) == []


@pytest.mark.parametrize("address", LISTS)
def test_an_administrator_sees_all(neglected: World, address: str):
    """The counter-example: there is something to be seen."""
    shown = neglected.visitor(Role.SUPERUSER).get(address).content.decode()
    assert "Birch" in shown and "Cedar" in shown


def test_what_belongs_to_others_is_nowhere(neglected: World):
    client = neglected.visitor(Role.RECEIVER_EDITOR)
    deletion = Deletion.objects.get(organisation=neglected.organisations["C"])
    place = LinkPlace.objects.get(page=neglected.pages["C"])
    review = f"/cms/upkeep/reviews/{neglected.pages['C'].pk}/"
    missing = client.get("/cms/upkeep/reviews/999999/")
    assert missing.status_code == 404
    for address in (
        f"/cms/upkeep/deleted/{deletion.key}/",
        f"/cms/upkeep/links/{place.pk}/works/",
        review,
    ):
        assert client.post(address, {"right": ""}).status_code == 404, address
    assert client.get(review).content == missing.content
    place.refresh_from_db()
    assert place.works_since is None
    assert Deletion.objects.filter(pk=deletion.pk).exists()
    assert Review.objects.get(page=neglected.pages["C"]).due_on == timezone.localdate()


def test_their_own_they_look_after(neglected: World):
    client = neglected.visitor(Role.RECEIVER_EDITOR)
    deletion = Deletion.objects.filter(organisation=neglected.organisations["B"]).latest("pk")
    place = LinkPlace.objects.get(page=neglected.pages["B"])
    review = f"/cms/upkeep/reviews/{neglected.pages['B'].pk}/"
    assert client.get(review).status_code == 200
    for address in (
        f"/cms/upkeep/deleted/{deletion.key}/",
        f"/cms/upkeep/links/{place.pk}/works/",
        review,
    ):
        assert client.post(address, {"right": ""}).status_code == 302, address
