"""Very many texts of one organisation, written past all models."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from activities.models import ActivityPage
from orgs.models import Role, User
from orgs.services import editing, organisations
from polku.base import languages
from polku.content.translation.models import Standing, Wish, Wording
from tests.bench.data.copying import Table
from tests.factories import content, orgs

LANGUAGES = languages.offered()
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


class Texts:
    """Texts of one organisation, each in all languages, in all states but “missing”."""

    def __init__(self):
        content.site_tree(LANGUAGES)
        self.organisation = orgs.organisation()
        self.parents = {
            language: content.organisation_page(self.organisation, language)
            for language in LANGUAGES
        }
        self.number = 0

    def editor(self) -> User:
        """Somebody who writes for the organisation."""
        editing.set_up(self.organisation)
        user = orgs.user(language="en")
        organisations.add_member(organisation=self.organisation, user=user, role=Role.EDITOR)
        return user

    def grow(self, number: int) -> None:
        """Until there are so many."""
        tables = pages, wordings, standings = [Table(each) for each in (Page, Wording, Standing)]
        kind = ContentType.objects.get_for_model(ActivityPage).pk
        for text in range(self.number, number):
            key, said = uuid4(), None
            for place, language in enumerate(LANGUAGES):
                parent = self.parents[language]
                page = pages.add(
                    path=Page._get_path(parent.path, parent.depth + 1, text + 1),
                    depth=parent.depth + 1,
                    numchild=0,
                    url_path=f"{parent.url_path}text-{text}/",
                    slug=f"text-{text}",
                    title=f"Text {text}",
                    draft_title=f"Text {text}",
                    translation_key=key,
                    locale_id=parent.locale_id,
                    content_type_id=kind,
                    live=(text + place) % 7 != 3,
                    first_published_at=BEGAN if (text + place) % 7 != 3 else None,
                )
                since = BEGAN + timedelta(minutes=text)
                wordings.add(
                    page_id=page["id"], digest="now", version=2, is_current=True, since=since
                )
                if place == 0:
                    said = wordings.rows[-1]
                    old = wordings.add(page_id=page["id"], digest="old", version=1, since=since)
                elif (text + place) % 7 != 4:
                    standings.add(
                        page_id=page["id"],
                        says_id=(old if (text + place) % 7 == 1 else said)["id"],
                        is_machine=(text + place) % 7 == 2,
                        said_at=since,
                    )
            Wish.objects.create(
                translation_key=key, language=LANGUAGES[text % 13], number=text, last_on=BEGAN
            )
        for table in tables:
            table.copy()
        self.number = number
