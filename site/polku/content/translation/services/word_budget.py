"""Words of a month's budget: taken before they are sent, given back where no answer came."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from orgs.models import Organisation
from polku.content.translation.models import WordUse
from polku.content.translation.queries import words as queries


class Exceeded(Exception):
    """The words left are too few; nothing is taken."""


@transaction.atomic
def take(organisation: Organisation | None, words: int) -> date:
    """Count so many words as used and return the month they count for. Whoever else takes words of
    the same organisation waits until the caller's transaction ends. Raises Exceeded."""
    month = queries.this_month()
    WordUse.objects.get_or_create(organisation=organisation, month=month)
    use = WordUse.objects.select_for_update().get(organisation=organisation, month=month)
    if use.words + words > queries.limit_of(organisation):
        raise Exceeded
    use.words += words
    use.save(update_fields=["words"])
    return month


def give_back(organisation: Organisation | None, month: date, words: int) -> None:
    WordUse.objects.filter(organisation=organisation, month=month).update(
        words=Greatest(F("words") - words, 0)
    )
