"""The plain form asks for everything that can be said of an activity."""

import pytest

from activities.forms.groups import GROUPS, TEXTS
from activities.models import ActivityPage, Facts
from tests.activities.my_activities import NEW, association, member, signed_in


def test_each_fact_and_text_is_in_one_group():
    asked = [name for group in GROUPS for name in group.fields]
    assert len(asked) == len(set(asked))
    own = {field.name for field in ActivityPage._meta.local_fields} - {"page_ptr", "body"}
    assert (set(Facts.fact_names()) | set(TEXTS) | own) - set(asked) == set()


@pytest.mark.django_db
def test_each_of_them_is_shown(settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    said = signed_in(member(association())).get(NEW).content.decode()
    missing = [n for group in GROUPS for n in group.fields if f'name="{n}"' not in said]
    # Nothing to take away as long as there is no picture.
    assert missing == ["remove_picture"]
