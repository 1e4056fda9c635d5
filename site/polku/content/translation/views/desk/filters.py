"""What of the desk is shown, as the address says it."""

from dataclasses import asdict, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from polku.base.languages import offered
from polku.content.translation.queries.desk import BY_TIME, BY_WISHES, OF_THE_SITE, Desk, Filters
from polku.content.translation.states import State

from .wording import language

# By those one can look for; all but one text of each page is the original once.
STATES = [state for state in State if state != State.ORIGINAL]
_LONGEST = 100
_LARGEST = 2**31 - 1


def read(data: QueryDict) -> Filters:
    """What is no filter that we know is left out."""
    chosen, state, order = data.get("language"), data.get("state"), data.get("order")
    return Filters(
        organisation=_number(data.get("organisation", "")),
        kind=_number(data.get("kind", "")),
        language=chosen if chosen in offered() else "",
        state=state if state in STATES else "",
        words=data.get("words", "").replace("\0", "").strip()[:_LONGEST],
        order=order if order == BY_WISHES else BY_TIME,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) <= _LARGEST else None


def query(filters: Filters, **changes) -> str:
    """The query of the address that shows this, `?` included."""
    said = asdict(replace(filters, **changes))
    if said["order"] == BY_TIME:
        del said["order"]
    return "?" + urlencode({name: value for name, value in said.items() if value not in ("", None)})


def choices(filters: Filters, found: Desk) -> list[dict]:
    """The fields of the form, but for the words."""
    fields = [
        ("language", _("Language"), _("All languages"), _languages()),
        ("state", _("State"), _("All states"), [(state, state.label) for state in STATES]),
        ("kind", _("Kind of page"), _("All kinds"), found.kinds),
        ("organisation", _("Organisation"), _("All organisations"), _organisations(found)),
        (
            "order",
            _("Order"),
            "",
            [(BY_TIME, _("Longest waiting first")), (BY_WISHES, _("Most wanted first"))],
        ),
    ]
    return [
        {
            "name": name,
            "label": label,
            "all": everything,
            "options": [
                {"value": value, "label": said, "is_chosen": value == getattr(filters, name)}
                for value, said in options
            ],
        }
        for name, label, everything, options in fields
        if len(options) > 1
    ]


def _languages() -> list[tuple[str, str]]:
    return [(code, language(code)["title"]) for code in offered()]


def _organisations(found: Desk) -> list[tuple[int, str]]:
    ours = [(OF_THE_SITE, pgettext("pages that belong to no organisation", "The site itself"))]
    return ours * found.has_pages_of_the_site + found.organisations
