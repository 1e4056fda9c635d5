"""Rows of lists, as templates and exports show them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from activities.models import Activity, Attendance, Theme
from orgs.access import Actor
from polku.base.languages import interface, name_in
from referrals.consent.models import SharedField
from referrals.exchange.models import Referral
from referrals.exchange.queries import activity_title, client_name
from referrals.exchange.rules import side_of
from referrals.exchange.states import BusinessStatus, Side, Status
from referrals.people.models import Person


@dataclass(frozen=True)
class State:
    """Where a referral stands: a code for the symbol, a label for people."""

    code: str
    label: str | Promise


@dataclass(frozen=True)
class ReferralRow:
    number: str
    url: str
    state: State
    activity_title: str
    other_organisation: str
    client_label: str
    sent_at: datetime | None
    due: date | None
    needs_me: bool


# Where the finer state says more than the status: who declined, what is waited for.
_FINER = {
    BusinessStatus.INFO_REQUESTED,
    BusinessStatus.WAITING_LIST,
    BusinessStatus.PAUSED,
    BusinessStatus.DECLINED_BY_ORGANISATION,
    BusinessStatus.DECLINED_BY_CLIENT,
}


def state(referral: Referral) -> State:
    if referral.business_status in _FINER:
        return State(referral.business_status, BusinessStatus(referral.business_status).label)
    return State(referral.status, Status(referral.status).label)


def referral_row(actor: Actor, referral: Referral) -> ReferralRow:
    side = side_of(actor, referral)
    other = referral.receiver if side == Side.SENDER else referral.sender
    return ReferralRow(
        number=referral.number,
        url=reverse("desk:referral_detail", args=[referral.key]),
        state=state(referral),
        activity_title=activity_title(referral.activity),
        other_organisation=other.name,
        client_label=client_label(actor, referral),
        sent_at=referral.sent_at,
        due=due(referral),
        needs_me=needs_me(actor, referral),
    )


def due(referral: Referral) -> date | None:
    """By when an answer is wanted, while there is none and it is the receiver's turn."""
    waits = referral.business_status in (BusinessStatus.SENT, BusinessStatus.UNDER_REVIEW)
    return referral.answer_due_on if waits and not referral.answered_at else None


def client_label(actor: Actor, referral: Referral) -> str:
    """A name where one's own organisation knows it, else why there is none: never an empty cell."""
    if name := client_name(actor, referral):
        return name
    if referral.disclosure and SharedField.NAME in referral.disclosure.fields:
        return _("Name in the referral")
    return _("Name not given")


def needs_me(actor: Actor, referral: Referral) -> bool:
    """Whether the next step is the actor's: any worker's while unanswered, then the responsible
    worker's; a draft and a question wait for who wrote the referral."""
    asked = referral.business_status == BusinessStatus.INFO_REQUESTED
    if side_of(actor, referral) == Side.SENDER:
        mine = referral.created_by_id == actor.user.pk
        return mine and (referral.status == Status.DRAFT or asked)
    if referral.status in (Status.REQUESTED, Status.RECEIVED):
        return not asked
    if referral.responsible_worker_id not in (None, actor.user.pk):
        return False
    if referral.status == Status.ON_HOLD:
        return referral.review_on <= timezone.localdate()
    return referral.status == Status.ACCEPTED


@dataclass(frozen=True)
class ClientRow:
    name: str
    url: str
    case_number: str
    worker: str
    opened_on: date | None


def client_row(person: Person) -> ClientRow:
    """A person of cases.queries.clients."""
    case = person.known_cases[0] if person.known_cases else None
    return ClientRow(
        name=name_or_sentence(person),
        url=reverse("desk:client_detail", args=[person.key]),
        case_number=case.number if case else "–",
        worker=str(case.responsible_worker or "") if case else "",
        opened_on=case.opened_on if case else None,
    )


def name_or_sentence(person: Person) -> str:
    return person.name or _("Name not given")


@dataclass(frozen=True)
class ActivityRow:
    title: str
    summary: str
    organisation: str
    place: str
    languages: str
    themes: str
    intake_criteria: str
    what_happens_next: str
    answer_within_days: int | None
    url: str
    handout: str

    @property
    def is_told(self) -> bool:
        """Whether the organiser says anything to those who refer."""
        return bool(self.intake_criteria or self.what_happens_next or self.answer_within_days)


def activity_row(activity: Activity, url: str, language: str = "") -> ActivityRow:
    """An activity to choose; `url` is where choosing leads, `language` that of the client, in whose
    words it can be printed: by default those of the worker."""
    reader = get_language() or "en"
    texts = {text.language: text for text in activity.texts.all()}
    text = texts.get(reader) or texts.get(activity.original_language)
    return ActivityRow(
        title=activity_title(activity),
        summary=text.summary if text else "",
        organisation=activity.organisation.name,
        place=_place(activity),
        languages=", ".join(name_in(code, reader) for code in activity.languages),
        themes=", ".join(
            str(Theme(code).label) for code in activity.themes if code in Theme.values
        ),
        intake_criteria=text.intake_criteria if text else "",
        what_happens_next=text.what_happens_next if text else "",
        answer_within_days=activity.answer_within_days,
        url=url,
        handout=_handout(activity, interface(language) if language else reader),
    )


def _handout(activity: Activity, language: str) -> str:
    with override(language):
        return reverse("handouts:activity", kwargs={"key": activity.translation_key})


def _place(activity: Activity) -> str:
    place = str(activity.municipality) if activity.municipality else ""
    if activity.attendance == Attendance.ONLINE:
        return _("Online")
    if activity.attendance == Attendance.HYBRID:
        return ", ".join(filter(None, [place, _("Online")]))
    return place
