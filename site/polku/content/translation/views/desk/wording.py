"""How the desk says where a text stands: in a word for a narrow column, and in a sentence."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from polku.base import languages
from polku.base.templatetags.presentation import short_day
from polku.content.translation.states import State

# In the order of the legend.
SHORT: dict[State, Promise] = {
    State.ORIGINAL: pgettext_lazy("short state of a text", "orig."),
    State.UP_TO_DATE: pgettext_lazy("short state of a text", "ok"),
    State.OUTDATED: pgettext_lazy("short state of a text", "old"),
    State.MISSING: pgettext_lazy("short state of a text", "none"),
    State.IN_TRANSLATION: pgettext_lazy("short state of a text", "begun"),
    State.MACHINE: pgettext_lazy("short state of a text", "auto"),
    State.MACHINE_OUTDATED: pgettext_lazy("short state of a text", "auto old"),
}
MEANING: dict[State, Promise] = {
    State.ORIGINAL: gettext_lazy("The others are translated from it."),
    State.UP_TO_DATE: gettext_lazy("It says what the original says."),
    State.OUTDATED: gettext_lazy("The original has changed since. Readers are told so."),
    State.MISSING: gettext_lazy("There is no text. Readers see it in another language."),
    State.IN_TRANSLATION: gettext_lazy("Somebody works on it. A part of it is not there yet."),
    State.MACHINE: gettext_lazy("No person has checked it. Readers are told so."),
    State.MACHINE_OUTDATED: gettext_lazy(
        "No person has checked it, and the original has changed since. Readers are told so."
    ),
}


def language(code: str) -> dict:
    """A language, as templates show it: its own name, and that in the reader's language."""
    return {
        "code": code,
        "short": code.split("-")[0],
        "name": languages.own_name(code),
        "title": languages.name_in(code, get_language() or "en"),
        "direction": languages.direction(code),
    }


def wishes(number: int) -> str:
    said = ngettext("%(number)d reader waits", "%(number)d readers wait", number)
    return said % {"number": number} if number else ""


def since(moment) -> str:
    return _("since %(day)s") % {"day": short_day(timezone.localtime(moment))} if moment else ""
