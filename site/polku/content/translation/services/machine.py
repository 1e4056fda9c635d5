"""Translating a page by machine: asked for by an editor, carried out by a job.

Only texts of pages are sent, those that nobody has translated yet. What comes back goes in as
machine translations, text by text; the page itself changes at the end, as a whole, or not at all.
Nothing that a person has translated is overwritten.
"""

import logging
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from orgs.models import User
from orgs.queries import owner_of
from polku.content.translation.models import MachineRun
from polku.content.translation.queries import providers, segments, words
from polku.content.translation.rules import words as counting

from .machine_texts import Texts
from .providers import Failure

logger = logging.getLogger(__name__)
State, Fault = MachineRun.State, MachineRun.Fault
# How long to wait after the first fault, the second one and so on; then the run has failed.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 180)]
LONGEST_WAIT = timedelta(hours=6)
# A run that has not said anything for so long was killed.
LEASE = timedelta(minutes=15)
LOGGED = "translation.machine"


class NotPossible(Exception):
    """The page cannot be translated by machine; `str()` is a translated sentence."""


@transaction.atomic
def translate(*, user: User, translation: Translation, publish: bool = False) -> MachineRun:
    """Ask for a page to be translated by machine, from the text of its original as it is now.

    It becomes a draft; it is published at once where the user asks for that and may publish.
    Returns the run that is open already, where there is one. Raises PermissionDenied, and
    NotPossible where no service translates between the two languages, the page is locked, nothing
    is left to translate, or the words left for this month are too few.
    """
    # One at a time: who comes second finds the run of the first.
    Translation.objects.select_for_update().get(pk=translation.pk)
    target = _target(translation)
    if target is None or not target.permissions_for_user(user).can_edit():
        raise PermissionDenied
    if target.permissions_for_user(user).page_locked():
        raise NotPossible(_("The page is locked."))
    if open_run := MachineRun.objects.filter(
        translation=translation, state__in=MachineRun.OPEN
    ).first():
        return open_run
    provider = providers.provider_for(*_languages(translation))
    if provider is None:
        raise NotPossible(Fault.OFF.label)
    try:
        follow_original(translation)
    except ObjectDoesNotExist:
        raise NotPossible(Fault.GONE.label) from None
    left = segments.missing(translation)
    if not left:
        raise NotPossible(_("There is nothing left to translate."))
    # The job counts again, request by request.
    masks = segments.masked(translation, left).values()
    number = sum(counting.count(one.text) for one in masks if one.has_words)
    budget = words.budget_of(owner_of(target))
    if number > budget.left:
        raise NotPossible(budget.refusal(number))
    run = MachineRun.objects.create(
        translation=translation,
        asked_by=user,
        publish=publish and target.permissions_for_user(user).can_publish(),
        tool=provider.name,
        due_at=timezone.now(),
    )
    _enqueue(run)
    return run


def follow_original(translation: Translation) -> None:
    """Let the translation know the text of its original as it is now. Raises ObjectDoesNotExist
    where the original is gone."""
    TranslationSource.update_or_create_from_instance(translation.source.get_source_instance())
    translation.source.refresh_from_db()


def carry_out(key: int) -> bool:
    """The job of one run; tells whether the run has ended well."""
    run = _claim(key)
    if run is None:
        return False
    try:
        _translate(run)
    except Failure as failure:
        _fail(run, failure)
        return False
    return True


def take_up_again() -> int:
    """Enqueue runs whose job was lost, as where a worker was killed; returns their number."""
    lost = MachineRun.objects.filter(
        state__in=MachineRun.OPEN, due_at__lt=timezone.now() - timedelta(minutes=2)
    )
    for run in lost:
        _enqueue(run)
    return len(lost)


@transaction.atomic
def _claim(key: int) -> MachineRun | None:
    """The run, if it is due and no other job has it."""
    run = (
        MachineRun.objects.select_for_update(skip_locked=True, of=["self"])
        .filter(pk=key, state__in=MachineRun.OPEN, due_at__lte=timezone.now())
        .select_related("translation__source__locale", "translation__target_locale", "asked_by")
        .first()
    )
    if run is None:
        return None
    run.state = State.RUNNING
    run.attempts += 1
    run.refusals = {}
    run.due_at = timezone.now() + LEASE
    run.save()
    return run


def _translate(run: MachineRun) -> None:
    translation, user = run.translation, run.asked_by
    if run.attempts > len(WAITS) + 1:  # killed again and again
        raise Failure(Fault.SLOW)
    target = _target(translation)
    if target is None or not translation.enabled or user is None or not user.is_active:
        raise Failure(Fault.GONE)
    rights = target.permissions_for_user(user)
    if not rights.can_edit():
        raise Failure(Fault.GONE)
    if rights.page_locked():
        raise Failure(Fault.PAGE)
    provider = providers.provider_for(*_languages(translation))
    if provider is None:
        raise Failure(Fault.OFF)
    Texts(run, provider, owner_of(target), LEASE).translate()
    _finish(run, publish=run.publish and rights.can_publish())


@transaction.atomic
def _finish(run: MachineRun, *, publish: bool) -> None:
    """Let the page say what came in, if all of it is there; else its texts wait in the editor."""
    target = _target(run.translation)
    if target is None:
        raise Failure(Fault.GONE)
    if not segments.missing(run.translation):
        try:
            with transaction.atomic():
                _save_page(run, target, publish=publish)
        except ValidationError:
            raise Failure(Fault.PAGE) from None
    if run.translated:
        log(target, LOGGED, user=run.asked_by, data={"tool": run.tool})
    run.state, run.fault, run.ended_at = State.DONE, "", timezone.now()
    run.save()


def _save_page(run: MachineRun, target: Page, *, publish: bool) -> None:
    """wagtail-localize's own way writes on a live page even what is meant as a draft, and publishes
    after the transaction; this one makes a revision like an editor's and publishes that."""
    source, locale = run.translation.source, run.translation.target_locale
    if target.alias_of_id:
        run.translation.save_target(user=run.asked_by, publish=publish)
        return
    said = source.get_ephemeral_translated_instance(locale, fallback=True)
    revision = said.save_revision(user=run.asked_by, log_action=True)
    if publish:
        revision.publish(user=run.asked_by)


@transaction.atomic
def _fail(run: MachineRun, failure: Failure) -> None:
    logger.warning("Machine translation by %s: %s", run.tool, failure.fault.value)
    run.fault = failure.fault
    if failure.passes and run.attempts <= len(WAITS):
        wait = min(max(WAITS[run.attempts - 1], failure.after), LONGEST_WAIT)
        run.state, run.due_at = State.WAITING, timezone.now() + wait
    else:
        run.state, run.ended_at = State.FAILED, timezone.now()
    run.save()
    if run.is_open:
        _enqueue(run)


def _enqueue(run: MachineRun) -> None:
    from polku.content.translation.tasks import translate_by_machine

    with suppress(AlreadyEnqueued), transaction.atomic():
        translate_by_machine.configure(
            queueing_lock=f"translation.machine:{run.pk}", schedule_at=run.due_at
        ).defer(run=run.pk)


def _target(translation: Translation) -> Page | None:
    """The page into which the translation flows."""
    model = translation.source.specific_content_type.model_class()
    if model is None or not issubclass(model, Page):
        return None
    return model.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale_id
    ).first()


def _languages(translation: Translation) -> tuple[str, str]:
    return translation.source.locale.language_code, translation.target_locale.language_code
