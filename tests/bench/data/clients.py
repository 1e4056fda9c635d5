"""What is confidential: people, their cases, and referrals in all states with all that they carry.

Everything is invented. Encrypting is slow, so each kind of encrypted value is made a few times and
used again; identity codes therefore do not match their index, which is unique.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random

from orgs.models import Area
from polku.base.encryption import blind_index, encrypt
from referrals.cases.models import Case, Note
from referrals.consent.models import (
    DisclosedSnapshot,
    Disclosure,
    LegalBasis,
    SharedField,
    ShareSet,
)
from referrals.exchange.models import MoveComment, Referral, ReferralMove, Report, Urgency
from referrals.exchange.states import MOVES, DeclineReason, Outcome, Side, Status
from referrals.people.models import Person

from ..sizes import Size
from .copying import Table
from .offers import House, Offers
from .pages import random_key

GIVEN = ("Amina", "Yusuf", "Olena", "Farid", "Mei", "Pavel", "Leyla", "Tomas", "Zahra", "Ivan")
FAMILY = ("Hassan", "Koval", "Rahimi", "Chen", "Novak", "Demir", "Lehto", "Diaz", "Ali", "Petrov")
WORDS = ("phone", "email", "address", "code", "purpose", "note", "comment", "report")
# How a referral got where it is, and how many of a hundred are there.
LIVES = {
    (): 5,
    ("send",): 15,
    ("send", "receive"): 10,
    ("send", "receive", "decline"): 15,
    ("send", "receive", "accept"): 10,
    ("send", "receive", "accept", "start"): 20,
    ("send", "receive", "accept", "start", "complete"): 25,
}
SHARED = (SharedField.NAME, SharedField.LANGUAGE, SharedField.PHONE, SharedField.PURPOSE)
# The organisation whose inbox is measured gets every tenth referral.
MEASURED_SHARE = 10


@dataclass(frozen=True)
class Client:
    """A person in one organisation with the case there."""

    id: int
    case: int
    name: tuple[str, str]


class Clients:
    """Makes and copies everything confidential, on top of the offers."""

    def __init__(self, random: Random, size: Size, today: date, offers: Offers):
        self.random, self.size = random, size
        self.now = datetime.combine(today, time(8), UTC)
        self.houses = {house.id: house for house in offers.houses}
        self.senders = [house for house in offers.houses if house.is_authority]
        self.referable = offers.referable
        measured = offers.measured.id
        self.measured = [pair for pair in self.referable if pair[1] == measured]
        self.municipalities = list(
            Area.objects.filter(kind="municipality").values_list("pk", flat=True)
        )
        self.words = {kind: [encrypt(f"{kind} {number}") for number in range(20)] for kind in WORDS}
        self.snapshots = {
            (given, family): encrypt(_snapshot(given, family))
            for given in GIVEN
            for family in FAMILY
        }
        self.tables = {
            model: Table(model)
            for model in (
                *(Person, Case, Note, ShareSet, Disclosure, DisclosedSnapshot),
                *(Referral, ReferralMove, MoveComment, Report),
            )
        }

    def copy(self) -> list[Table]:
        """Write it all; returns the tables."""
        clients = [
            (house, self._client(house))
            for number in range(self.size.referrals * 2 // 3)
            for house in [self.senders[number % len(self.senders)]]
        ]
        lives = self.random.choices(list(LIVES), weights=LIVES.values(), k=self.size.referrals)
        for number, verbs in enumerate(lives):
            turn, place = divmod(number, len(clients))
            sender, client = clients[place]
            offered = self.measured if number % MEASURED_SHARE == 0 else self.referable
            # A client's second referral is to another activity than the first.
            activity, receiver = offered[(place + turn) % len(offered)]
            self._referral(client, sender, self.houses[receiver], activity, verbs)
        for table in self.tables.values():
            table.copy()
        return list(self.tables.values())

    def _client(self, house: House, name: tuple[str, str] | None = None) -> Client:
        draw = self.random
        name = name or (draw.choice(GIVEN), draw.choice(FAMILY))
        key = random_key(draw)
        opened = self.now.date() - timedelta(days=draw.randrange(20, 400))
        person = self.tables[Person].add(
            key=key,
            controller_id=house.id,
            holder_id=house.id,
            given_name=name[0],
            family_name=name[1],
            birth_date=date(1950, 1, 1) + timedelta(days=draw.randrange(20_000)),
            language=draw.choice(("ar", "ru", "so", "uk", "fa")),
            municipality_id=draw.choice(self.municipalities),
            identity_code=draw.choice(self.words["code"]),
            identity_code_index=blind_index(house.id, str(key)),
            phone=draw.choice(self.words["phone"]),
            email=draw.choice(self.words["email"]),
            address=draw.choice(self.words["address"]),
            created_by_id=house.worker,
            created_at=self.now,
        )["id"]
        case = self.tables[Case].add(
            key=random_key(draw),
            statistics_number=random_key(draw),
            person_id=person,
            controller_id=house.id,
            holder_id=house.id,
            responsible_worker_id=house.worker,
            opened_on=opened,
        )["id"]
        self.tables[Note].add(
            case_id=case,
            author_id=house.worker,
            text=draw.choice(self.words["note"]),
            written_at=self.now,
        )
        return Client(person, case, name)

    def _referral(
        self, client: Client, sender: House, receiver: House, activity: int, verbs: tuple[str, ...]
    ) -> None:
        draw = self.random
        created = self.now - timedelta(minutes=draw.randrange(200, 260_000))
        times = [created + timedelta(minutes=20 * step) for step in range(1, len(verbs) + 1)]
        at = dict(zip(verbs, times, strict=True))
        is_taken = "accept" in verbs
        is_over = bool(verbs) and verbs[-1] in ("decline", "complete")
        last = MOVES[verbs[-1]] if verbs else None
        row = {
            "key": random_key(draw),
            "sender_id": sender.id,
            "receiver_id": receiver.id,
            "activity_id": activity,
            "sender_case_id": client.case,
            "receiver_case_id": self._client(receiver, client.name).case if is_taken else None,
            "status": last.target.value if last else Status.DRAFT.value,
            "business_status": last.business_status.value if last else "",
            "version": len(verbs),
            "urgency": draw.choice(Urgency.values),
            "purpose": draw.choice(self.words["purpose"]),
            "reason": draw.choice(DeclineReason.values) if "decline" in verbs else "",
            "outcome": draw.choice(Outcome.values) if "complete" in verbs else "",
            "created_by_id": sender.worker,
            "responsible_worker_id": receiver.worker if is_taken else None,
            "created_at": created,
            "sent_at": at.get("send"),
            "answer_due_on": (created + timedelta(days=7)).date(),
            "answered_at": at.get("accept") or at.get("decline"),
            "first_contact_on": at["accept"].date() if is_taken else None,
            "ended_at": times[-1] if is_over else None,
        }
        row |= self._shared(client, sender, receiver, at.get("send"))
        referral = self.tables[Referral].add(**row)["id"]
        self._moves(referral, sender, receiver, at, row["reason"])
        if "complete" in verbs:
            self._report(referral, receiver, row["outcome"], at)

    def _shared(
        self, client: Client, sender: House, receiver: House, sent_at: datetime | None
    ) -> dict[str, int | None]:
        share_set = self.tables[ShareSet].add(
            person_id=client.id,
            fields=[field.value for field in SHARED],
            legal_basis=LegalBasis.INTEGRATION_ACT.value,
        )["id"]
        if sent_at is None:
            return {"share_set_id": share_set, "disclosure_id": None}
        disclosure = self.tables[Disclosure].add(
            share_set_id=share_set,
            sender_id=sender.id,
            receiver_id=receiver.id,
            fields=[field.value for field in SHARED],
            legal_basis=LegalBasis.INTEGRATION_ACT.value,
            at=sent_at,
            by_id=sender.worker,
        )["id"]
        self.tables[DisclosedSnapshot].add(
            disclosure_id=disclosure, content=self.snapshots[client.name]
        )
        return {"share_set_id": share_set, "disclosure_id": disclosure}

    def _moves(
        self,
        referral: int,
        sender: House,
        receiver: House,
        at: dict[str, datetime],
        reason: str,
    ) -> None:
        states = [Status.DRAFT, *(MOVES[verb].target for verb in at)]
        for version, (verb, (source, target)) in enumerate(zip(at, pairwise(states), strict=True)):
            house = sender if MOVES[verb].side == Side.SENDER else receiver
            move = self.tables[ReferralMove].add(
                referral_id=referral,
                verb=verb,
                source=source.value,
                target=target.value,
                user_id=house.worker,
                organisation_id=house.id,
                at=at[verb],
                previous_version=version,
                request_id=random_key(self.random),
                reason=reason if verb == "decline" else "",
            )["id"]
            if verb == "decline":
                self.tables[MoveComment].add(
                    move_id=move, text=self.random.choice(self.words["comment"])
                )

    def _report(
        self, referral: int, receiver: House, outcome: str, at: dict[str, datetime]
    ) -> None:
        self.tables[Report].add(
            referral_id=referral,
            outcome=outcome,
            began_on=at["start"].date(),
            ended_on=at["complete"].date(),
            visits=self.random.randrange(1, 20),
            text=self.random.choice(self.words["report"]),
            author_id=receiver.worker,
            sent_at=at["complete"],
        )


def _snapshot(given: str, family: str) -> str:
    return json.dumps(
        {
            "name": {"given_name": given, "family_name": family},
            "language": "ar",
            "phone": "+358 9 555 0123",
            "purpose": "Kielen oppiminen ja uudet tuttavat",
        }
    )
