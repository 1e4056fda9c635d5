"""Wagtail draws nothing, and says nothing, where an icon's name is unknown to it."""

import re
from pathlib import Path

from wagtail.admin.icons import get_icons

HOUSE = Path(__file__).parents[2]
NAMED = re.compile(
    r"""{%\s*icon\s+name="([\w-]+)"|\bicon_name="([\w-]+)"|\b(?:menu_)?icon\s?=\s?"([\w-]+)\""""
)


def named_icons() -> dict[str, str]:
    """Each name with a file that says it, of Python and of templates inside the admin."""
    files = [
        *(
            path
            for package in ("site/polku", "orgs", "activities", "referrals")
            for path in (HOUSE / package).rglob("*.py")
        ),
        *(
            path
            for path in (HOUSE / "templates").rglob("*.html")
            if "wagtailadmin_tags" in path.read_text() or "wagtailadmin/" in path.read_text()
        ),
    ]
    return {
        next(filter(None, found)): path.relative_to(HOUSE).as_posix()
        for path in files
        for found in NAMED.findall(path.read_text())
    }


def test_every_icon_that_the_admin_is_asked_for_exists():
    known = set(re.findall(r'id="icon-([\w-]+)"', get_icons()))
    named = named_icons()
    assert "thumbtack" in named
    assert {name: path for name, path in named.items() if name not in known} == {}
