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
from referrals.cases.models import Case
from referrals.cases.services import add_note, register_client
from referrals.consent.models import LegalBasis, SharedField
from referrals.exchange import services
from referrals.exchange.models import Referral
from referrals.exchange.states import DeclineReason, Outcome
from referrals.people.models import Person
from referrals.people.services import update_person
from tests.access import participants
from tests.access.canaries import NOBODY, Flock
from tests.access.roles import Role, add_second_factor, session_of
from tests.factories import activities, content, orgs

# Those who may read of the clients of each organisation.
READERS = {
    "A": {Role.SENDER_WORKER},
    "B": {Role.RECEIVER_WORKER, Role.RECEIVER_MANAGER},
    "C": {Role.OUTSIDER_WORKER, Role.OUTSIDER_MANAGER},
    "D": {Role.SWITCHED_WORKER},
}
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
EVERY_FIELD = tuple(SharedField.values)
MINIMUM = (SharedField.LANGUAGE.value, SharedField.PURPOSE.value)


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
        _refer(world)
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


class _Story:
    """Writes the life of one referral after another."""

    def __init__(self, world: World):
        self.world = world
        self.flock = world.flock

    def client(self, name: str, letter: str, **fields) -> Case:
        """A client of the organisation, with a canary in each field and in a note."""
        readers, flock = READERS[letter], self.flock
        born = flock.birth_date(f"{name}: date of birth", readers)
        hidden = fields.get("non_disclosure", False)
        case = register_client(
            actor=self.of(letter),
            given_name=flock.word(f"{name}: given name", readers),
            family_name=flock.word(f"{name}: family name", readers),
            birth_date=born,
            language="ar",
            municipality=orgs.area("837"),
            identity_code=flock.identity_code(f"{name}: identity code", born, readers),
            phone=flock.phone(f"{name}: phone", readers),
            email=flock.email(f"{name}: e-mail", readers),
            address=flock.text(f"{name}: address", NOBODY if hidden else readers),
            **fields,
        )
        self.note(name, letter, case)
        self.world.people[name] = case.person
        return case

    def note(self, name: str, letter: str, case: Case) -> None:
        text = self.flock.text(f"{name}: note of {letter}", READERS[letter])
        add_note(actor=self.of(letter), case=case, text=text)
        self.world.words[f"{name} note of {letter}"] = text

    def draft(self, name: str, sender: str, receiver: str, fields=EVERY_FIELD, **person) -> None:
        """The sender's client and the draft of a referral of theirs."""
        case = self.client(name, sender, **person)
        purpose = self.flock.text(f"{name}: purpose", READERS[sender])
        self.world.words[f"{name} purpose"] = purpose
        self.world.referrals[name] = services.create_draft(
            actor=self.of(sender),
            person=case.person,
            activity=self.world.activities[receiver],
            purpose=purpose,
            shared_fields=fields,
            legal_basis=LegalBasis.INTEGRATION_ACT,
            answer_due_on=self.world.next_week,
        )

    def send(self, name: str, sender: str, receiver: str, fields=EVERY_FIELD, **person) -> None:
        """From now on the receiver may see what was shared, and nothing else."""
        self.draft(name, sender, receiver, fields, **person)
        self.move(name, sender, services.send)
        client = self.world.people[name]
        shared = {
            SharedField.NAME: [client.given_name, client.family_name],
            SharedField.BIRTH_DATE: [client.birth_date],
            SharedField.PURPOSE: [self.world.words[f"{name} purpose"].split()[0]],
            SharedField.ADDRESS: [client.address.split()[0]],
            SharedField.PHONE: [client.phone],
            SharedField.EMAIL: [client.email],
            SharedField.IDENTITY_CODE: [client.identity_code],
        }
        for field in fields:
            for value in shared.get(field, ()):
                self.flock.let_read(str(value), READERS[receiver])

    def accept(self, name: str, sender: str, receiver: str, fields=EVERY_FIELD) -> None:
        """The receiver has a client of its own from now on, and writes a note on them."""
        self.send(name, sender, receiver, fields)
        self.move(
            name,
            receiver,
            services.accept,
            responsible_worker=self.of(receiver).user,
            first_contact_on=timezone.localdate(),
            comment=self.comment(name, "acceptance", sender, receiver),
        )
        self.note(name, receiver, self.world.referrals[name].receiver_case)

    def comment(self, name: str, what: str, sender: str, receiver: str) -> str:
        text = self.flock.text(f"{name}: words of {what}", READERS[sender] | READERS[receiver])
        self.world.words[f"{name} {what}"] = text
        return text

    def move(self, name: str, letter: str, verb, **given) -> None:
        key = self.world.referrals[name].key
        self.world.referrals[name] = verb(actor=self.of(letter), key=key, **given)

    def of(self, letter: str) -> Actor:
        worker = {
            "A": Role.SENDER_WORKER,
            "B": Role.RECEIVER_WORKER,
            "C": Role.OUTSIDER_WORKER,
            "D": Role.SWITCHED_WORKER,
        }
        return self.world.actor(worker[letter])


def _refer(world: World) -> None:
    story = _Story(world)
    for letter in READERS:
        story.client(f"alone at {letter}", letter)
    story.draft("draft", "A", "B")
    story.send("full", "A", "B")
    story.send("minimum", "A", "B", MINIMUM)
    story.move("minimum", "B", services.receive)
    without_place = [field for field in EVERY_FIELD if field not in ("address", "municipality")]
    story.send("hidden", "A", "B", without_place, non_disclosure=True)
    story.accept("accepted", "A", "B")
    story.accept("nameless", "A", "B", MINIMUM)
    _write_own_details(story, "nameless")
    story.send("declined", "A", "B")
    story.move(
        "declined",
        "B",
        services.decline,
        reason=DeclineReason.NO_CAPACITY,
        comment=story.comment("declined", "decline", "A", "B"),
    )
    story.accept("completed", "A", "B")
    today = timezone.localdate()
    story.move("completed", "B", services.start, first_contact_on=today)
    story.move(
        "completed",
        "B",
        services.complete,
        outcome=Outcome.PARTLY,
        began_on=today,
        ended_on=today,
        visits=7,
        report=story.comment("completed", "report", "A", "B"),
    )
    story.accept("started", "A", "B")
    story.move("started", "B", services.start, first_contact_on=today)
    story.accept("elsewhere", "A", "C")
    story.send("from C", "C", "B")
    story.send("for D", "A", "D")
    story.send("from D", "D", "A")
    # Statistics show no count below five, so the outsider needs some more.
    for number in range(2, 6):
        story.send(f"elsewhere {number}", "A", "C", MINIMUM)


def _write_own_details(story: _Story, name: str) -> None:
    """The receiver learns more of a client than it was told, and the sender must not learn it."""
    person = story.world.referrals[name].receiver_case.person
    details = {
        field: story.flock.word(f"{name}: {field} that B wrote", READERS["B"])
        for field in ("given_name", "family_name", "address")
    }
    story.world.people[f"{name} at B"] = update_person(
        actor=story.of("B"), key=person.key, **details
    )
