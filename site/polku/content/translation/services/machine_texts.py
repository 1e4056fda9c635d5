"""The texts of one run: which are sent, and how their answers come in."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from orgs.models import Organisation
from polku.content.translation.models import MachineRun
from polku.content.translation.queries import segments
from polku.content.translation.queries.segments import Segment
from polku.content.translation.rules import words as counting
from polku.content.translation.rules.answers import Refused, accepted
from polku.content.translation.rules.protection import Masked
from polku.content.translation.rules.providers import Provider

from . import word_budget
from .providers import Failure, ask

# Services take no more in one request.
TEXTS, LETTERS = 25, 5_000
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


class Texts:
    """Each request to the service is paid for before, and its answers are kept before the next one:
    who is killed between the two pays for one request twice, no more."""

    def __init__(
        self,
        run: MachineRun,
        provider: Provider,
        owner: Organisation | None,
        lease: timedelta,
    ):
        self.run, self.provider, self.owner, self.lease = run, provider, owner, lease
        self.source = run.translation.source.locale
        self.target = run.translation.target_locale

    def translate(self) -> None:
        """Let all texts be translated that nobody has translated. Raises Failure; what came in
        before it stays."""
        translation = self.run.translation
        missing = segments.missing(translation)
        by_hand = segments.by_hand(translation, missing)
        masks = segments.masked(translation, missing)
        waiting: dict[str, tuple[Masked, list[Segment]]] = {}
        settled: list[tuple[Segment, str, StringTranslation | None]] = []
        for one in missing:
            if said := by_hand.get(one.string_id):
                settled.append((one, said.data, said))
            elif one.stays:
                settled.append((one, one.html, None))
            elif masks[one.html].has_words:
                waiting.setdefault(one.html, (masks[one.html], []))[1].append(one)
            else:
                settled.append((one, masks[one.html].whole(), None))
        for batch in _batches(waiting):
            self._translate_batch(batch)
        with transaction.atomic():
            for place, said, like in settled:
                self._keep(place, said, like)

    def _translate_batch(self, batch: list[tuple[Masked, list[Segment]]]) -> None:
        words = sum(counting.count(masked.text) for masked, _places in batch)
        month = self._pay(words)
        try:
            answers = ask(
                self.provider, self.source, self.target, [masked.html for masked, _ in batch]
            )
        except Failure:
            with transaction.atomic():
                word_budget.give_back(self.owner, month, words)
                self.run.words -= words
                self.run.save(update_fields=["words"])
            raise
        self._take_in(batch, answers)

    @transaction.atomic
    def _pay(self, words: int):
        try:
            month = word_budget.take(self.owner, words)
        except word_budget.Exceeded:
            raise Failure(MachineRun.Fault.BUDGET) from None
        self.run.words += words
        self.run.due_at = timezone.now() + self.lease
        self.run.save(update_fields=["words", "due_at"])
        return month

    @transaction.atomic
    def _take_in(self, batch: list[tuple[Masked, list[Segment]]], answers: list[str]) -> None:
        refusals = Counter(self.run.refusals)
        for (masked, places), answer in zip(batch, answers, strict=True):
            try:
                said = accepted(answer, masked, self.target.language_code)
            except Refused as refused:
                refusals[refused.refusal.value] += len(places)
                continue
            for place in places:
                self.run.translated += self._keep(place, said)
        self.run.refusals = dict(refusals)
        self.run.save(update_fields=["translated", "refusals"])

    def _keep(self, place: Segment, said: str, like: StringTranslation | None = None) -> bool:
        """Keep a translation, unless somebody has made one meanwhile; tells whether it did."""
        _row, made = StringTranslation.objects.get_or_create(
            translation_of_id=place.string_id,
            context_id=place.context_id,
            locale=self.target,
            defaults={
                "data": said,
                "translation_type": like.translation_type if like else MACHINE,
                "tool_name": like.tool_name if like else self.run.tool,
                "last_translated_by_id": (
                    like.last_translated_by_id if like else self.run.asked_by_id
                ),
            },
        )
        return made


def _batches(
    waiting: dict[str, tuple[Masked, list[Segment]]],
) -> Iterator[list[tuple[Masked, list[Segment]]]]:
    batch, letters = [], 0
    for masked, places in waiting.values():
        if batch and (len(batch) == TEXTS or letters + len(masked.html) > LETTERS):
            yield batch
            batch, letters = [], 0
        batch.append((masked, places))
        letters += len(masked.html)
    if batch:
        yield batch
