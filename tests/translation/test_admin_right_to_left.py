"""The admin in Arabic, for who has Arabic as their language."""

import pytest

from tests.factories import activities, content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.mark.parametrize(
    ("language", "frame"),
    [
        ("ar", 'lang="ar" dir="rtl"'),
        ("fr", 'lang="fr" dir="ltr"'),
        ("fi", 'lang="fi" dir="ltr"'),
        # Wagtail says too little in these: its admin is in the nearest language that it speaks.
        ("fa", 'lang="en" dir="ltr"'),
        ("so", 'lang="en" dir="ltr"'),
    ],
)
def test_the_admin_is_in_the_language_of_the_person_where_wagtail_speaks_it(
    client, language, frame
):
    content.site_tree(["fi"])
    page = activities.page(title="Kielikahvila")
    client.force_login(orgs.site_editor(language=language))
    for address in ("/cms/", "/cms/manual/", f"/cms/pages/{page.pk}/edit/"):
        assert frame in client.get(address).content.decode(), address


def test_what_is_in_another_language_runs_in_its_own_direction(client):
    """The manual is there in English, and pages bear their own titles."""
    content.site_tree(["fi"])
    page = activities.page(title="Kielikahvila")
    editor = orgs.site_editor(language="ar")
    page.save_revision(user=editor)
    client.force_login(editor)
    manual = client.get("/cms/manual/").content.decode()
    assert '<div class="manual" lang="en" dir="ltr">' in manual
    assert '<bdi lang="fi">Kielikahvila</bdi>' in client.get("/cms/").content.decode()
