"""What is done at the translation desk, with one text or with several in one language.

Each is done or refused by itself, so that one that cannot be done keeps no other from it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from orgs.models import User
from polku.content.translation.queries import places
from polku.content.translation.queries.places import Place
from polku.content.translation.states import State

from . import machine, standings


class Refused(Exception):
    """Why something is not done with a text; `str()` is a translated sentence."""


class NotBegun(Refused):
    def __str__(self):
        return _("There is no text in this language yet. Send it to translation first.")


class NotByStrings(Refused):
    def __str__(self):
        return _("This page is not translated text by text. Open it and change it by hand.")


@dataclass
class Outcome:
    """`refused`: titles by the reason; `unknown`: how many are not there, or not the user's."""

    done: list[Place] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)
    unknown: int = 0


def perform(*, user: User, action: str, keys: Iterable[UUID], language: str) -> Outcome:
    """Do one of `ACTIONS` with these texts in a language."""
    outcome = Outcome()
    for key in dict.fromkeys(keys):
        place = places.place(user, key, language)
        if place is None:
            outcome.unknown += 1
            continue
        try:
            with transaction.atomic():
                ACTIONS[action](user, place)
        except PermissionDenied:
            _refuse(outcome, place, _("You may not change this page."))
        except (Refused, machine.NotPossible, standings.NotPossible) as refusal:
            _refuse(outcome, place, str(refusal))
        else:
            outcome.done.append(place)
    return outcome


def _refuse(outcome: Outcome, place: Place, reason: str) -> None:
    title = (place.page or place.original).draft_title
    outcome.refused.setdefault(reason, []).append(title)


def start(user: User, place: Place) -> None:
    """Make a draft that waits for its translator, and open it for translation."""
    if place.state != State.MISSING:
        raise Refused(_("There is a text in this language already."))
    may_edit = place.original.permissions_for_user(user).can_edit()
    if not may_edit or not user.has_perm("wagtail_localize.submit_translation"):
        raise PermissionDenied
    locale = Locale.objects.get(language_code=place.language)
    translate_object(place.original, [locale], user=user)


def update(user: User, place: Place) -> None:
    """Put the words that the original has now before the translator; the page stays as it is."""
    if place.state == State.MISSING:
        raise NotBegun
    if place.translation is None:
        raise NotByStrings
    if not place.page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    machine.follow_original(place.translation)


def by_machine(user: User, place: Place) -> None:
    """Ask the machine; where there is no text yet, open it for translation first."""
    if place.state == State.MISSING:
        start(user, place)
        user = _anew(user)
        place = places.place(user, place.key, place.language)
    if place is None or place.translation is None:
        raise NotByStrings
    machine.translate(user=user, translation=place.translation)


def page_now(user: User, key: UUID, language: str) -> Page | None:
    """What there is of a text after something was done with it."""
    place = places.place(_anew(user), key, language)
    return place and place.page


def _anew(user: User) -> User:
    """With rights on what was just made; a user keeps those that were read once."""
    return User.objects.get(pk=user.pk)


def check(user: User, place: Place) -> None:
    """A person has read it, and finds that it says what its source says now."""
    if place.page is None:
        raise NotBegun
    standings.mark_checked(user, place.page)


ACTIONS: dict[str, Callable[[User, Place], None]] = {
    "start": start,
    "update": update,
    "machine": by_machine,
    "check": check,
}


def to_send(*, user: User, keys: Iterable[UUID], language: str) -> tuple[list[int], Outcome]:
    """The translations that can go out as files, and what cannot."""
    outcome = Outcome()
    for key in dict.fromkeys(keys):
        place = places.place(user, key, language)
        if place is None:
            outcome.unknown += 1
        elif place.translation is None:
            _refuse(outcome, place, str(NotByStrings() if place.page else NotBegun()))
        else:
            outcome.done.append(place)
    return [place.translation.pk for place in outcome.done], outcome
