"""Inviting people by mail: the only way in which accounts are made."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from orgs.access import roles_given_by
from orgs.happenings import tell
from orgs.models import Invitation, Membership, Organisation, User
from polku.base import languages

from .organisations import add_member

LASTS = timedelta(days=14)
# How long the address of somebody who did not come is kept.
KEPT = timedelta(days=30)


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, roles: Iterable[str], language: str, by: User
) -> Invitation:
    """A new invitation, mailed by a job once this is committed.

    Raises PermissionDenied where `by` may not give one of the roles, and ValidationError with a
    message for each field that is wrong.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    roles, email = sorted(set(roles)), email.strip()
    if not set(roles) <= set(roles_given_by(by, organisation, to=email)):
        raise PermissionDenied
    validate_email(email)
    if not roles:
        raise ValidationError({"roles": _("Choose at least one role.")})
    waiting = Invitation.objects.filter(
        organisation=organisation,
        email__iexact=email,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
    )
    if waiting.exists():
        raise ValidationError(
            {
                "email": _(
                    "This address has been invited already: send that invitation again, or take "
                    "it back first."
                )
            }
        )
    held = Membership.objects.filter(
        organisation=organisation, user__email__iexact=email
    ).values_list("role", flat=True)
    if held:
        raise ValidationError(
            {"email": _("This person belongs to the organisation already: change their roles.")}
        )
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        roles=roles,
        language=language,
        invited_by=by,
        expires_at=timezone.now() + LASTS,
    )
    tell("organisation.invited", organisation, by=by, subject=invitation, invitation=invitation.pk)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> None:
    """Mail it again; only the link of the newest mail counts, from now on for its whole time."""
    invitation = _locked_open(invitation, by)
    invitation.expires_at = timezone.now() + LASTS
    invitation.digest = ""
    invitation.save(update_fields=["expires_at", "digest"])
    tell(
        "organisation.invited",
        invitation.organisation,
        by=by,
        subject=invitation,
        invitation=invitation.pk,
    )


@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> None:
    """Take it back: its link counts no more."""
    invitation = _locked_open(invitation, by)
    invitation.revoked_at = timezone.now()
    invitation.email = invitation.digest = ""
    invitation.save(update_fields=["revoked_at", "email", "digest"])
    tell("organisation.invitation_revoked", invitation.organisation, by=by, subject=invitation)


@transaction.atomic
def send(invitation_id: int) -> None:
    """Make the link and mail it, in the language of the invitation; nothing where it is open no
    more. The secret of the link stands in the mail and nowhere else."""
    invitation = (
        Invitation.objects.select_for_update(of=["self"])
        .select_related("organisation", "invited_by")
        .filter(pk=invitation_id)
        .first()
    )
    if invitation is None or not invitation.is_open():
        return
    token = secrets.token_urlsafe(32)
    invitation.digest = digest_of(token)
    invitation.save(update_fields=["digest"])
    address = settings.POLKU_BASE_URL + reverse("invitation_link", args=[token])
    with translation.override(languages.interface(invitation.language)):
        context = {"invitation": invitation, "address": address, "days": LASTS.days}
        EmailMessage(
            subject=_("You are invited to Polku: %(organisation)s")
            % {"organisation": invitation.organisation.name},
            body=render_to_string("account/email/invitation.txt", context),
            to=[invitation.email],
            headers={"Message-ID": _message_id(invitation)},
        ).send()


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def find(digest: str) -> Invitation | None:
    """The open invitation of this digest."""
    if not digest:
        return None
    found = Invitation.objects.select_related("organisation", "invited_by").filter(digest=digest)
    return next((one for one in found if one.is_open()), None)


def account_of(invitation: Invitation) -> User | None:
    """The account that the invited person has already."""
    return User.objects.filter(email__iexact=invitation.email).first()


@transaction.atomic
def make_account(
    *,
    invitation: Invitation,
    first_name: str,
    last_name: str,
    password: str,
    language: str,
) -> User:
    """A new account for the invited person, who has the roles from now on. Who opened the link has
    shown that the address is theirs. Raises ValidationError where the invitation is open no more.
    """
    user = User.objects.create_user(
        invitation.email,
        password,
        first_name=first_name,
        last_name=last_name,
        language=language,
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    accept(invitation=invitation, user=user)
    return user


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> None:
    """Give the user the roles of the invitation. Raises ValidationError where it is open no more,
    and PermissionDenied where it was sent to somebody else."""
    locked = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if not locked.is_open():
        raise ValidationError(_("This invitation cannot be used any more."))
    if locked.email.lower() != user.email.lower():
        raise PermissionDenied
    for role in locked.roles:
        add_member(organisation=locked.organisation, user=user, role=role, by=user)
    locked.accepted_at = timezone.now()
    locked.accepted_by = user
    locked.email = locked.digest = ""
    locked.save(update_fields=["accepted_at", "accepted_by", "email", "digest"])
    tell("organisation.people_changed", locked.organisation, by=user, subject=user)


def forget() -> int:
    """Remove invitations that nobody accepted, some time after they ended; returns their number."""
    return Invitation.objects.filter(
        accepted_at__isnull=True, expires_at__lt=timezone.now() - KEPT
    ).delete()[0]


def _locked_open(invitation: Invitation, by: User) -> Invitation:
    """The invitation, locked; raises PermissionDenied where it was accepted or taken back, or `by`
    may not give its roles."""
    locked = (
        Invitation.objects.select_for_update(of=["self"])
        .select_related("organisation")
        .get(pk=invitation.pk)
    )
    may = set(locked.roles) <= set(roles_given_by(by, locked.organisation))
    if not may or locked.accepted_at or locked.revoked_at:
        raise PermissionDenied
    return locked


def _message_id(invitation: Invitation) -> str:
    host = urlsplit(settings.POLKU_BASE_URL).hostname
    return f"<invitation-{invitation.pk}-{int(invitation.expires_at.timestamp())}@{host}>"
