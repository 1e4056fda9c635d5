"""What the page of an activity shows besides its own text, in the reader's words."""

from dataclasses import dataclass, field
from datetime import date

from activities.models import Activity
from activities.places import Offer
from polku.base.map_links import MapLinks, map_links
from polku.base.models import SiteImage
from polku.base.positions import Position

from .dates import When


@dataclass(frozen=True)
class FactsShown:
    """The facts in the reader's words. `when_next`: the next dates, with those called off among
    them, and whether there `are_more_dates`; `schedule_sentences`: such as “Every Monday,
    17:00–19:00”; `changes`: of dates that are not among the next ones, each {sentence, note, lang,
    dir}."""

    when_next: list[When] = field(default_factory=list)
    are_more_dates: bool = False
    schedule_sentences: list[str] = field(default_factory=list)
    changes: list[dict] = field(default_factory=list)
    venue: str = ""
    street_address: str = ""
    postal_code: str = ""
    where: Position | None = None
    municipality: str = ""
    attendance: str = ""
    meeting_link: str = ""
    step_free: str = ""
    child_care: str = ""
    price_cents: int | None = None
    capacity: int | None = None
    languages: list[dict] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    ages: str = ""
    course: "CourseFacts | None" = None
    joining: list[str] = field(default_factory=list)
    joining_url: str = ""
    # Where one signs up here, else None; and whether one can wait for a place on a date.
    sign_up: Offer | None = None
    has_waiting_list: bool = False
    contact_phone: str = ""
    contact_email: str = ""
    takes_referrals: bool = False
    cover: SiteImage | None = None

    @property
    def has_place(self) -> bool:
        return bool(self.venue or self.street_address or self.municipality)

    @property
    def map_links(self) -> MapLinks | None:
        """Where a map shows the place; a municipality alone is no place to go to."""
        if not (self.street_address or self.venue or self.where):
            return None
        town = " ".join(filter(None, [self.postal_code, self.municipality]))
        # Maps know streets better than names of houses.
        words = ", ".join(filter(None, [self.street_address or self.venue, town]))
        return map_links(words, self.where)

    @property
    def news(self) -> str:
        """What whoever means to come next has to know first: called_off, where no date is left of
        those that were planned, cancelled or moved; empty where nothing is otherwise."""
        if not self.when_next:
            return ""
        if all(when.is_cancelled for when in self.when_next) and not self.are_more_dates:
            return "called_off"
        if self.when_next[0].is_cancelled:
            return "cancelled"
        return "moved" if self.when_next[0].moved_from or self.when_next[0].place else ""

    @property
    def can_be_joined(self) -> bool:
        ways = (
            self.joining,
            self.joining_url,
            self.sign_up,
            self.contact_phone,
            self.contact_email,
        )
        return any(ways) or self.takes_referrals


@dataclass(frozen=True)
class CourseFacts:
    """What only courses have. `application`: upcoming, open or closed today, empty where no time
    is set."""

    level_from: str
    level_to: str
    apply_from: date | None
    apply_until: date | None
    application: str
    total_hours: int | None
    hours_per_week: int | None
    final_test: str

    @property
    def is_told(self) -> bool:
        return any(vars(self).values())


@dataclass(frozen=True)
class Detail:
    """`state`: published, ended or withdrawn; `organisation`: {name, url}; `activity`: None where
    nothing is published, or a draft is shown."""

    facts: FactsShown
    organisation: dict
    state: str
    activity: Activity | None = None
