"""What people are told by mail, in the language in which they signed up.

A mail says for which activity it is, when and where, and leads to the person's own page. It names
nobody and says nothing that the person or the organiser wrote: others read mails too.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Occurrence
from activities.queries import When, cards
from activities.signups.models import Gathering, SignUp
from activities.signups.states import ACTIVE, Status
from polku.base import languages


@dataclass(frozen=True)
class Kind:
    """One mail: what it says, and in which states of the sign-up it is still true."""

    subject: Promise
    sentence: Promise
    statuses: tuple[Status, ...]


KINDS = {
    "confirmed": Kind(
        _("You have a place: %(title)s"),
        _("You have a place."),
        (Status.CONFIRMED,),
    ),
    "waiting": Kind(
        _("You are on the waiting list: %(title)s"),
        _("All places are taken. You are on the waiting list; we write when a place is free."),
        (Status.WAITING,),
    ),
    "offered": Kind(
        _("A place is free for you: %(title)s"),
        _("A place is free for you. Open the link and say that you want it."),
        (Status.OFFERED,),
    ),
    "expired": Kind(
        _("The place was given to somebody else: %(title)s"),
        _("We had no answer from you in time, so the place was given to the next."),
        (Status.EXPIRED,),
    ),
    "removed": Kind(
        _("Your sign-up was cancelled: %(title)s"),
        _("The organiser has cancelled your sign-up."),
        (Status.REMOVED,),
    ),
    "reminder": Kind(
        _("Tomorrow: %(title)s"),
        _("You signed up for this. If you cannot come, please say so: somebody else may wait."),
        (Status.CONFIRMED,),
    ),
    "called_off": Kind(
        _("Cancelled: %(title)s"), _("The organiser has cancelled this date."), ACTIVE
    ),
    "on_again": Kind(
        _("It takes place after all: %(title)s"),
        _("This date takes place after all."),
        ACTIVE,
    ),
    "moved": Kind(
        _("Another time or place: %(title)s"),
        _("This date has another time or another place now."),
        ACTIVE,
    ),
    "message": Kind(
        _("The organiser has written to you: %(title)s"),
        _("The organiser has written to all who signed up. Open the link to read it."),
        ACTIVE,
    ),
}


def tell(sign_up: SignUp, kind: str, *, occurrence_id: int | None = None) -> None:
    """Have one mail sent once this transaction is committed, to who gave an address. The job knows
    numbers only."""
    from activities.signups.tasks import mail

    if kind not in KINDS:
        raise ValueError(kind)
    if sign_up.contact_kind == SignUp.ContactKind.EMAIL:
        mail.defer(kind=kind, sign_up_id=sign_up.pk, occurrence_id=occurrence_id)


def send(
    kind: str, sign_up_id: int, occurrence_id: int | None = None, now: datetime | None = None
) -> bool:
    """Send one mail; False where it is true no more, or the sign-up is gone."""
    said, now = KINDS[kind], now or timezone.now()
    found = (
        SignUp.objects.select_related(
            "occurrence", "activity__organisation", "activity__municipality"
        )
        .filter(pk=sign_up_id, status__in=said.statuses, contact_kind=SignUp.ContactKind.EMAIL)
        .first()
    )
    if found is None:
        return False
    language = languages.interface(found.language)
    with translation.override(language):
        card = next(iter(cards([found.activity], language)), None)
        title = card.title if card else found.activity.organisation.name
        occurrence = _date_meant(found, occurrence_id, now)
        context = {
            "sentence": said.sentence,
            "title": title,
            "when": When.of(occurrence) if occurrence else None,
            "is_off": kind in ("called_off", "removed", "expired"),
            "place": (occurrence and occurrence.place) or (card.place if card else ""),
            "reply_by": found.reply_by and timezone.localtime(found.reply_by),
            "address": settings.POLKU_BASE_URL + reverse("signups:own", args=[found.code]),
            "organisation": found.activity.organisation.name,
        }
        EmailMessage(
            subject=" ".join((str(said.subject) % {"title": title}).split()),
            body=render_to_string("signups/mail.txt", context),
            to=[found.contact],
        ).send()
    return True


def _date_meant(found: SignUp, occurrence_id: int | None, now: datetime) -> Occurrence | None:
    """The date of which a mail tells: the one named, that of the sign-up, or the next."""
    if occurrence_id is not None:
        return found.activity.occurrences.filter(pk=occurrence_id).first()
    if found.occurrence is not None:
        return found.occurrence
    begins = Gathering(found.activity).next_start(now)
    return found.activity.occurrences.filter(starts_at=begins).first() if begins else None
