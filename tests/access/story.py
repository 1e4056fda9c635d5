"""What happens to the clients of the small world: referrals in every state, with a canary in each
sensitive field."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from orgs.access import Actor
from referrals.cases.models import Case
from referrals.cases.services import add_note, register_client
from referrals.consent.models import LegalBasis, SharedField
from referrals.exchange import services
from referrals.exchange.states import CancelReason, DeclineReason, HoldReason, Outcome
from referrals.people.services import update_person
from tests.access.canaries import NOBODY
from tests.access.roles import Role
from tests.factories import orgs

if TYPE_CHECKING:
    from tests.access.world import World

# Those who may read of the clients of each organisation.
READERS = {
    "A": {Role.SENDER_WORKER},
    "B": {Role.RECEIVER_WORKER, Role.RECEIVER_MANAGER},
    "C": {Role.OUTSIDER_WORKER, Role.OUTSIDER_MANAGER},
    "D": {Role.SWITCHED_WORKER},
}
EVERY_FIELD = tuple(SharedField.values)
MINIMUM = (SharedField.LANGUAGE.value, SharedField.PURPOSE.value)


class _Story:
    """Writes the life of one referral after another."""

    def __init__(self, world: "World"):
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

    def note_of_sender(self, name: str, letter: str) -> str:
        return self.flock.text(f"{name}: words of {letter} alone", READERS[letter])

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


def refer(world: "World") -> None:
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
    _go_other_ways(story)
    story.accept("elsewhere", "A", "C")
    story.send("from C", "C", "B")
    story.send("for D", "A", "D")
    story.send("from D", "D", "A")
    # Statistics show no count below five, so the outsider needs some more.
    for number in range(2, 6):
        story.send(f"elsewhere {number}", "A", "C", MINIMUM)


def _go_other_ways(story: _Story) -> None:
    """A question, a waiting list, a pause, a request to cancel, and the wrong client."""
    soon = timezone.localdate() + timedelta(days=30)
    story.send("asked", "A", "B", MINIMUM)
    story.move("asked", "B", services.receive)
    story.move("asked", "B", services.ask, comment=story.comment("asked", "question", "A", "B"))
    story.send("waiting", "A", "B", MINIMUM)
    story.move("waiting", "B", services.receive)
    story.move("waiting", "B", services.wait, reason=HoldReason.NO_PLACE, review_on=soon)
    for name in ("paused", "to cancel"):
        story.accept(name, "A", "B", MINIMUM)
        story.move(name, "B", services.start, first_contact_on=timezone.localdate())
    story.move("paused", "B", services.pause, reason=HoldReason.ILLNESS_OR_LEAVE, review_on=soon)
    story.move(
        "to cancel",
        "A",
        services.request_cancellation,
        reason=CancelReason.OTHER,
        comment=story.comment("to cancel", "request", "A", "B"),
    )
    # The receiver never saw the content, and now never shall.
    story.draft("in error", "A", "B")
    story.move("in error", "A", services.send)
    story.move(
        "in error", "A", services.mark_in_error, comment=story.note_of_sender("in error", "A")
    )


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
