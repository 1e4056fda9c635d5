"""The words by which texts are found."""

from django.db import connection

from polku.base.search import text_config

from .texts import SHARES


def index() -> None:
    """As activities.services.texts makes them, for all texts at once."""
    with connection.cursor() as cursor:
        for language in SHARES:
            cursor.execute(_WORDS, {"language": language, "config": text_config(language)})


_WORDS = """
    UPDATE activities_activitytext AS text SET search =
        setweight(to_tsvector(%(config)s::regconfig, text.title), 'A')
        || setweight(to_tsvector('simple', polku_unaccent(text.title)), 'A')
        || setweight(to_tsvector(%(config)s::regconfig, text.summary), 'B')
        || setweight(to_tsvector(%(config)s::regconfig, text.body), 'C')
        || setweight(to_tsvector('simple', polku_unaccent(concat_ws(
            ' ', organisation.name, activity.venue, area.name_fi, area.name_sv
        ))), 'D')
    FROM activities_activity AS activity
        JOIN orgs_organisation AS organisation ON organisation.id = activity.organisation_id
        LEFT JOIN orgs_area AS area ON area.id = activity.municipality_id
    WHERE activity.id = text.activity_id AND text.language = %(language)s
"""
