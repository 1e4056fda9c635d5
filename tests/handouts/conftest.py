"""Handouts as a reader gets them: asked for, drawn by the worker, fetched."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from activities.handouts.tasks import draw_handout
from tests.factories import content, orgs
from tests.factories.jobs import run_waiting


@pytest.fixture
def house(db):
    content.site_tree(["fi", "en", "ar", "so", "zh-hans"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def fetch(client):
    """The PDF at an address, after the worker has done its work."""

    def ask(address: str) -> PdfReader:
        assert client.get(address).status_code == 202
        run_waiting(draw_handout)
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        return PdfReader(BytesIO(response.content))

    return ask
