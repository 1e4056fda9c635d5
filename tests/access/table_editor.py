"""The editor's plain door: the frame around what packages put behind it."""

from tests.access.answers import Answer, leads_to, shows
from tests.access.rows import Row, desk
from tests.access.table_my_activities import MY_ACTIVITIES

_OUR_PAGE = "/editor/our-page/{organisations[B].key}/"


def managers(b: Answer, c: Answer) -> dict[str, Answer]:
    return {"receiver_manager": b, "outsider_manager": c}


EDITOR = [
    Row(
        "editor/",
        "GET",
        "/editor/",
        desk(
            receiver_editor=leads_to("/editor/activities/", "Birch Association"),
            **managers(
                leads_to("/editor/members/", "Birch Association"),
                leads_to("/editor/members/", "Cedar College"),
            ),
        ),
    ),
    Row(
        "editor/help/",
        "GET",
        "/editor/help/",
        desk(
            receiver_editor=shows("Birch Association", "Seven steps"),
            **managers(
                shows("Birch Association", "Seven steps"), shows("Cedar College", "Seven steps")
            ),
        ),
    ),
    Row(
        "editor/language/",
        "POST",
        "/editor/language/",
        desk(
            receiver_editor=leads_to("/editor/help/", 'dir="rtl"'),
            **managers(
                leads_to("/editor/help/", 'dir="rtl"'), leads_to("/editor/help/", 'dir="rtl"')
            ),
        ),
        data={"language": "ar", "next": "/editor/help/"},
    ),
    Row(
        "editor/organisation/",
        "POST",
        "/editor/organisation/",
        desk(
            receiver_editor=leads_to("/editor/help/", "Birch Association"),
            receiver_manager=leads_to("/editor/help/", "Birch Association"),
        ),
        data={"organisation": "{organisations[B].key}", "next": "/editor/help/"},
    ),
    *MY_ACTIVITIES,
    # The organisation's own page
    Row(
        "editor/our-page/",
        "GET",
        "/editor/our-page/",
        desk(receiver_editor=leads_to(_OUR_PAGE, "Birch Association")),
    ),
    Row(
        "editor/our-page/",
        "POST",
        "/editor/our-page/",
        desk(receiver_editor=leads_to(_OUR_PAGE, "Birch Association")),
    ),
    Row(
        "editor/our-page/<uuid:key>/",
        "GET",
        _OUR_PAGE,
        desk(receiver_editor=shows("Birch Association", hides=("Cedar",))),
    ),
    Row(
        "editor/our-page/<uuid:key>/",
        "POST",
        _OUR_PAGE,
        desk(receiver_editor=leads_to(_OUR_PAGE, "We plant birches.")),
        data={
            "title": "Birch Association",
            "intro": "We plant birches.",
            "action": "save",
        },
    ),
    Row(
        "editor/our-page/<uuid:key>/preview/",
        "GET",
        f"{_OUR_PAGE}preview/",
        desk(receiver_editor=shows("Birch Association")),
    ),
    # Who works there
    Row(
        "editor/members/",
        "GET",
        "/editor/members/",
        desk(
            **managers(
                shows(
                    "{accounts[editor of receiver B].email}",
                    "{invitations[B].email}",
                    hides=("{accounts[worker of outsider C].email}", "{invitations[C].email}"),
                ),
                shows(
                    "{accounts[worker of outsider C].email}",
                    "{invitations[C].email}",
                    hides=("{accounts[editor of receiver B].email}", "{invitations[B].email}"),
                ),
            )
        ),
    ),
    Row(
        "editor/members/invite/",
        "GET",
        "/editor/members/invite/",
        desk(**managers(shows("Birch Association"), shows("Cedar College"))),
    ),
    Row(
        "editor/members/invite/",
        "POST",
        "/editor/members/invite/",
        desk(
            **managers(
                leads_to("/editor/members/", "newcomer@example.org"),
                leads_to("/editor/members/", "newcomer@example.org"),
            )
        ),
        data={"email": "newcomer@example.org", "roles": ["worker"], "language": "fi"},
    ),
    Row(
        "editor/members/<int:pk>/",
        "GET",
        "/editor/members/{accounts[editor of receiver B].pk}/",
        desk(receiver_manager=shows("{accounts[editor of receiver B].last_name}")),
    ),
    Row(
        "editor/members/<int:pk>/",
        "POST",
        "/editor/members/{accounts[editor of receiver B].pk}/",
        desk(receiver_manager=leads_to("/editor/members/", "publisher")),
        data={"roles": ["publisher"]},
    ),
    Row(
        "editor/members/<int:pk>/remove/",
        "GET",
        "/editor/members/{accounts[editor of receiver B].pk}/remove/",
        desk(receiver_manager=shows("{accounts[editor of receiver B].last_name}")),
    ),
    Row(
        "editor/members/<int:pk>/remove/",
        "POST",
        "/editor/members/{accounts[editor of receiver B].pk}/remove/",
        desk(
            receiver_manager=leads_to(
                "/editor/members/",
                "{accounts[editor of receiver B].last_name}",
                hides=("{accounts[editor of receiver B].email}",),
            )
        ),
    ),
    Row(
        "editor/members/invitations/<uuid:key>/resend/",
        "POST",
        "/editor/members/invitations/{invitations[B].key}/resend/",
        desk(receiver_manager=leads_to("/editor/members/", "{invitations[B].email}")),
    ),
    Row(
        "editor/members/invitations/<uuid:key>/revoke/",
        "POST",
        "/editor/members/invitations/{invitations[B].key}/revoke/",
        desk(
            receiver_manager=leads_to(
                "/editor/members/", "taken back", hides=("{invitations[B].email}",)
            )
        ),
    ),
]
