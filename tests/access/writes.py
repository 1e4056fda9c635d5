"""What a request left behind."""

from collections import Counter

from django.db import connection


def written() -> Counter:
    """Rows written in this transaction, by table; sessions are not counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables "
            "WHERE relname <> 'django_session'"
        )
        return Counter(dict(cursor.fetchall()))
