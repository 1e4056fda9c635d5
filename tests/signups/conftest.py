"""An association whose activities one signs up for."""

import pytest

from tests.factories import content, orgs


@pytest.fixture
def house():
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")
