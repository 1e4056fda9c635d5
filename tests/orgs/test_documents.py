"""Documents that editors upload."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection

from tests.access.roles import add_second_factor, session_of
from tests.factories import orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = orgs.user(language="en", is_superuser=True, is_staff=True)
    add_second_factor(user)
    client.cookies["polku_session"] = session_of(user)
    return client


def upload(client, size: int):
    file = SimpleUploadedFile("guide.pdf", b"x" * size)
    given = {"title": "Guide", "collection": Collection.get_first_root_node().pk, "file": file}
    return client.post("/cms/documents/add/", given)


def test_a_document_that_is_too_large_is_refused_in_plain_words(administrator, monkeypatch):
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 20 * 1024 * 1024
    monkeypatch.setattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", 1024)
    assert "This file is too big" in upload(administrator, 1025).text
    assert upload(administrator, 1024).status_code == 302
