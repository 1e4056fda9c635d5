"""The page tree, with paths as treebeard counts them."""

from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from .copying import Table


def random_key(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)


class Tree:
    """Grows pages below the root that the migrations made. Rows are copied by `copy`."""

    def __init__(self, random: Random, languages: tuple[str, ...], published_at: datetime):
        self.random = random
        self.published_at = published_at
        self.locales = {
            language: Locale.objects.get_or_create(language_code=language)[0].pk
            for language in languages
        }
        self.pages = Table(Page)
        self._tables: dict[type[Page], Table] = {}
        self._root = Page.get_first_root_node()
        self.root = {
            "path": self._root.path,
            "depth": self._root.depth,
            "url_path": self._root.url_path,
            "numchild": self._root.numchild,
        }

    def grow(
        self,
        model: type[Page],
        parent: dict[str, Any],
        *,
        language: str,
        slug: str,
        title: str,
        key: UUID,
        in_menu: bool = False,
        **own,
    ) -> dict[str, Any]:
        """A live page below `parent`; `own` are the values of the model's own columns."""
        parent["numchild"] += 1
        page = self.pages.add(
            path=Page._get_path(parent["path"], parent["depth"] + 1, parent["numchild"]),
            depth=parent["depth"] + 1,
            numchild=0,
            url_path=f"{parent['url_path']}{slug}/",
            slug=slug,
            title=title,
            draft_title=title,
            translation_key=key,
            locale_id=self.locales[language],
            content_type_id=ContentType.objects.get_for_model(model).pk,
            show_in_menus=in_menu,
            live=True,
            first_published_at=self.published_at,
            last_published_at=self.published_at,
        )
        if model not in self._tables:
            self._tables[model] = Table(model)
        self._tables[model].add(page_ptr_id=page["id"], **own)
        return page

    def copy(self) -> None:
        for table in (self.pages, *self._tables.values()):
            table.copy()
        Page.objects.filter(pk=self._root.pk).update(numchild=self.root["numchild"])
