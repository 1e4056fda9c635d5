"""Each kind of page shows what it is for."""

import pytest

from tests.factories import content, orgs

pytestmark = pytest.mark.django_db


def _text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_kind_opens(client):
    town = orgs.organisation("municipality")
    town.areas.add(orgs.area("837"))
    page = content.organisation_page(town)
    guide = content.guide_page(slug="opas", body=[("own_municipality", {"heading": ""})])
    made = [
        content.news_page(page),
        content.guidance_point(page),
        content.topic_page(page),
        content.local_guide_page(town, guide, orgs.area("837")),
        content.form_page(town),
        page,
        guide,
    ]
    for one in made:
        assert one.title in _text(client, one.url)
    _text(client, "/fi/news/")
    _text(client, "/fi/")
