"""An association that people of "my activities" write for."""

import pytest

from tests.activities.my_activities import association, member, signed_in


@pytest.fixture
def hooyo():
    return association()


@pytest.fixture
def fadumo(hooyo):
    """Publishes in a trusted association."""
    return signed_in(member(hooyo))
