"""The people who work in the organisations and sign in to the demo."""

import os

from django.contrib.auth.hashers import make_password

from orgs.models import Organisation, User
from orgs.services import site_editors
from orgs.services.organisations import add_member

from . import source

PASSWORD = os.environ.get("POLKU_DEMO_PASSWORD", "polku-demo")


def build(organisations: dict[str, Organisation]) -> None:
    # Hashing is slow on purpose, and this password is no secret: once for all.
    password = make_password(PASSWORD)
    for written in source.members():
        administrator = written.get("administrator", False)
        user = User.objects.create(
            email=written["email"],
            first_name=written["given_name"],
            last_name=written["family_name"],
            language=written["language"],
            password=password,
            is_staff=administrator,
            is_superuser=administrator,
        )
        if written.get("site_editor"):
            user.groups.add(site_editors.group())
        for place in written["memberships"]:
            for role in place["roles"]:
                add_member(organisation=organisations[place["organisation"]], user=user, role=role)
