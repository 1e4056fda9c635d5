"""One's own sign-up, for whoever has its code: the code is the right to see it."""

from activities.signups.codes import digest_of
from activities.signups.models import Message, SignUp
from activities.signups.states import Status


def by_code(code: str) -> SignUp | None:
    found = SignUp.objects.filter(digest=digest_of(code))
    return found.select_related(
        "occurrence", "activity__organisation", "activity__municipality"
    ).first()


def position(found: SignUp) -> int | None:
    """How many come before on the waiting list, and oneself; None for who does not wait."""
    if found.status != Status.WAITING:
        return None
    same = SignUp.objects.filter(activity=found.activity_id, occurrence=found.occurrence_id)
    return same.filter(status=Status.WAITING, pk__lte=found.pk).count()


def messages_for(found: SignUp) -> list[Message]:
    """What the organiser wrote to all while this one was among them, newest first."""
    about = Message.objects.filter(activity=found.activity_id, sent_at__gte=found.made_at)
    if found.ended_at:
        about = about.filter(sent_at__lte=found.ended_at)
    return list(about.filter(occurrence=found.occurrence_id))
