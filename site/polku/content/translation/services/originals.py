"""Making another language the original of a text.

The translations form a tree whose root is the original (Somali → Finnish → Russian). With another
root, the ways between the old one and the new one turn round: what was translated from the old
original on the way to the new one is now translated from what it was made into. All else stays.
"""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from orgs.models import User
from polku.base import languages
from polku.base.bin import is_binned
from polku.content import originals
from polku.content.originals import NotPossible
from polku.content.translation import states
from polku.content.translation.models import Original, Standing
from polku.content.translation.queries.standing import standings_of
from polku.content.translation.states import BY_MACHINE

from . import reversal

LOGGED = "translation.make_original"


@transaction.atomic
def make_original(user: User | None, page: Page) -> Page:
    """Let the text of this page be the one that the others are made from; returns the page.

    Nothing changes for readers: its facts are those that are public. The old original is in line
    with this page where this one was in line with it. Raises NotPossible where its text is not
    public, or not a person's as a whole, and PermissionDenied unless the user may publish this
    page and the original. No user means the system.
    """
    _lock(page)
    page = Page.objects.select_related("locale").get(pk=page.pk)
    if is_original(page):
        return page
    before = originals.original_of(page)
    if not may_choose(user, page):
        raise PermissionDenied
    _check(page)
    way = reversal.way_between(before, page)
    in_line = [reversal.is_in_line(*step) for step in way]
    Original.objects.update_or_create(
        translation_key=page.translation_key, defaults={"language": page.locale.language_code}
    )
    Standing.objects.filter(page=page).delete()
    reversal.cut(page, way)
    # Facts first: what the old original is translated from now has to have them.
    originals.changed(user, before, page)
    for (source, target), was_in_line in zip(way, in_line, strict=True):
        reversal.turn(source, target, in_line=was_in_line)
        reversal.say_what_stands(source, target, in_line=was_in_line)
    log(instance=page.specific, action=LOGGED, user=user)
    return page


def is_original(page: Page) -> bool:
    """Whether the page is the original already, and not only the first that is left."""
    known = originals.registered([page.translation_key]).get(page.translation_key)
    return known in (None, page.locale.language_code) and originals.original_of(page).pk == page.pk


def may_choose(user: User | None, page: Page) -> bool:
    """Whether the user may publish the page, and the original where that is there."""
    pages = [page, originals.original_of(page)]
    return user is None or all(
        each.permissions_for_user(user).can_publish() for each in pages if not is_binned(each)
    )


def obstacle(page: Page) -> str:
    """Why a page that is not the original cannot be it, in one sentence; empty where it can."""
    language = languages.own_name(page.locale.language_code)
    if not page.live or page.alias_of_id or is_binned(page):
        return _("Publish the page in this language first: %(language)s.") % {"language": language}
    if standing_of(page).state in BY_MACHINE:
        return _("A machine wrote this text. Read it and mark it as checked first.")
    if Standing.objects.filter(page=page, is_partial=True).exists():
        return _("A part of this text is not translated yet. Translate it and publish it first.")
    return ""


def standing_of(page: Page) -> states.Standing:
    language = page.locale.language_code
    return standings_of(page, languages=[language])[language]


def _check(page: Page) -> None:
    if why := obstacle(page):
        raise NotPossible(why)


def _lock(page: Page) -> None:
    """Two languages at once would each turn the same way round."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('translation:' || %s, 0))",
            [str(page.translation_key)],
        )
