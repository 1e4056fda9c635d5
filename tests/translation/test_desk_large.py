"""The desk before very many texts: as many queries as before few."""

from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import orgs
from tests.translation.many_texts import LANGUAGES, Texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
FEW, MANY = 300, 3_000
MOST = 15


def asked(client, address: str) -> tuple[int, float]:
    """How many queries a page costs, and seconds."""
    assert client.get(address).status_code == 200  # what processes remember
    began = perf_counter()
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken), perf_counter() - began


@pytest.mark.large
def test_it_asks_as_often_before_three_thousand_texts_as_before_three_hundred(
    client, record_property
):
    texts = Texts()
    addresses = {
        role: f"/cms/translations/{query}"
        for role, query in (
            ("all", ""),
            ("outdated", "?state=outdated"),
            ("Somali", "?language=so&order=wishes"),
            ("organisation", f"?organisation={texts.organisation.pk}&words=Text+12"),
            ("the site's own", "?organisation=0"),
        )
    }
    client.force_login(orgs.site_editor(language="en"))
    counts = {}
    for number in (FEW, MANY):
        texts.grow(number)
        counts[number] = {name: asked(client, address) for name, address in addresses.items()}
    few, many = ({name: one[0] for name, one in each.items()} for each in counts.values())
    assert few == many
    assert max(many.values()) <= MOST
    record_property(
        "count",
        f"{max(few.values())} queries of the translation desk at {FEW} texts × {len(LANGUAGES)} "
        f"languages, {max(many.values())} at {MANY}",
    )
    print(counts)
    assert 0
