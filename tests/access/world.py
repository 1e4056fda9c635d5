"""A small world in which much could leak: what happens between the organisations of `roles.Role`,
with a canary in each field that is personal or sensitive."""

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core import mail
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from activities.models import Activity, Occurrence
from activities.signups.models import Question, SignUp
from orgs.access import Actor
from orgs.models import Invitation, Organisation, User
from orgs.services import editing
from orgs.services.organisations import add_member
from polku.base.models import SiteDocument
from polku.content.services import answers
from polku.content.upkeep.models import Deletion, Review
from polku.content.upkeep.services import review_links
from polku.content.upkeep.services.bin import to_bin
from polku.record import outbox
from referrals.exchange.models import Referral
from referrals.people.models import Person
from tests.access import participants
from tests.access.canaries import Flock
from tests.access.roles import Role, add_second_factor, session_of
from tests.access.story import READERS, refer
from tests.factories import activities, content, orgs

EDITORS = {Role.RECEIVER_EDITOR, Role.SUPERUSER}
# For which organisation each role acts, and as what there.
MEMBERS = {
    Role.NO_SECOND_FACTOR: ("B", "worker"),
    Role.SENDER_WORKER: ("A", "worker"),
    Role.RECEIVER_WORKER: ("B", "worker"),
    Role.RECEIVER_MANAGER: ("B", "manager"),
    Role.RECEIVER_EDITOR: ("B", "editor"),
    Role.RECEIVER_AUDITOR: ("B", "auditor"),
    Role.OUTSIDER_WORKER: ("C", "worker"),
    Role.OUTSIDER_MANAGER: ("C", "manager"),
    Role.SWITCHED_WORKER: ("D", "worker"),
    Role.COORDINATOR: ("M", "coordinator"),
}


@dataclass(repr=False)
class World:
    organisations: dict[str, Organisation] = dataclass_field(default_factory=dict)
    accounts: dict[Role, User] = dataclass_field(default_factory=dict)
    sessions: dict[Role, str] = dataclass_field(default_factory=dict)
    # By the letter of the organisation.
    invitations: dict[str, Invitation] = dataclass_field(default_factory=dict)
    activities: dict[str, Activity] = dataclass_field(default_factory=dict)
    # The first date of each.
    dates: dict[str, Occurrence] = dataclass_field(default_factory=dict)
    pages: dict[str, Page] = dataclass_field(default_factory=dict)
    # What was mailed in the end.
    mails: list[EmailMessage] = dataclass_field(default_factory=list)
    document: SiteDocument | None = None
    # A page of B that was deleted, and can be taken back.
    binned: Deletion | None = None
    # Of the link by which the owner of a page of B says whether it is still right.
    review_token: str = ""
    # Of somebody who only has a code, and of somebody of whom much is known.
    sign_ups: dict[str, SignUp] = dataclass_field(default_factory=dict)
    questions: dict[str, Question] = dataclass_field(default_factory=dict)
    ticket: str = ""
    media: Path | None = None
    # By the name of the referral in which they are: the sender's own client, and the referral.
    people: dict[str, Person] = dataclass_field(default_factory=dict)
    referrals: dict[str, Referral] = dataclass_field(default_factory=dict)
    # What was written, by the name of the referral.
    words: dict[str, str] = dataclass_field(default_factory=dict)
    flock: Flock = dataclass_field(default_factory=Flock)
    # What forms want: an id that no move has had, today, a week from today.
    fresh: UUID = dataclass_field(default_factory=uuid4)
    today: date = dataclass_field(default_factory=timezone.localdate)

    def __repr__(self):
        return "the world"

    @property
    def next_week(self) -> date:
        return self.today + timedelta(days=7)

    def actor(self, role: Role) -> Actor:
        letter, name = MEMBERS[role]
        return Actor(self.accounts[role], self.organisations[letter], frozenset([name]))

    def visitor(self, role: Role, **options) -> Client:
        """A browser in which this role has signed in."""
        client = Client(**options)
        if role != Role.ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


def build() -> World:
    world = World()
    with override("en"):
        _found_organisations(world)
        world.flock.about = "account"
        _make_accounts(world)
        participants.invite(world)
        world.flock.about = "page"
        _publish(world)
        world.flock.about = "participant"
        participants.sign_up(world)
        world.flock.about = "client"
        refer(world)
        mail.outbox = []
        outbox.deliver_waiting()
        world.mails = list(mail.outbox)
        _sign_in(world)
    return world


def _found_organisations(world: World) -> None:
    tampere = orgs.area("837")
    for letter, kind, name in (
        ("A", "employment_authority", "Aspen Employment Services"),
        ("B", "association", "Birch Association"),
        ("C", "education_provider", "Cedar College"),
        ("D", "education_provider", "Dogwood Institute"),
        ("M", "municipality", "Maple Town"),
    ):
        made = orgs.organisation(kind, name, slug=name.split()[0].lower(), language="en")
        made.areas.add(tampere)
        editing.set_up(made)
        world.organisations[letter] = made


def _make_accounts(world: World) -> None:
    for role in Role:
        if role == Role.ANONYMOUS:
            continue
        letter, name = MEMBERS.get(role, ("", ""))
        partners = _partners("DB" if role == Role.SWITCHED_WORKER else letter)
        colleagues = _colleagues(role, letter)
        make = User.objects.create_superuser if role == Role.SUPERUSER else User.objects.create_user
        account = make(
            world.flock.email(f"address of the {role}", colleagues),
            orgs.PASSWORD,
            first_name=world.flock.word(f"first name of the {role}", colleagues | partners),
            last_name=world.flock.word(f"last name of the {role}", colleagues | partners),
            language="en",
        )
        world.accounts[role] = account
        if letter:
            add_member(organisation=world.organisations[letter], user=account, role=name)
        if role != Role.NO_SECOND_FACTOR:
            add_second_factor(account)
    # Works for B as well, and has no business with B's clients while acting for D.
    add_member(
        organisation=world.organisations["B"],
        user=world.accounts[Role.SWITCHED_WORKER],
        role="worker",
    )


def _sign_in(world: World) -> None:
    for role, account in world.accounts.items():
        world.sessions[role] = session_of(
            account,
            acts_for=world.organisations["D"] if role == Role.SWITCHED_WORKER else None,
            second_factor=role != Role.NO_SECOND_FACTOR,
        )


def _colleagues(role: Role, letter: str) -> set[Role]:
    """Oneself, the people of one's organisations, and the system's administrator."""
    letters = "BD" if role == Role.SWITCHED_WORKER else letter
    own = {other for other, (where, _name) in MEMBERS.items() if where in letters}
    both = {Role.SWITCHED_WORKER} if letter == "B" else set()
    return {role, Role.SUPERUSER} | own | both


def _partners(letters: str) -> set[Role]:
    """Workers of organisations with which one exchanges referrals: they see who did what."""
    others = {"A": "BCD", "B": "AC", "C": "AB", "D": "A"}
    return {
        role for letter in letters for other in others.get(letter, "") for role in READERS[other]
    }


def _publish(world: World) -> None:
    """One activity of each receiver, in two languages, and a page that nobody has published."""
    homes = content.site_tree()
    readers = EDITORS | set().union(*READERS.values())
    for letter, title in (
        ("A", "Aspen coaching"),
        ("B", "Birch café"),
        ("C", "Cedar course"),
        ("D", "Dogwood guidance"),
    ):
        organisation = world.organisations[letter]
        page = world.pages[letter] = activities.page(
            organisation,
            language="en",
            title=title,
            themes=["friends"],
            takes_referrals=True,
            municipality=orgs.area("837"),
            intake_criteria=world.flock.text(f"note of {letter} for workers who refer", readers),
            sign_up="date" if letter == "B" else "",
            capacity=12,
        )
        world.pages[f"{letter} in Arabic"] = activities.translate(
            page,
            "ar",
            title=f"{title} بالعربية",
            intake_criteria=world.flock.text(f"the same of {letter} in Arabic", readers),
        )
        world.activities[letter] = activities.of(page)
        world.dates[letter] = world.activities[letter].occurrences.first()
    parent = content.organisation_page(world.organisations["B"], "en")
    content.news_page(parent, language="en", title="Birch news")
    advice = content.guidance_point(parent, title="Birch advice")
    plans = content.guidance_point(parent, title="Birch plans", live=False)
    world.pages["need"] = activities.need(homes["en"], [advice, plans], themes=["friends"])
    world.pages["form"] = content.form_page(
        world.organisations["B"], language="en", title="Birch form", slug="form"
    )
    # Not even the system's administrator reads what people write to an association.
    readers_of_forms = {Role.RECEIVER_EDITOR}
    answers.receive(
        page=world.pages["form"],
        answers={
            "name": world.flock.word("name in an answer to a form of B", readers_of_forms),
            "message": world.flock.text("message in an answer to a form of B", readers_of_forms),
        },
    )
    review = Review.objects.get(page=world.pages["B"])
    world.review_token = review_links.make(review)
    world.pages["home"] = homes["en"]
    world.pages["unpublished"] = activities.page(
        world.organisations["B"],
        language="en",
        live=False,
        slug="not-yet",
        title=world.flock.word("title of a page of B that is not published", EDITORS),
    )
    world.pages["waiting"] = activities.page(
        world.organisations["B"],
        language="en",
        live=False,
        slug="waiting",
        title=world.flock.word("title of a page of B that waits for approval", EDITORS),
    )
    waiting = world.pages["waiting"]
    waiting.get_workflow().start(waiting, world.accounts[Role.RECEIVER_EDITOR])
    gone = activities.page(
        world.organisations["B"],
        language="en",
        live=False,
        slug="gone",
        title=world.flock.word("title of a page of B that was deleted", EDITORS),
    )
    world.binned = to_bin(None, gone)
    world.document = SiteDocument.objects.create(
        title="Leaflet of the Birch",
        file=ContentFile(b"A leaflet for everyone", "leaflet.txt"),
        collection=world.organisations["B"].collection,
    )
