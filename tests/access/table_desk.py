"""The workspace: the way in, lists, clients, figures."""

from tests.access.answers import leads_to, shows
from tests.access.rows import Row, desk, workers, workers_of_b, workers_of_c

INBOX = "desk/inbox/"
OUTBOX = "desk/outbox/"
CLIENT = "desk/clients/<uuid:key>/"

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
            coordinator=leads_to("/desk/statistics/", "<bdi>21</bdi>"),
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
    # Figures
    Row(
        "desk/statistics/",
        "GET",
        "/desk/statistics/",
        desk(
            receiver_manager=shows("<bdi>14</bdi>", hides=("<bdi>21</bdi>",)),
            outsider_manager=shows("<bdi>6</bdi>", hides=("<bdi>21</bdi>",)),
            coordinator=shows("<bdi>21</bdi>"),
        ),
    ),
]
