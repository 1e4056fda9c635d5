"""Sending: the moment at which data leaves."""

from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor
from referrals.consent.services import disclose

from ..models import Referral
from ..rules import hindrance, may_refer
from .moves import Asked, move


def send(*, actor: Actor, key: UUID, **asked: Unpack[Asked]) -> Referral:
    """Send a draft: the chosen fields are disclosed to the activity's organisation.

    Raises as `moves.move` does; ValidationError also where the activity has closed meanwhile, the
    answer is due in the past, or the share set lacks its basis.
    """
    if not may_refer(actor):
        raise Http404

    def act(referral: Referral, at: datetime) -> None:
        if sentence := hindrance(referral.activity, actor.organisation):
            raise ValidationError({"activity": sentence})
        if referral.answer_due_on < timezone.localdate(at):
            raise ValidationError(
                {"answer_due_on": _("The day for the answer has passed. Give a later one.")}
            )
        # The activity may have moved to another organisation since the draft was made.
        referral.receiver = referral.activity.organisation
        referral.disclosure = disclose(
            actor=actor,
            share_set=referral.share_set,
            receiver=referral.receiver,
            purpose=referral.purpose,
            at=at,
        )
        referral.sent_at = at

    return move("send", actor=actor, key=key, act=act, **asked)
