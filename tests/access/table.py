"""The table of access: for each route and verb, what each role gets.

A row is one route with one verb at one place of the world. `desk(…)` names the roles that get
something, and what they must see of it; all other roles are refused as the workspace refuses:
visitors go to the sign-in, a session without second factor to the page that asks for one, and for
everyone else there is nothing there.
"""

from dataclasses import dataclass, field

from tests.access.answers import (
    LOGIN,
    MISSING,
    SECOND_FACTOR,
    Answer,
    fill,
    leads_to,
    shows,
)
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


INBOX = "desk/inbox/"
OUTBOX = "desk/outbox/"
CLIENT = "desk/clients/<uuid:key>/"
REFERRAL = "desk/referrals/<uuid:key>/"
MOVE = "desk/referrals/<uuid:key>/<slug:verb>/"

# In lists the receiver sees no name before it has accepted; then the name that was shared.
_B_INBOX = (
    "{referrals[full].number}",
    "{referrals[from C].number}",
    "{people[accepted].family_name}",
    "{people[nameless at B].family_name}",
)
_B_INBOX_HIDES = ("{people[full].family_name}", "{referrals[draft].number}")
_A_OUTBOX = (
    "{referrals[draft].number}",
    "{people[full].family_name}",
    "{people[nameless].family_name}",
    "{people[elsewhere].family_name}",
)
_NEW_CLIENT = {
    "given_name": "Newcomer",
    "family_name": "Newsurname",
    "language": "ar",
    "phone": "",
}
_REFERRAL_FORM = {
    "purpose": "A purpose that is new",
    "shared_fields": ["language", "purpose"],
    "legal_basis": "integration_act",
    "urgency": "routine",
    "answer_due_on": "{next_week}",
    "request_id": "{fresh}",
}


def _move(name: str, verb: str) -> dict:
    return {
        "address": MOVE,
        "place": f"/desk/referrals/{{referrals[{name}].key}}/{verb}/",
        "what": f"{verb} the referral “{name}”",
    }


def _carries(name: str, **data: str) -> dict[str, str]:
    return {"version": f"{{referrals[{name}].version}}", "request_id": "{fresh}", **data}


def _to_referral(name: str, *markers: str):
    return leads_to(f"/desk/referrals/{{referrals[{name}].key}}/", *markers)


DESK = [
    # The way in
    Row(
        "desk/",
        "GET",
        "/desk/",
        desk(
            sender_worker=leads_to("/desk/inbox/", "{referrals[from D].number}"),
            switched_worker=leads_to("/desk/inbox/", "{referrals[for D].number}"),
            **workers_of_b(leads_to("/desk/inbox/", "{referrals[full].number}")),
            **workers_of_c(leads_to("/desk/inbox/", "{referrals[elsewhere].number}")),
            coordinator=leads_to("/desk/statistics/", "<bdi>16</bdi>"),
            no_membership=leads_to("/desk/organisation/", "no organisation yet"),
            superuser=leads_to("/desk/organisation/", "no organisation yet"),
            receiver_editor=leads_to("/desk/organisation/", "Birch Association"),
            receiver_auditor=leads_to("/desk/organisation/", "Birch Association"),
        ),
    ),
    Row(
        "desk/organisation/",
        "GET",
        "/desk/organisation/",
        desk(
            sender_worker=shows("Aspen Employment Services", hides=("Birch",)),
            switched_worker=shows("Birch Association", "Dogwood Institute", hides=("Cedar",)),
            **workers_of_b(shows("Birch Association", hides=("Dogwood",))),
            **workers_of_c(shows("Cedar College", hides=("Birch",))),
            coordinator=shows("Maple Town", hides=("Birch",)),
            no_membership=shows("no organisation yet", hides=("Birch",)),
            superuser=shows("no organisation yet", hides=("Birch",)),
            receiver_editor=shows("Birch Association", hides=("Dogwood",)),
            receiver_auditor=shows("Birch Association", hides=("Dogwood",)),
        ),
    ),
    Row(
        "desk/organisation/",
        "POST",
        "/desk/organisation/",
        desk(
            switched_worker=leads_to("/desk/", "Birch Association", "{referrals[full].number}"),
            receiver_worker=leads_to("/desk/", "Birch Association"),
            receiver_manager=leads_to("/desk/", "Birch Association"),
            receiver_editor=leads_to("/desk/", "Birch Association"),
            receiver_auditor=leads_to("/desk/", "Birch Association"),
        ),
        what="to B",
        data={"organisation": "{organisations[B].key}", "next": "/desk/"},
    ),
    # Lists
    Row(
        INBOX,
        "GET",
        "/desk/inbox/",
        desk(
            sender_worker=shows("{referrals[from D].number}", "Dogwood Institute"),
            switched_worker=shows("{referrals[for D].number}", "Aspen Employment Services"),
            **workers_of_b(shows(*_B_INBOX, hides=_B_INBOX_HIDES)),
            **workers_of_c(shows("{people[elsewhere].family_name}")),
        ),
    ),
    Row(
        INBOX,
        "GET",
        "/desk/inbox/?q=kanari",
        desk(
            sender_worker=shows("Nothing has come in"),
            switched_worker=shows("Nothing has come in"),
            **workers_of_b(
                shows(
                    "{people[accepted].family_name}",
                    "{people[nameless at B].family_name}",
                    hides=(
                        "{referrals[full].number}",
                        "{referrals[from C].number}",
                        "{referrals[minimum].number}",
                    ),
                )
            ),
            **workers_of_c(shows("{people[elsewhere].family_name}")),
        ),
        what="by a part of all names",
    ),
    Row(
        "desk/inbox/export.csv",
        "GET",
        "/desk/inbox/export.csv",
        desk(
            sender_worker=shows("{referrals[from D].number}", "Dogwood Institute"),
            switched_worker=shows("{referrals[for D].number}", "Aspen Employment Services"),
            **workers_of_b(shows(*_B_INBOX, hides=_B_INBOX_HIDES)),
            **workers_of_c(shows("{people[elsewhere].family_name}")),
        ),
    ),
    Row(
        OUTBOX,
        "GET",
        "/desk/outbox/",
        desk(
            sender_worker=shows(*_A_OUTBOX),
            switched_worker=shows("{people[from D].family_name}"),
            # An association refers nobody.
            **workers_of_b(shows("Nothing has been sent")),
            **workers_of_c(shows("{people[from C].family_name}")),
        ),
    ),
    Row(
        OUTBOX,
        "GET",
        "/desk/outbox/?q=kanari",
        desk(
            sender_worker=shows(*_A_OUTBOX),
            switched_worker=shows("{people[from D].family_name}"),
            **workers_of_b(shows("Nothing has been sent")),
            **workers_of_c(shows("{people[from C].family_name}")),
        ),
        what="by a part of all names",
    ),
    Row(
        "desk/outbox/export.csv",
        "GET",
        "/desk/outbox/export.csv",
        desk(
            sender_worker=shows(*_A_OUTBOX),
            switched_worker=shows("{people[from D].family_name}"),
            **workers_of_b(shows("Client", hides=("R-",))),
            **workers_of_c(shows("{people[from C].family_name}")),
        ),
    ),
    # Clients
    Row(
        "desk/clients/",
        "GET",
        "/desk/clients/",
        desk(
            sender_worker=shows("{people[full].family_name}", "{people[alone at A].family_name}"),
            switched_worker=shows("{people[alone at D].family_name}"),
            **workers_of_b(
                shows(
                    "{people[accepted].family_name}",
                    "{people[alone at B].family_name}",
                    "{people[nameless at B].family_name}",
                    hides=("{people[full].family_name}",),
                )
            ),
            **workers_of_c(
                shows("{people[alone at C].family_name}", "{people[elsewhere].family_name}")
            ),
        ),
    ),
    Row(
        "desk/clients/",
        "GET",
        "/desk/clients/?q=kanari",
        desk(
            sender_worker=shows("{people[full].family_name}"),
            switched_worker=shows("{people[alone at D].family_name}"),
            **workers_of_b(
                shows("{people[accepted].family_name}", hides=("{people[full].family_name}",))
            ),
            **workers_of_c(shows("{people[alone at C].family_name}")),
        ),
        what="by a part of all names",
    ),
    Row("desk/clients/new/", "GET", "/desk/clients/new/", desk(**workers(shows("New client")))),
    Row(
        "desk/clients/new/",
        "POST",
        "/desk/clients/new/",
        desk(**workers(leads_to("/desk/clients/", "Newcomer Newsurname", "has been added"))),
        data=_NEW_CLIENT,
    ),
    Row(
        CLIENT,
        "GET",
        "/desk/clients/{people[accepted].key}/",
        desk(
            sender_worker=shows(
                "{people[accepted].given_name} {people[accepted].family_name}",
                "{people[accepted].identity_code}",
                "{people[accepted].phone}",
                "{people[accepted].address}",
                "{words[accepted note of A]}",
                "{referrals[accepted].number}",
                hides=("{words[accepted note of B]}",),
            )
        ),
        what="of A",
    ),
    Row(
        CLIENT,
        "GET",
        "/desk/clients/{people[hidden].key}/",
        desk(
            sender_worker=shows(
                "{people[hidden].family_name}",
                "Hidden: non-disclosure",
                hides=("{people[hidden].address}",),
            )
        ),
        what="of A with non-disclosure",
    ),
    Row(
        CLIENT,
        "GET",
        "/desk/clients/{referrals[accepted].receiver_case.person.key}/",
        desk(
            **workers_of_b(
                shows(
                    "{people[accepted].given_name} {people[accepted].family_name}",
                    "{people[accepted].identity_code}",
                    "{words[accepted note of B]}",
                    "{referrals[accepted].number}",
                    hides=("{words[accepted note of A]}",),
                )
            )
        ),
        what="of B, taken over by a referral",
    ),
    Row(
        CLIENT,
        "GET",
        "/desk/clients/{people[nameless at B].key}/",
        desk(
            **workers_of_b(
                shows(
                    "{people[nameless at B].family_name}",
                    "{people[nameless at B].address}",
                    hides=("{people[nameless].family_name}",),
                )
            )
        ),
        what="of B, told without a name",
    ),
    Row(
        CLIENT,
        "GET",
        "/desk/clients/{people[alone at C].key}/",
        desk(**workers_of_c(shows("{people[alone at C].phone}", "{words[alone at C note of C]}"))),
        what="of C",
    ),
    Row(
        "desk/clients/<uuid:key>/edit/",
        "GET",
        "/desk/clients/{people[accepted].key}/edit/",
        desk(
            sender_worker=shows(
                "{people[accepted].family_name}", "{people[accepted].identity_code}"
            )
        ),
    ),
    Row(
        "desk/clients/<uuid:key>/edit/",
        "POST",
        "/desk/clients/{people[accepted].key}/edit/",
        desk(
            sender_worker=leads_to(
                "/desk/clients/{people[accepted].key}/", "Newcomer Newsurname", "have been saved"
            )
        ),
        data=_NEW_CLIENT,
    ),
    Row(
        "desk/clients/<uuid:key>/notes/",
        "POST",
        "/desk/clients/{people[accepted].key}/notes/",
        desk(
            sender_worker=leads_to(
                "/desk/clients/{people[accepted].key}/",
                "A note that is new",
                "{words[accepted note of A]}",
            )
        ),
        data={"text": "A note that is new"},
    ),
    Row(
        "desk/clients/<uuid:key>/refer/",
        "GET",
        "/desk/clients/{people[alone at A].key}/refer/",
        desk(
            sender_worker=shows(
                "{people[alone at A].family_name}", "Birch café", hides=("Aspen coaching",)
            )
        ),
    ),
    Row(
        "desk/clients/<uuid:key>/refer/",
        "GET",
        "/desk/clients/{people[alone at B].key}/refer/",
        desk(),
        what="by an association, which refers nobody",
    ),
    Row(
        "desk/clients/<uuid:key>/refer/<uuid:activity>/",
        "GET",
        "/desk/clients/{people[alone at A].key}/refer/{activities[B].translation_key}/",
        desk(sender_worker=shows("{people[alone at A].family_name}", "Birch café")),
    ),
    Row(
        "desk/clients/<uuid:key>/refer/<uuid:activity>/",
        "POST",
        "/desk/clients/{people[alone at A].key}/refer/{activities[B].translation_key}/",
        desk(sender_worker=leads_to("/desk/referrals/", "A purpose that is new", "Draft saved")),
        what="saved",
        data=_REFERRAL_FORM | {"action": "save"},
    ),
    Row(
        "desk/clients/<uuid:key>/refer/<uuid:activity>/",
        "POST",
        "/desk/clients/{people[alone at C].key}/refer/{activities[B].translation_key}/",
        desk(
            **workers_of_c(leads_to("/desk/referrals/", "A purpose that is new", "has been sent"))
        ),
        what="sent",
        data=_REFERRAL_FORM | {"action": "send"},
    ),
    # Referrals
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[draft].key}/",
        desk(
            sender_worker=shows(
                "{referrals[draft].number}",
                "{words[draft purpose]}",
                "{people[draft].identity_code}",
            )
        ),
        what="a draft",
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[full].key}/",
        desk(
            sender_worker=shows("{words[full purpose]}", "{people[full].family_name}"),
            **workers_of_b(
                shows(
                    "{words[full purpose]}",
                    "{people[full].given_name} {people[full].family_name}",
                    "{people[full].identity_code}",
                    "{people[full].phone}",
                    "{people[full].email}",
                    "{people[full].address}",
                    hides=("{words[full note of A]}",),
                )
            ),
        ),
        what="sent with every field",
        may_write=True,
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[minimum].key}/",
        desk(
            sender_worker=shows("{words[minimum purpose]}", "{people[minimum].family_name}"),
            **workers_of_b(
                shows("{words[minimum purpose]}", hides=("{people[minimum].family_name}",))
            ),
        ),
        what="sent with the minimum",
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[hidden].key}/",
        desk(
            sender_worker=shows("{words[hidden purpose]}"),
            **workers_of_b(
                shows("{people[hidden].family_name}", hides=("{people[hidden].address}",))
            ),
        ),
        what="of a client with non-disclosure",
        may_write=True,
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[completed].key}/",
        desk(
            sender_worker=shows(
                "{words[completed report]}", "{words[completed acceptance]}", "Partly achieved"
            ),
            **workers_of_b(shows("{words[completed report]}", "{words[completed acceptance]}")),
        ),
        what="completed",
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[declined].key}/",
        desk(
            sender_worker=shows("{words[declined decline]}", "No places"),
            **workers_of_b(shows("{words[declined decline]}")),
        ),
        what="declined",
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[elsewhere].key}/",
        desk(
            sender_worker=shows("{words[elsewhere purpose]}"),
            **workers_of_c(shows("{words[elsewhere purpose]}", "{people[elsewhere].phone}")),
        ),
        what="between A and C",
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[from C].key}/",
        desk(
            **workers_of_b(shows("{words[from C purpose]}")),
            **workers_of_c(shows("{words[from C purpose]}")),
        ),
        what="from C to B",
        may_write=True,
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[for D].key}/",
        desk(
            sender_worker=shows("{words[for D purpose]}"),
            switched_worker=shows("{words[for D purpose]}", "{people[for D].address}"),
        ),
        what="from A to D",
        may_write=True,
    ),
    Row(
        "desk/referrals/<uuid:key>/edit/",
        "GET",
        "/desk/referrals/{referrals[draft].key}/edit/",
        desk(sender_worker=shows("{words[draft purpose]}")),
        what="a draft",
    ),
    Row(
        "desk/referrals/<uuid:key>/edit/",
        "GET",
        "/desk/referrals/{referrals[full].key}/edit/",
        desk(sender_worker=shows("has moved on", status=409)),
        what="sent already",
    ),
    Row(
        "desk/referrals/<uuid:key>/edit/",
        "POST",
        "/desk/referrals/{referrals[draft].key}/edit/",
        desk(sender_worker=_to_referral("draft", "A purpose that is new")),
        what="a draft",
        data=_REFERRAL_FORM | {"action": "save", "version": "{referrals[draft].version}"},
    ),
    # Moves: the form of each, and the move
    Row(
        verb="GET",
        answers=desk(sender_worker=shows("{referrals[draft].number}", "{words[draft purpose]}")),
        **_move("draft", "send"),
    ),
    Row(
        verb="POST",
        answers=desk(sender_worker=_to_referral("draft", "{words[draft purpose]}", "Sent")),
        data=_carries("draft"),
        **_move("draft", "send"),
    ),
    Row(
        verb="GET",
        answers=desk(**workers_of_b(shows("{referrals[full].number}", "{words[full purpose]}"))),
        **_move("full", "accept"),
    ),
    Row(
        verb="POST",
        answers=desk(**workers_of_b(_to_referral("full", "{words[full purpose]}", "Opened"))),
        data=_carries("full"),
        **_move("full", "receive"),
    ),
    Row(
        verb="POST",
        answers=desk(
            **workers_of_b(_to_referral("full", "We are glad", "{people[full].family_name}"))
        ),
        data=_carries(
            "full",
            responsible_worker="{accounts[worker of receiver B].pk}",
            first_contact_on="{next_week}",
            comment="We are glad",
        ),
        **_move("full", "accept"),
    ),
    Row(
        verb="POST",
        answers=desk(**workers_of_b(_to_referral("minimum", "We are sorry", "No places"))),
        data=_carries("minimum", reason="no_capacity", comment="We are sorry"),
        **_move("minimum", "decline"),
    ),
    Row(
        verb="POST",
        answers=desk(
            **workers_of_b(_to_referral("accepted", "{words[accepted purpose]}", "Started"))
        ),
        data=_carries("accepted", first_contact_on="{today}"),
        **_move("accepted", "start"),
    ),
    Row(
        verb="POST",
        answers=desk(**workers_of_b(_to_referral("started", "All went well", "Achieved"))),
        data=_carries(
            "started",
            outcome="achieved",
            began_on="{today}",
            ended_on="{today}",
            visits="3",
            report="All went well",
        ),
        **_move("started", "complete"),
    ),
    Row(
        verb="GET",
        answers=desk(**workers_of_b(shows("has moved on", status=409))),
        **_move("completed", "accept"),
    ),
    Row(verb="GET", answers=desk(), **_move("full", "vanish")),
    # Figures
    Row(
        "desk/statistics/",
        "GET",
        "/desk/statistics/",
        desk(
            receiver_manager=shows("<bdi>9</bdi>", hides=("<bdi>16</bdi>",)),
            outsider_manager=shows("<bdi>6</bdi>", hides=("<bdi>16</bdi>",)),
            coordinator=shows("<bdi>16</bdi>"),
        ),
    ),
]

PUBLIC = [
    Row("", "GET", "/", everyone(leads_to("/fi/", "Welcome fi"))),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "/en/",
        everyone(shows("Welcome en")),
        what="home",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "/en/birch/",
        everyone(shows("Birch Association")),
        what="an organisation",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "{pages[B].url}",
        everyone(shows("Birch café", "Birch Association")),
        what="an activity",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "{pages[B in Arabic].url}",
        everyone(shows("بالعربية", 'lang="ar" dir="rtl"')),
        what="an activity in Arabic",
    ),
    Row(
        "<language>/^((?:[\\w\\-]+/)*)$",
        "GET",
        "/en/birch/not-yet/",
        everyone(MISSING),
        what="a page that is not published",
    ),
    Row(
        "<language>/activities/",
        "GET",
        "/en/activities/",
        everyone(shows("Birch café", "Cedar course")),
    ),
    Row(
        "<language>/activities/",
        "GET",
        "/en/activities/?q=kanari",
        everyone(shows("", hides=("Birch café", "Cedar course"))),
        what="searched for what is not public",
    ),
    # Wagtail's doors for pages behind a password; no page of ours has one.
    Row(
        "<language>/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        "POST",
        "/en/_util/authenticate_with_password/1/{pages[B].pk}/",
        everyone(MISSING),
    ),
    Row(
        "<language>/_util/login/",
        "GET",
        "/en/_util/login/",
        everyone(leads_to("/account/login/")),
    ),
]

ROWS = [*DESK, *PUBLIC]

# Those that have no row of a route are refused there.
VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
