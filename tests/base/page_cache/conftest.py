"""A cache of the test's own: that of the site has a mark that other processes move, too."""

import pytest

from polku.base.page_cache import questions, stores
from tests.factories import content


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.VAR = tmp_path
    stores.store.cache_clear()
    # Of other settings than those of this test.
    questions._key_at.cache_clear()
    yield stores.store()
    stores.store.cache_clear()


@pytest.fixture
def renderings(monkeypatch):
    """The addresses whose pages are made and not taken from the cache, as they are made."""
    from polku.base.page_cache import middleware

    made = []
    inner = middleware.PageCache._made

    def noted(self, request, key):
        made.append(request.path)
        return inner(self, request, key)

    monkeypatch.setattr(middleware.PageCache, "_made", noted)
    return made


@pytest.fixture
def guide(transactional_db):
    """A live page of the guide."""
    content.site_tree(["fi", "sv"])
    return content.guide_page(title="Home and rent")
