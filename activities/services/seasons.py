"""An activity once more, for the next season."""

from datetime import date, timedelta
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from activities.models import ActivityPage, Schedule
from activities.queries import original_languages
from activities.recurrence.seasons import moved
from orgs.models import User

WEEK = timedelta(weeks=1)


@transaction.atomic
def copy_for_next_season(user: User, page: ActivityPage, first_date: date) -> ActivityPage:
    """Make drafts of the activity in all its languages, with its times from `first_date` on;
    returns the one in the language of `page`.

    The texts are taken over as they are, so that each needs only to be read over, and the facts
    from the original. What held for single dates of the old season is left out: dates taken out
    or added, and changes. All times move by the same number of whole weeks, so that each keeps its
    weekday: the first one begins on `first_date`, or on the next of its weekday. The times of
    application and of sign-up move along; where no time says how far, they are left out. The copy
    is an activity of its own, and nothing refers to the old one.

    Raises ValidationError for a date that lies behind, PermissionDenied where the user may not
    copy the original; languages in which they may not are left out.
    """
    if first_date < timezone.localdate():
        raise ValidationError({"first_date": _("This date lies behind. Choose one to come.")})
    original, *others = _group(page)
    weeks = _weeks(original, first_date)
    key = uuid4()
    made = {}
    # The page made first becomes the original.
    for each in (original, *others):
        parent = each.get_parent()
        if not each.permissions_for_user(user).can_copy_to(parent):
            if each == original:
                raise PermissionDenied
            continue
        made[each.locale_id] = _copy(user, each, original, parent, key, weeks)
    return made.get(page.locale_id) or made[original.locale_id]


def first_date_of(page: ActivityPage) -> date | None:
    """The first date of the activity now; None where it has no times."""
    return min((row.first_date for row in _group(page)[0].schedules.all()), default=None)


def _group(page: ActivityPage) -> list[ActivityPage]:
    """The pages of the activity, the original first, without aliases."""
    pages = list(
        ActivityPage.objects.filter(
            translation_key=page.translation_key, alias_of__isnull=True
        ).order_by("pk")
    )
    known = dict(original_languages([page.translation_key]))
    language = known.get(page.translation_key, pages[0].locale.language_code)
    # The page of the original may be gone while a translation lives on.
    return sorted(pages, key=lambda each: each.locale.language_code != language)


def _weeks(original: ActivityPage, first_date: date) -> timedelta | None:
    """By how much all dates move: whole weeks, rounded up."""
    begins = min((row.first_date for row in original.schedules.all()), default=None)
    return None if begins is None else -((begins - first_date) // WEEK) * WEEK


def _copy(
    user: User,
    page: ActivityPage,
    original: ActivityPage,
    parent: Page,
    key,
    weeks: timedelta | None,
) -> ActivityPage:
    facts = {name: getattr(original, name) for name in ActivityPage.fact_names()}
    for name in ("apply_from", "apply_until", "sign_up_from", "sign_up_until"):
        facts[name] = facts[name] and weeks and facts[name] + weeks
    copied = page.copy(
        user=user,
        copy_revisions=False,
        keep_live=False,
        exclude_fields=["schedules", "date_changes"],
        update_attrs={
            **facts,
            "translation_key": key,
            "slug": find_available_slug(parent, page.slug[:250]),
            "go_live_at": None,
            "expire_at": None,
            "expired": False,
        },
    )
    copied.schedules = [
        Schedule.of(moved(row.series, weeks), sort_order=number)
        for number, row in enumerate(original.schedules.all())
    ]
    copied.save()
    copied.save_revision(user=user, clean=False)
    return copied
