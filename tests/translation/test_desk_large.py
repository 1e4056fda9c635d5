"""The desk before very many texts: as many queries as before few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import orgs
from tests.translation.many_texts import LANGUAGES, Texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
FEW, MANY = 300, 3_000
MOST = 15


def asked(client, address: str) -> int:
    """How many queries a page costs."""
    assert client.get(address).status_code == 200  # what processes remember
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


@pytest.mark.large
def test_it_asks_as_often_before_three_thousand_texts_as_before_three_hundred(
    client, record_property
):
    # Rows that will be rolled back have no statistics, and without them PostgreSQL takes a loop in
    # a loop for cheap.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute("SET LOCAL statement_timeout = '60s'")
    texts = Texts()
    queries = (
        "",
        "?state=outdated",
        "?language=so&order=wishes",
        f"?organisation={texts.organisation.pk}&words=Text+12",
        "?organisation=0",
    )
    client.force_login(orgs.site_editor(language="en"))
    counts = {}
    for number in (FEW, MANY):
        texts.grow(number)
        counts[number] = [asked(client, f"/cms/translations/{query}") for query in queries]
    assert counts[FEW] == counts[MANY]
    assert max(counts[MANY]) <= MOST
    record_property(
        "count",
        f"{max(counts[FEW])} queries of the translation desk at {FEW} texts × {len(LANGUAGES)} "
        f"languages, {max(counts[MANY])} at {MANY}",
    )
