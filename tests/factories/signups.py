"""Activities for which one signs up here, and those who did."""

from datetime import date
from uuid import uuid4

from activities.models import Activity, Occurrence
from activities.signups.models import Question, SignUp
from activities.signups.services import signing_up
from orgs.models import Organisation

from . import activities


def activity(organisation: Organisation | None = None, **fields) -> Activity:
    """A published activity with one date next week, for which one signs up by date."""
    return activities.activity(organisation, **{"sign_up": "date", "capacity": 10} | fields)


def date_of(activity: Activity, day: date | None = None) -> Occurrence:
    """Its only date, or that of a day."""
    found = activity.occurrences.all()
    return found.get() if day is None else found.get(local_date=day)


def sign_up(activity: Activity, occurrence: Occurrence | None = None, **fields) -> SignUp:
    """Somebody signs up: for this date, for the only one, or for the series."""
    if occurrence is None and activity.sign_up == "date":
        occurrence = date_of(activity)
    given = {"name": "Leyla", "language": "fi", "form_id": uuid4()} | fields
    return signing_up.sign_up(
        activity_id=activity.pk, occurrence_id=occurrence and occurrence.pk, **given
    )


def with_mail(activity: Activity, *args, **fields) -> SignUp:
    """Somebody signs up who gave an address."""
    contact = {"contact": "leyla@example.org", "contact_kind": "email"}
    return sign_up(activity, *args, **contact | fields)


def question(activity: Activity, label: str, **fields) -> Question:
    """One of the organiser's questions, after those that are there."""
    given = {"position": activity.sign_up_questions.count(), "language": activity.original_language}
    return Question.objects.create(activity=activity, label=label, **given | fields)
