"""Activities to which clients can be referred, and their titles."""

from dataclasses import replace
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language

from activities.models import Activity, ActivityText
from activities.queries import Filters, Place, find
from orgs.access import Actor
from orgs.models import Area


def taking_referrals(
    actor: Actor,
    *,
    words: str = "",
    theme: str = "",
    language: str = "",
    municipality: Area | None = None,
) -> QuerySet[Activity]:
    """Activities of other open organisations that take referrals and are still to come, soonest
    first: found as the public site finds them, and by the organisation's name.

    `language`: one in which the activity is held. Activities held online are everywhere.
    """
    reader = get_language() or "en"
    filters = Filters(
        languages=(language,) if language else (),
        themes=(theme,) if theme else (),
        places=(Place.of(municipality),) if municipality else (),
    )
    found = find(filters, reader).filter(takes_referrals=True)
    if words:
        by_words = find(replace(filters, words=words), reader).order_by().values("pk")
        found = found.filter(Q(pk__in=by_words) | Q(organisation__name__icontains=words))
    found = found.exclude(organisation=actor.organisation)
    return with_titles(found, "", "summary", "intake_criteria", "what_happens_next")


def activity_by_key(actor: Actor, key: UUID) -> Activity:
    """One of those; raises Http404 for any other."""
    found = taking_referrals(actor).filter(translation_key=key).first()
    if found is None:
        raise Http404
    return found


def with_titles(found: QuerySet, prefix: str = "", *more: str) -> QuerySet:
    """Fetch what `activity_title` reads together with the rows; `more` names further texts."""
    texts = ActivityText.objects.only("activity_id", "language", "title", *more)
    return found.prefetch_related(Prefetch(f"{prefix}texts", queryset=texts))


def activity_title(activity: Activity) -> str:
    """In the reader's language, else in the original's, else in English, else in any."""
    texts = {text.language: text.title for text in activity.texts.all()}
    for language in (get_language(), activity.original_language, "en"):
        if language in texts:
            return texts[language]
    return next(iter(texts.values()), "–")
