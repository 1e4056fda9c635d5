"""Wagtail's admin as a part of Polku."""

import pytest
from django.test import Client

from tests.access.roles import add_second_factor, session_of
from tests.factories import orgs


@pytest.mark.django_db
def test_the_admin_carries_the_mark_of_polku():
    user = orgs.user(language="en", is_superuser=True, is_staff=True)
    add_second_factor(user)
    administrator = Client()
    administrator.cookies["polku_session"] = session_of(user)
    page = administrator.get("/cms/").content.decode()
    assert "polku/mark" in page.partition("data-wagtail-sidebar-branding-logo")[2][:200]
    assert '<link rel="icon" href="/static/polku/mark' in page
    assert "wagtailadmin/images/favicon" not in page
    assert "Polku</title>" in page
    lost = administrator.get("/cms/nothing-here/").content.decode()
    assert 'page404__logo"><img src="/static/polku/mark' in lost
