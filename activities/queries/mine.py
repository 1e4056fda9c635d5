"""The activities of one's own organisation, as its people keep them: drafts and all."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.models import WorkflowState

from activities.models import Activity, ActivityPage
from activities.models.schedule import DateChange, Schedule
from activities.recurrence import Problem, Series, assign, preview
from orgs.access import Actor
from orgs.models import OrganisationPage
from polku.base import languages
from polku.base.bin import without_bin
from polku.base.publication import State, state_of, waits_for_review, with_state
from polku.content.translation.queries import standing
from polku.content.translation.states import Page as Text
from polku.content.translation.states import State as TextState
from polku.content.translation.states import states as text_states
from polku.content.upkeep.models import Deletion
from polku.content.upkeep.queries.bin import deletions_for
from polku.content.upkeep.queries.reviews import due_reviews

from .cards import When
from .times import occurrences_to_come


@dataclass(frozen=True)
class OtherLanguage:
    """Another language of the site: its own name, and where the activity's text stands in it."""

    code: str
    name: str
    state: TextState

    @property
    def is_missing(self) -> bool:
        return self.state == TextState.MISSING


@dataclass(frozen=True)
class Mine:
    """One activity of the organisation. `has_changes`: its draft says more than the public sees;
    `is_sent_back`: a reviewer wants something to be mended; `has_choice`: another language can be
    made its original, or the original is gone."""

    page: ActivityPage
    title: str
    state: State
    waits: bool
    has_changes: bool
    is_sent_back: bool
    language: str
    direction: str
    has_choice: bool = False
    others: list[OtherLanguage] = field(default_factory=list)
    # When it takes place, in words: what the public reads, of a draft what it would read.
    times: tuple[str, ...] = ()
    next_date: When | None = None
    review_due: date | None = None

    @property
    def key(self) -> UUID:
        return self.page.translation_key


def pages_of(actor: Actor) -> QuerySet[ActivityPage]:
    """The pages of activities below the pages of the actor's organisation, in all languages."""
    below = Q(pk__in=[])
    for path in OrganisationPage.objects.filter(organisation=actor.organisation).values_list(
        "path", flat=True
    ):
        below |= Q(path__startswith=path)
    return ActivityPage.objects.filter(below, alias_of__isnull=True)


def original(actor: Actor, key: UUID) -> ActivityPage:
    """The page on which the activity's facts are written, as its latest draft has it.

    Raises ActivityPage.DoesNotExist where there is none in the actor's organisation.
    """
    found = _originals(pages_of(actor).filter(translation_key=key))
    if not found:
        raise ActivityPage.DoesNotExist
    return found[0].get_latest_revision_as_object()


def has(actor: Actor, key: UUID) -> bool:
    """Whether the activity is one of the actor's organisation."""
    return pages_of(actor).filter(translation_key=key).exists()


def in_languages(actor: Actor, key: UUID) -> QuerySet[ActivityPage]:
    """The activity in each language in which it is written, the page made first coming first."""
    pages = pages_of(actor).filter(translation_key=key)
    return without_bin(pages).select_related("locale").order_by("pk")


def deleted(actor: Actor) -> QuerySet[Deletion]:
    """Activities of the organisation that were deleted and can be taken back."""
    return deletions_for(actor.user).filter(
        organisation=actor.organisation, pages__page__content_type__model="activitypage"
    )


def mine(actor: Actor) -> list[Mine]:
    """All activities of the organisation: what waits for somebody first, then what is public, then
    drafts, then what has been."""
    pages = list(
        with_state(pages_of(actor))
        .select_related("locale", "latest_revision")
        .prefetch_related(_WORKFLOWS)
        .order_by("pk")
    )
    keys = list({page.translation_key for page in pages})
    dates = _next_dates(keys)
    public = _published_series(keys)
    due = {review.page.translation_key: review.due_on for review in due_reviews(actor.user)}
    texts = standing.read(pages_of(actor))
    found = [
        _mine(page, texts[page.translation_key], dates, due, _times(page, public))
        for page in _originals(pages)
    ]
    return sorted(found, key=lambda one: (not one.is_sent_back, _ORDER[one.state], one.title))


# What Wagtail's own `prefetch_workflow_states` does for pages that are not yet specific.
_WORKFLOWS = Prefetch(
    "_specific_workflow_states",
    queryset=WorkflowState.objects.active().select_related("current_task_state__task"),
    to_attr="_current_workflow_states",
)
_ORDER = {State.PENDING: 0, State.PUBLISHED: 1, State.PRIVATE: 2, State.ARCHIVED: 3}


def _originals(pages) -> list[ActivityPage]:
    """Of each translation group the page in the original language; before the first publication
    that is the page made first."""
    by_key: dict[UUID, dict[str, ActivityPage]] = {}
    for page in sorted(pages, key=lambda page: page.pk):
        by_key.setdefault(page.translation_key, {}).setdefault(page.locale.language_code, page)
    languages_of = dict(
        Activity.objects.filter(translation_key__in=by_key).values_list(
            "translation_key", "original_language"
        )
    )
    return [
        group.get(languages_of.get(key, ""), next(iter(group.values())))
        for key, group in by_key.items()
    ]


def _mine(
    page: ActivityPage,
    texts: list[Text],
    dates: dict[UUID, When],
    due: dict,
    times: tuple[str, ...],
) -> Mine:
    workflow = page.current_workflow_state
    return Mine(
        page=page,
        title=page.draft_title or page.title,
        state=state_of(page),
        waits=waits_for_review(page),
        has_changes=page.live and page.has_unpublished_changes,
        is_sent_back=workflow is not None and workflow.status == workflow.STATUS_NEEDS_CHANGES,
        language=page.locale.language_code,
        direction=page.direction,
        has_choice=_has_choice(page, texts),
        others=_others(page, texts),
        times=times,
        next_date=dates.get(page.translation_key),
        review_due=due.get(page.translation_key),
    )


def _has_choice(page: ActivityPage, texts: list[Text]) -> bool:
    """What was once published as a translation was made from an original."""
    own = next((text for text in texts if text.key == page.pk), None)
    is_gone = own is not None and own.is_live and own.has_standing
    return is_gone or any(text.is_live and text.key != page.pk for text in texts)


def _others(page: ActivityPage, texts: list[Text]) -> list[OtherLanguage]:
    """Nobody translates what is over."""
    if state_of(page) == State.ARCHIVED:
        return []
    language = page.locale.language_code
    found = text_states(texts, language, languages.offered())
    return [
        OtherLanguage(code, languages.own_name(code), found[code].state)
        for code in languages.offered()
        if code != language
    ]


def _published_series(keys: list[UUID]) -> dict[UUID, list[Series]]:
    """The schedule of each activity that the public sees."""
    found = Activity.objects.filter(translation_key__in=keys, status=Activity.Status.PUBLISHED)
    return {
        key: [Series.from_json(one) for one in schedules]
        for key, schedules in found.values_list("translation_key", "schedules")
    }


def _times(page: ActivityPage, public: dict[UUID, list[Series]]) -> tuple[str, ...]:
    if state_of(page) == State.ARCHIVED:
        return ()
    try:
        series = public.get(page.translation_key)
        if series is None:
            series = series_of_draft(page)
        return tuple(preview(series, timezone.localdate()))
    except Problem:
        return ()


def series_of_draft(page: ActivityPage) -> list[Series]:
    """When it takes place by the latest draft, without a query where that was read with the page;
    raises Problem."""
    if page.latest_revision is None:
        return page.series
    said = page.latest_revision.content
    rows = [Schedule.from_serializable_data(one) for one in said.get("schedules", ())]
    changes = [DateChange.from_serializable_data(one) for one in said.get("date_changes", ())]
    return assign(
        [row.series for row in rows if row.is_complete],
        [row.change for row in changes if row.date],
    )[0]


def _next_dates(keys: list[UUID]) -> dict[UUID, When]:
    """The next published date of each activity."""
    return {
        occurrence.activity.translation_key: When.of(occurrence)
        for occurrence in occurrences_to_come(timezone.now())
        .filter(activity__translation_key__in=keys, activity__status=Activity.Status.PUBLISHED)
        .select_related("activity")
        .order_by("activity", "starts_at", "pk")
        .distinct("activity")
    }
