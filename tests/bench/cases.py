"""What is measured: pages of the site, each with the bare statement that fetches its rows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from django.utils import timezone

from activities.models import ActivityText
from activities.queries import times
from activities.queries.asked import Period
from activities.queries.sought import understood
from orgs.models import Organisation
from polku.content.models import HomePage

from . import session
from .stock.models import StockPage

STATEMENTS = Path(__file__).parent / "sql"
LANGUAGE = "fi"
FILTERS = {"language": "ar", "theme": "language"}
WORDS = "suomea"
FACETS = {"language": ["ar", "so"], "theme": ["friends", "language"], "time": ["evening"]}


@dataclass(frozen=True)
class Case:
    """`parameters` are those of the statement in `sql/<name>.sql`. `cookie`: of a signed-in
    worker, empty for a visitor."""

    name: str
    path: str
    parameters: dict = field(default_factory=dict)
    cookie: str = ""

    @property
    def statement(self) -> str:
        return (STATEMENTS / f"{self.name}.sql").read_text("utf-8")


def home() -> Case:
    page = HomePage.objects.get(locale__language_code=LANGUAGE)
    return Case("home", page.url, {"reader": LANGUAGE, "home": page.pk})


def activity_page() -> Case:
    text = ActivityText.objects.filter(language=LANGUAGE).order_by("activity").first()
    return Case("activity_page", text.page.url, {"page": text.page_id})


def activity_list() -> Case:
    return Case(
        "activity_list",
        f"/{LANGUAGE}/activities/?{urlencode(FILTERS)}",
        {"reader": LANGUAGE, **FILTERS},
    )


def finder() -> Case:
    """Words and three facets, one of them about dates: all that a list can be asked."""
    question = understood(WORDS, LANGUAGE)
    today = times.midnight(timezone.localdate())
    return Case(
        "finder",
        f"/{LANGUAGE}/activities/?{urlencode({'q': WORDS, **FACETS}, doseq=True)}",
        {
            "reader": LANGUAGE,
            "exact": question.exact,
            "near": question.near,
            "languages": FACETS["language"],
            "themes": FACETS["theme"],
            "now": timezone.now(),
            "today": today,
            "sunday": times.midnight(times.days_of(Period.WEEKEND, today.date())[1]),
        },
    )


def inbox() -> Case:
    """Of the worker in the organisation to which every tenth referral goes."""
    organisation = Organisation.objects.get(slug="organisation-2")
    worker = organisation.memberships.get(role="worker").user
    return Case(
        "inbox",
        "/desk/inbox/",
        {"receiver": organisation.pk, "reader": LANGUAGE},
        session.cookie_of(worker.email),
    )


def stock_page_path() -> str:
    return StockPage.objects.get().url


def case(name: str) -> Case:
    """By its name in `sizes.CASES`."""
    return _MAKERS[name]()


_MAKERS: dict[str, Callable[[], Case]] = {
    "home": home,
    "activity_page": activity_page,
    "activity_list": activity_list,
    "finder": finder,
    "inbox": inbox,
}
