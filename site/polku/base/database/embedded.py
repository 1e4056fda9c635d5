"""The cluster under var with its roles and its database, for one command or a longer stay."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polku.base.database import roles
from polku.base.database.address import APP, NAME, OWNER
from polku.base.database.cluster import Cluster


@contextmanager
def at_hand(var: Path, **options) -> Iterator[Cluster | None]:
    """The database answers within this block: our own server, or (None) that of `DATABASE_URL`.

    Options are those of `Cluster`. Raises DatabaseUnavailable.
    """
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    with Cluster.under(var, **options).running() as cluster:
        with cluster.connect() as admin:
            roles.prepare_server(admin, owner=OWNER, app=APP, database=NAME)
        yield cluster
