"""What an organiser asks besides: writing, ordering and taking away questions."""

from django.db import transaction
from django.http import Http404

from activities.models import Activity
from activities.signups.models import Question
from activities.signups.rules import MOST_QUESTIONS
from orgs.access import Actor
from polku.record import audit, outbox


class TooManyQuestions(Exception):
    """There are as many as a form may have."""


@transaction.atomic
def add(
    *, actor: Actor, activity: Activity, label: str, kind: str, choices: list[str], required: bool
) -> Question:
    """A question after all others, in the original language of the activity. Raises
    TooManyQuestions."""
    there = _locked(actor, activity)
    if len(there) >= MOST_QUESTIONS:
        raise TooManyQuestions
    made = Question.objects.create(
        activity=activity,
        position=there[-1].position + 1 if there else 0,
        language=activity.original_language,
        label=label,
        kind=kind,
        choices=choices,
        required=required,
    )
    _note(actor, "add", activity, made)
    return made


@transaction.atomic
def change(
    *,
    actor: Actor,
    activity: Activity,
    question_id: int,
    label: str,
    kind: str,
    choices: list[str],
    required: bool,
) -> None:
    """What was answered stays as it was. Raises Http404 where there is no such question."""
    found = _one(_locked(actor, activity), question_id)
    found.label, found.kind, found.choices, found.required = label, kind, choices, required
    found.save(update_fields=["label", "kind", "choices", "required"])
    _note(actor, "change", activity, found)


@transaction.atomic
def move(*, actor: Actor, activity: Activity, question_id: int, up: bool) -> None:
    """Before the question before it, or after the next one; the first and the last stay where they
    are. Raises Http404."""
    order = _locked(actor, activity)
    found = _one(order, question_id)
    place = order.index(found)
    order.insert(max(0, place - 1) if up else place + 1, order.pop(place))
    for position, question in enumerate(order):
        question.position = position
    Question.objects.bulk_update(order, ["position"])
    _note(actor, "move", activity, found)


@transaction.atomic
def remove(*, actor: Actor, activity: Activity, question_id: int) -> None:
    """It is asked no more; what was answered stays until the sign-ups are deleted. Raises
    Http404."""
    found = _one(_locked(actor, activity), question_id)
    _note(actor, "remove", activity, found)
    found.delete()


@transaction.atomic
def translate(
    *, actor: Actor, activity: Activity, language: str, words: dict[int, dict[str, str]]
) -> None:
    """Say questions in one language: {number: {words as they were written: the same in the
    language}}, in place of what was said in it before. Questions not named stay as they are."""
    told = [question for question in _locked(actor, activity) if question.pk in words]
    for question in told:
        kept = {code: said for code, said in question.translations.items() if code != language}
        question.translations = kept | (
            {language: words[question.pk]} if words[question.pk] else {}
        )
    Question.objects.bulk_update(told, ["translations"])
    audit.record(actor, "sign_up_question.translate", activity, count=len(told))
    _emit(actor, "translate", activity)


def _locked(actor: Actor, activity: Activity) -> list[Question]:
    """The questions in their order, which nobody else changes meanwhile."""
    mine = Activity.objects.filter(pk=activity.pk, organisation=actor.organisation)
    if mine.select_for_update(no_key=True).first() is None:
        raise Http404
    return list(Question.objects.filter(activity=activity))


def _one(questions: list[Question], question_id: int) -> Question:
    found = next((one for one in questions if one.pk == question_id), None)
    if found is None:
        raise Http404
    return found


def _note(actor: Actor, verb: str, activity: Activity, question: Question) -> None:
    audit.record(actor, f"sign_up_question.{verb}", question)
    _emit(actor, verb, activity)


def _emit(actor: Actor, verb: str, activity: Activity) -> None:
    outbox.emit(
        f"sign_up_question.{verb}",
        organisation_id=actor.organisation.pk,
        facts={"activity": activity.pk},
    )
