"""Activities to which clients can be referred, and their titles."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import get_language

from activities.models import Activity, ActivityText
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
    """Published activities of other open organisations that take referrals, by organisation.

    `language`: one in which the activity is held. Activities held online are everywhere.
    """
    found = Activity.objects.filter(
        status=Activity.Status.PUBLISHED,
        takes_referrals=True,
        organisation__closed_on__isnull=True,
    ).exclude(organisation=actor.organisation)
    if theme:
        found = found.filter(themes__contains=[theme])
    if language:
        found = found.filter(languages__contains=[language])
    if municipality:
        found = found.filter(Q(municipality=municipality) | Q(is_online=True))
    for word in words.split():
        texts = ActivityText.objects.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        found = found.filter(
            Q(pk__in=texts.values("activity_id")) | Q(organisation__name__icontains=word)
        )
    return with_titles(found.select_related("organisation", "municipality")).order_by(
        "organisation__name", "pk"
    )


def activity_by_key(actor: Actor, key: UUID) -> Activity:
    """One of those; raises Http404 for any other."""
    found = taking_referrals(actor).filter(translation_key=key).first()
    if found is None:
        raise Http404
    return found


def with_titles(found: QuerySet, prefix: str = "") -> QuerySet:
    """Fetch what `activity_title` reads together with the rows."""
    texts = ActivityText.objects.only("activity_id", "language", "title", "summary")
    return found.prefetch_related(Prefetch(f"{prefix}texts", queryset=texts))


def activity_title(activity: Activity) -> str:
    """In the reader's language, else in the original's, else in English, else in any."""
    texts = {text.language: text.title for text in activity.texts.all()}
    for language in (get_language(), activity.original_language, "en"):
        if language in texts:
            return texts[language]
    return next(iter(texts.values()), "–")
