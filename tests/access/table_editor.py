"""The editor's plain door: the frame around what packages put behind it."""

from tests.access.answers import Answer, leads_to, shows
from tests.access.rows import Row, desk
from tests.access.table_my_activities import MY_ACTIVITIES


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
                leads_to("/editor/help/", "Birch Association"),
                leads_to("/editor/help/", "Cedar College"),
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
]
