"""The database: where it is, how it starts, and which role may do what.

Without `DATABASE_URL` a PostgreSQL of our own runs under the var folder (`cluster`). The web
process connects as the app role, which owns nothing; only `migrate` connects as the owner
(`roles`).
"""

from polku.base.database.address import configuration
from polku.base.database.errors import DatabaseUnavailable

__all__ = ["DatabaseUnavailable", "configuration"]
