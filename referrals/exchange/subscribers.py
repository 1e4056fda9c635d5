"""Telling people by mail that something waits for them: one neutral sentence and nothing else.

One event of a referral becomes one event a person, so that a mail that fails is tried again alone.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from orgs.models import Role, User
from polku.base import languages
from polku.record.models import OutboxEvent
from polku.record.outbox import emit, subscribe

from .models import Referral
from .states import MOVES, Side

_TOLD = [f"referral.{move.verb}" for move in MOVES.values() if move.tells]
_NOTICE = "exchange.notice"
# What is older, as in records brought in from elsewhere, is no news.
_NEWS = timedelta(days=7)


@subscribe(*_TOLD)
def address_notices(event: OutboxEvent) -> None:
    """Write one notice for each worker of the other side."""
    if event.at < timezone.now() - _NEWS:
        return
    if not Referral.objects.filter(pk=event.facts["referral_id"], sent_at__isnull=False).exists():
        return  # the other side has never heard of it
    move = MOVES[event.kind.removeprefix("referral.")]
    other = "receiver_id" if move.side == Side.SENDER else "sender_id"
    for user in _to_tell(event.facts[other]):
        emit(
            _NOTICE,
            organisation_id=event.facts[other],
            facts={"user_id": user.pk, "event_id": event.pk},
        )


@subscribe(_NOTICE)
def mail_notice(event: OutboxEvent) -> None:
    """In the person's language; no organisation, activity, number or client is named."""
    user = User.objects.filter(pk=event.facts["user_id"], is_active=True).first()
    if user is None:
        return
    site = settings.POLKU_BASE_URL
    with translation.override(languages.interface(user.language)):
        EmailMessage(
            subject=_("Something in Polku waits for you"),
            body=_("Something in Polku waits for you. Sign in to see it:") + f"\n\n{site}/desk/\n",
            to=[user.email],
            # The same on each attempt, so that a repetition is known as one.
            headers={"Message-ID": f"<notice-{event.pk}@{urlsplit(site).hostname}>"},
        ).send()


def _to_tell(organisation_id: int) -> QuerySet[User]:
    """The workers of an organisation, its managers where it has none."""
    people = User.objects.filter(is_active=True).order_by("pk")

    def having(role: Role) -> QuerySet[User]:
        return people.filter(
            memberships__organisation_id=organisation_id, memberships__role=role
        ).distinct()

    workers = having(Role.WORKER)
    return workers if workers.exists() else having(Role.MANAGER)
