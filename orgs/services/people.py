"""Telling managers that somebody else changed who works in their organisation."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from orgs.models import Organisation, Role, User
from polku.base import languages


def managers(organisation_id: int) -> QuerySet[User]:
    return (
        User.objects.filter(
            is_active=True,
            memberships__organisation_id=organisation_id,
            memberships__role=Role.MANAGER,
        )
        .distinct()
        .order_by("pk")
    )


def mail_change(user_id: int, organisation_id: int, *, notice: int) -> None:
    """One sentence in the manager's language; nobody is named. `notice` makes a repetition known
    as one."""
    user = managers(organisation_id).filter(pk=user_id).first()
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if user is None or organisation is None:
        return
    with translation.override(languages.interface(user.language)):
        sentence = _("Somebody was invited to %(organisation)s, or their roles have changed.") % {
            "organisation": organisation.name
        }
        see = _("See who they are now:")
        address = settings.POLKU_BASE_URL + reverse("editor:members")
        host = urlsplit(settings.POLKU_BASE_URL).hostname
        EmailMessage(
            subject=_("Who works in %(organisation)s has changed")
            % {"organisation": organisation.name},
            body=f"{sentence}\n\n{see}\n\n{address}\n",
            to=[user.email],
            headers={"Message-ID": f"<people-{notice}@{host}>"},
        ).send()
