"""The table of access: for each route and verb, what each role gets.

A row is one route with one verb at one place of the world. `desk(…)` names the roles that get
something, and what they must see of it; all other roles are refused as the workspace refuses:
visitors go to the sign-in, a session without second factor to the page that asks for one, and for
everyone else there is nothing there.
"""

from tests.access.rows import Row
from tests.access.table_desk import DESK
from tests.access.table_editor import EDITOR
from tests.access.table_public import PUBLIC
from tests.access.table_referrals import REFERRALS
from tests.access.table_sign_ups import SIGN_UPS

__all__ = ["ROWS", "VERBS", "Row"]

ROWS = [*DESK, *EDITOR, *REFERRALS, *PUBLIC, *SIGN_UPS]

# Those that have no row of a route are refused there.
VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
