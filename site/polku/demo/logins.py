"""Who can sign in to the sample house, and with what."""

from polku.demo.house import source
from polku.demo.house.members import PASSWORD

ROLES = (
    "administrator",
    "site editor",
    "worker",
    "manager",
    "coordinator",
    "auditor",
    "publisher",
    "editor",
)


def logins() -> list[tuple[str, str, str, str]]:
    """(roles, organisation, e-mail address, password): a row for each place where one works."""
    names = {organisation["slug"]: organisation["name"] for organisation in source.organisations()}
    rows = []
    for member in source.members():
        if member.get("administrator"):
            rows.append((["administrator"], "the whole site", member["email"]))
        if member.get("site_editor"):
            rows.append((["site editor"], "the whole site", member["email"]))
        for place in member["memberships"]:
            roles = sorted(place["roles"], key=ROLES.index)
            rows.append((roles, names[place["organisation"]], member["email"]))
    rows.sort(key=lambda row: ROLES.index(row[0][0]))
    return [(", ".join(roles), where, email, PASSWORD) for roles, where, email in rows]
