"""Making another language the original of a text.

The translations form a tree whose root is the original (Somali → Finnish → Russian). With another
root, the ways between the old one and the new one turn round: what was translated from the old
original on the way to the new one is now translated from what it was made into. All else stays.
"""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from orgs.models import User
from polku.base import languages
from polku.base.bin import is_binned
from polku.content import originals
from polku.content.originals import NotPossible
from polku.content.translation.models import Original, Standing
from polku.content.translation.queries.standing import standings_of
from polku.content.translation.states import BY_MACHINE, OUTDATED

from . import reversal

LOGGED = "translation.make_original"


@transaction.atomic
def make_original(user: User | None, page: Page) -> Page:
    """Let the text of this page be the one that the others are made from; returns the page.

    Nothing changes for readers: its facts are those that are public. Raises NotPossible where its
    text is not public, or does not say what the original says, and PermissionDenied unless the
    user may publish this page and the original. No user means the system.
    """
    _lock(page)
    page = Page.objects.select_related("locale").get(pk=page.pk)
    if is_original(page):
        return page
    before = originals.original_of(page)
    if not may_choose(user, page):
        raise PermissionDenied
    _check(page)
    Original.objects.update_or_create(
        translation_key=page.translation_key, defaults={"language": page.locale.language_code}
    )
    # Facts first: what the old original is translated from now has to have them.
    originals.changed(user, before, page)
    way = reversal.way_between(before, page)
    for source, target in way:
        reversal.turn(source, target)
    _say_what_stands(page, way)
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
    standing = standings_of(page, languages=[page.locale.language_code])
    state = standing[page.locale.language_code].state
    if state in BY_MACHINE:
        return _("A machine wrote this text. Read it and mark it as checked first.")
    if state in OUTDATED:
        return _(
            "The original has changed since this text was translated. Translate what is new, or "
            "mark the text as checked, first."
        )
    if Standing.objects.filter(page=page, is_partial=True).exists():
        return _("A part of this text is not translated yet. Translate it and publish it first.")
    return ""


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


def _say_what_stands(page: Page, way: list[tuple[Page, Page]]) -> None:
    """The new original is no translation any more; each page that was above it says what its new
    source says, since that said all of it."""
    Standing.objects.filter(page=page).delete()
    for translated, source in way:
        says = {"says": source.wordings.filter(is_current=True).first(), "said_at": timezone.now()}
        # A page on the way keeps what is known of it: a machine may have written it.
        Standing.objects.update_or_create(page=translated, defaults=says)
