"""In the admin, what one writes stands in the language of the page, in its direction."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import activities, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("sv", "ltr")])
def test_texts_of_a_page_are_marked_with_its_language_and_facts_are_not(
    client, language, direction
):
    page = activities.page(orgs.organisation(), language=language)
    client.force_login(orgs.site_editor(language="fi"))
    answer = client.get(f"/cms/pages/{page.pk}/edit/")
    form = BeautifulSoup(answer.content, "html.parser")

    def marks(name: str) -> tuple:
        box = form.select_one(f"[name={name}]")
        return box.get("lang"), box.get("dir")

    for text in ("title", "summary", "directions"):
        assert marks(text) == (language, direction), text
    for fact in ("slug", "phone", "email"):
        if form.select_one(f"[name={fact}]"):
            assert marks(fact) == (None, None), fact
    assert form.html["lang"] == "fi"
    [script] = form.select("script[data-right-to-left]")
    assert script["data-right-to-left"].split() == ["ar", "fa"]
