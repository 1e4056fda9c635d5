"""The desk before very many texts: as many queries as before few, whoever asks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.roles import sign_in
from tests.factories import orgs
from tests.translation.many_texts import LANGUAGES, Texts

pytestmark = pytest.mark.django_db
FEW, MANY = 300, 3_000
MOST = 15
QUERIES = (
    "",
    "?state=outdated",
    "?language=so&order=wishes",
    "?organisation={organisation}&words=Text+12",
    "?organisation=0",
)


def asked(client, address: str) -> int:
    """How many queries a page costs."""
    assert client.get(address).status_code == 200  # what processes remember
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


@pytest.mark.large
def test_it_asks_as_often_before_three_thousand_texts_as_before_three_hundred(
    service, record_property
):
    """With a service that translates, whose budget is shown."""
    # Rows that will be rolled back have no statistics, and without them PostgreSQL takes a loop in
    # a loop for cheap.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute("SET LOCAL statement_timeout = '60s'")
    texts = Texts()
    people = {
        "a site editor": orgs.site_editor(language="en"),
        "an organisation's editor": texts.editor(),
    }
    addresses = [
        "/cms/translations/" + query.format(organisation=texts.organisation.pk) for query in QUERIES
    ]
    counts = {}
    browsers = {who: Client() for who in people}
    for who, user in people.items():
        sign_in(browsers[who], user)
    for number in (FEW, MANY):
        texts.grow(number)
        for who, client in browsers.items():
            counts[who, number] = [asked(client, address) for address in addresses]
    for who in people:
        assert counts[who, FEW] == counts[who, MANY]
        assert max(counts[who, MANY]) <= MOST
        record_property(
            "count",
            f"{max(counts[who, FEW])} queries of the translation desk for {who} at {FEW} texts × "
            f"{len(LANGUAGES)} languages, {max(counts[who, MANY])} at {MANY}",
        )
