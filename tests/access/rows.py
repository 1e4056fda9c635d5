"""A row of the table of access, and names for groups of roles."""

from dataclasses import dataclass, field

from tests.access.answers import LOGIN, MISSING, SECOND_FACTOR, Answer, fill
from tests.access.roles import Role
from tests.access.world import World


@dataclass(frozen=True)
class Row:
    """`address`: as `routes.walk` gives it; `place`: an address of the world that it matches;
    `what`: what is special about this row; `data`: the form that is sent."""

    address: str
    verb: str
    place: str
    answers: dict[Role, Answer]
    what: str = ""
    data: dict[str, str | list[str]] = field(default_factory=dict)
    # Public pages are cached, so their small forms carry no token.
    is_open: bool = False
    # The receiver's first look at a referral is noted, though it is a GET.
    may_write: bool = False

    def filled(self, world: World) -> dict[str, str | list[str]]:
        return {
            name: [fill(one, world) for one in value]
            if isinstance(value, list)
            else fill(value, world)
            for name, value in self.data.items()
        }

    def __str__(self):
        return f"{self.verb} {self.address or '/'}" + (f", {self.what}" if self.what else "")


def desk(**answers: Answer) -> dict[Role, Answer]:
    named = {Role[name.upper()]: answer for name, answer in answers.items()}
    refused = {Role.ANONYMOUS: LOGIN, Role.NO_SECOND_FACTOR: SECOND_FACTOR}
    return {role: named.get(role) or refused.get(role, MISSING) for role in Role}


def workers_of_b(answer: Answer) -> dict[str, Answer]:
    return {"receiver_worker": answer, "receiver_manager": answer}


def workers_of_c(answer: Answer) -> dict[str, Answer]:
    return {"outsider_worker": answer, "outsider_manager": answer}


def workers(answer: Answer) -> dict[str, Answer]:
    """All who work with clients, each in their own organisation."""
    return {
        "sender_worker": answer,
        "switched_worker": answer,
        **workers_of_b(answer),
        **workers_of_c(answer),
    }


def everyone(answer: Answer) -> dict[Role, Answer]:
    return dict.fromkeys(Role, answer)
