"""Text search that knows which language a text is in.

PostgreSQL's text-search configuration (the stemmer) is chosen from the page's locale when a page
is indexed and from the reader's language when somebody searches; Wagtail's own backend has one
for all. Languages without a configuration use `simple`, and what a room adds.
"""

from collections import defaultdict
from functools import cache

from django.db import connection
from django.utils import translation
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)

# The names under which PostgreSQL ships stemmers for our languages; not all servers have all
# (15 lacks Estonian), so `text_config` asks the server.
_CONFIGS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


@cache
def _known_to_server() -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cfgname FROM pg_ts_config")
        return frozenset(name for (name,) in cursor.fetchall())


def text_config(language: str) -> str:
    """The text-search configuration for a language code, `simple` where the server has none."""
    name = _CONFIGS.get(language.split("-")[0], "simple")
    return name if name in _known_to_server() else "simple"


def _language_of(obj) -> str:
    locale = getattr(obj, "locale", None)
    return locale.language_code if locale else (translation.get_language() or "")


class LocaleIndex(PostgresIndex):
    def add_items(self, model, objs):
        by_config = defaultdict(list)
        for obj in objs:
            by_config[text_config(_language_of(obj))].append(obj)
        for config, group in by_config.items():
            with self.backend.using(config):
                super().add_items(model, group)


class LocaleQueryCompiler(PostgresSearchQueryCompiler):
    def get_config(self, backend):
        return text_config(translation.get_language() or "")


class SearchBackend(PostgresSearchBackend):
    index_class = LocaleIndex
    query_compiler_class = LocaleQueryCompiler
    autocomplete_query_compiler_class = PostgresAutocompleteQueryCompiler

    def using(self, config: str):
        """A context in which this backend indexes with the given configuration."""
        return _Config(self, config)


class _Config:
    def __init__(self, backend: SearchBackend, config: str):
        self.backend, self.config = backend, config

    def __enter__(self):
        self.before, self.backend.config = self.backend.config, self.config

    def __exit__(self, *exception):
        self.backend.config = self.before
