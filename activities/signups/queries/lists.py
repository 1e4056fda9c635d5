"""Those who signed up, for the organiser: only of activities of the actor's organisation."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from activities.models import Activity, Occurrence
from activities.signups.models import Gathering, Presence, Question, SignUp
from activities.signups.states import HOLDING, Status
from orgs.access import Actor

# So many dates are shown to choose from: of the last weeks, and the next ones.
BEHIND = timedelta(days=31)
DATES = 30


def activities_of(actor: Actor) -> QuerySet[Activity]:
    """Those for which one signs up, or has signed up."""
    signed_up = SignUp.objects.filter(activity=OuterRef("pk"))
    return Activity.objects.filter(
        ~Q(sign_up="") | Exists(signed_up), organisation=actor.organisation
    ).select_related("organisation", "municipality")


def activity_of(actor: Actor, key: UUID) -> Activity | None:
    return activities_of(actor).filter(translation_key=key).first()


def dates(actor: Actor, activity: Activity) -> list[Occurrence]:
    since = timezone.now() - BEHIND
    found = Occurrence.objects.filter(
        activity=activity, activity__organisation=actor.organisation, ends_at__gt=since
    )
    is_signed_up_for = Q(Exists(SignUp.objects.filter(occurrence=OuterRef("pk"))))
    shown = found.filter(is_signed_up_for | Q(status=Occurrence.Status.SCHEDULED))
    return list(shown.order_by("starts_at", "pk")[:DATES])


def gathering(activity: Activity, occurrence: Occurrence | None) -> Gathering:
    """What people signed up for: the date, or the series."""
    by_date = activity.is_signed_up_by_date
    return Gathering(activity, occurrence if by_date else None)


def people(actor: Actor, found: Gathering) -> list[SignUp]:
    """Those with a place, those who wait, those who do not come, each in order of arrival."""
    mine = found.sign_ups().filter(activity__organisation=actor.organisation)
    order = {Status.CONFIRMED: 0, Status.OFFERED: 1, Status.WAITING: 2}
    return sorted(mine, key=lambda one: (order.get(one.status, 3), one.pk))


def person(actor: Actor, activity: Activity, pk: int) -> SignUp | None:
    mine = SignUp.objects.filter(activity=activity, activity__organisation=actor.organisation)
    return mine.select_related("activity", "occurrence").filter(pk=pk).first()


def marks(found: list[SignUp], occurrence: Occurrence | None) -> dict[int, str]:
    """Who was there on the date, by the number of the sign-up."""
    known = Presence.objects.filter(sign_up__in=found, occurrence=occurrence)
    return dict(known.values_list("sign_up_id", "mark"))


def questions(actor: Actor, activity: Activity) -> list[Question]:
    """What is asked now, in its order."""
    mine = Question.objects.filter(activity=activity, activity__organisation=actor.organisation)
    return list(mine)


def asked(now: list[Question], found: list[SignUp]) -> list[tuple[int, str]]:
    """What is asked now, then what people were asked in other words or are asked no more: (number
    of the question, its words)."""
    answered = (
        (answer["question"], answer["asked"]) for one in found for answer in one.answers or []
    )
    return list(dict.fromkeys([*((one.pk, one.label) for one in now), *answered]))


def counts(actor: Actor) -> dict[int, dict[str, int]]:
    """How many places are held and waited for from now on, by the number of the activity."""
    now = timezone.now()
    active = (
        SignUp.objects.filter(activity__organisation=actor.organisation)
        .filter(Q(occurrence=None) | Q(occurrence__ends_at__gt=now))
        .order_by()
    )
    rows = active.values("activity").annotate(
        held=Sum("places", filter=Q(status__in=HOLDING)),
        waiting=Sum("places", filter=Q(status=Status.WAITING)),
    )
    return {
        row["activity"]: {"held": row["held"] or 0, "waiting": row["waiting"] or 0} for row in rows
    }
