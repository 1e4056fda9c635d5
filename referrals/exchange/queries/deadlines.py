"""By when something is due."""

from datetime import date

from orgs.access import Actor

from ..models import Deadline
from ..rules import add_working_days


def answer_due(actor: Actor, sent_on: date) -> date:
    """The day by which a referral sent on a day should be answered, by the rule of that day."""
    rule = (
        Deadline.objects.filter(kind=Deadline.Kind.ANSWER, valid_from__lte=sent_on)
        .order_by("-valid_from")
        .first()
    ) or Deadline.objects.filter(kind=Deadline.Kind.ANSWER).earliest("valid_from")
    return add_working_days(sent_on, rule.working_days)
