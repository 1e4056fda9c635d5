"""Nobody publishes by way of a translation what they may not publish."""

from django.db import connection
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Page

from tests.access.cms.roles import Role
from tests.access.cms.world import World


def _translated(world: World) -> Page:
    return Page.objects.get(pk=world.keys["translated"])


def test_not_while_bringing_it_up_to_date(untouched: World):
    address = reverse("wagtail_localize:update_translations", args=[untouched.keys["source"]])

    def publishes(role: Role) -> bool:
        with TestCase.captureOnCommitCallbacks(using=connection.alias, execute=True):
            answer = untouched.visitor(role).post(address, {"publish_translations": "on"})
        assert answer.status_code == 302
        return _translated(untouched).live

    offered = untouched.visitor(Role.EDITOR_C).get(address)
    assert "Publish immediately" not in offered.content.decode()
    assert publishes(Role.EDITOR_C) is False
    assert publishes(Role.SITE_EDITOR) is True


def test_not_by_putting_an_alias_in_its_place(untouched: World):
    address = reverse("wagtail_localize:convert_to_alias", args=[untouched.keys["translated"]])
    assert untouched.visitor(Role.EDITOR_C).post(address).status_code == 404
    assert _translated(untouched).alias_of is None
    assert untouched.visitor(Role.SITE_EDITOR).post(address).status_code == 302
    assert _translated(untouched).alias_of_id == untouched.keys["live"]
