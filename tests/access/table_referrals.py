"""The workspace: referrals and their moves."""

from tests.access.answers import leads_to, shows
from tests.access.rows import Row, desk, workers_of_b, workers_of_c

REFERRAL = "desk/referrals/<uuid:key>/"
MOVE = "desk/referrals/<uuid:key>/<slug:verb>/"

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


def _by_sender(name: str, verb: str, marker: str, **data: str) -> Row:
    answers = desk(sender_worker=_to_referral(name, marker))
    return Row(verb="POST", answers=answers, data=_carries(name, **data), **_move(name, verb))


def _by_receiver(name: str, verb: str, marker: str, **data: str) -> Row:
    answers = desk(**workers_of_b(_to_referral(name, marker)))
    return Row(verb="POST", answers=answers, data=_carries(name, **data), **_move(name, verb))


def _known_to_both(name: str, *markers: str) -> Row:
    both = shows(f"{{words[{name} purpose]}}", *markers)
    return Row(
        REFERRAL,
        "GET",
        f"/desk/referrals/{{referrals[{name}].key}}/",
        desk(sender_worker=both, **workers_of_b(both)),
        what=name,
    )


_SOON = "{next_week}"
_OTHER_WAYS = [
    _known_to_both("asked", "{words[asked question]}"),
    _known_to_both("nameless", "{words[nameless acceptance]}"),
    _known_to_both("waiting", "On the waiting list"),
    _known_to_both("paused", "Illness or leave"),
    _known_to_both("to cancel", "{words[to cancel request]}"),
    _by_sender("asked", "reply", "She reads a little", comment="She reads a little"),
    _by_sender("minimum", "cancel", "Made by mistake or twice", reason="mistaken"),
    _by_sender("accepted", "request_cancellation", "asks to cancel", reason="client_withdrew"),
    _by_sender("to cancel", "retract_cancellation", "taken back"),
    _by_sender("full", "mark_in_error", "The wrong one", comment="The wrong one"),
    Row(
        verb="POST",
        answers=desk(sender_worker=leads_to("/desk/referrals/", "Draft written")),
        data=_carries("declined", comment="She has time now"),
        **_move("declined", "reopen"),
    ),
    _by_receiver("minimum", "ask", "Which level", comment="Which level"),
    _by_receiver("minimum", "wait", "No place is free now", reason="no_place", review_on=_SOON),
    _by_receiver(
        "started", "pause", "Illness or leave", reason="illness_or_leave", review_on=_SOON
    ),
    _by_receiver("paused", "resume", "Gone on"),
    _by_receiver(
        "started",
        "end_early",
        "She moved",
        reason="moved",
        outcome="partly",
        began_on="{today}",
        ended_on="{today}",
        visits="2",
        report="She moved",
    ),
    _by_receiver("to cancel", "confirm_cancellation", "Cancellation confirmed"),
    _by_receiver("to cancel", "refuse_cancellation", "She goes on", comment="She goes on"),
    Row(
        verb="POST",
        answers=desk(receiver_manager=_to_referral("nameless", "Responsible worker changed")),
        data=_carries("nameless", responsible_worker="{accounts[manager of receiver B].pk}"),
        **_move("nameless", "reassign"),
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[in error].key}/",
        desk(
            sender_worker=shows("{words[in error purpose]}"),
            **workers_of_b(shows("entered in error", hides=("{words[in error purpose]}",))),
        ),
        what="entered in error",
    ),
]

REFERRALS = [
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
        "/desk/referrals/{referrals[accepted].key}/",
        desk(
            sender_worker=shows("{words[accepted purpose]}"),
            **workers_of_b(shows("{words[accepted purpose]}")),
        ),
        what="accepted",
    ),
    Row(
        REFERRAL,
        "GET",
        "/desk/referrals/{referrals[started].key}/",
        desk(
            sender_worker=shows("{words[started purpose]}"),
            **workers_of_b(shows("{words[started purpose]}")),
        ),
        what="started",
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
    *_OTHER_WAYS,
    Row(
        verb="GET",
        answers=desk(**workers_of_b(shows("has moved on", status=409))),
        **_move("completed", "accept"),
    ),
    Row(verb="GET", answers=desk(), **_move("full", "vanish")),
]
