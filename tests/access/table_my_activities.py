"""My activities: the plain form, and what can be done with an activity. Only those who write for
the organisation find any of it."""

from tests.access.answers import Answer, leads_to, shows
from tests.access.roles import Role
from tests.access.rows import Row, desk

LIST = "editor/activities/"
ONE = "editor/activities/<uuid:key>/"
_OWN = "/editor/activities/{pages[B].translation_key}/"
_UNPUBLISHED = "/editor/activities/{pages[unpublished].translation_key}/"
_WAITING = "/editor/activities/{pages[waiting].translation_key}/"
_FORM = {
    "title": "Birch evening",
    "kind": "activity",
    "attendance": "in_person",
    "languages": ["en"],
    "price_cents": "0",
    "times-TOTAL_FORMS": "0",
    "times-INITIAL_FORMS": "0",
    "changes-TOTAL_FORMS": "0",
    "changes-INITIAL_FORMS": "0",
    "action": "save",
}

_WEEKLY = {
    "times-TOTAL_FORMS": "1",
    "times-0-shape": "times",
    "times-0-first_date": "2096-10-01",
    "times-0-starts": "17:00",
    "times-0-ends": "19:00",
    "times-0-days": "1",
    "times-0-repeats": "weekly",
    "times-0-timezone": "Europe/Helsinki",
}


def writers(answer: Answer) -> dict[Role, Answer]:
    return desk(receiver_editor=answer)


MY_ACTIVITIES = [
    Row(
        LIST,
        "GET",
        "/editor/activities/",
        writers(
            shows(
                "Birch café",
                "{pages[unpublished].title}",
                "{pages[waiting].title}",
                hides=("Cedar course", "Dogwood"),
            )
        ),
    ),
    Row("editor/activities/new/", "GET", "/editor/activities/new/", writers(shows("Birch"))),
    Row(
        "editor/activities/new/",
        "POST",
        "/editor/activities/new/",
        writers(leads_to("/editor/activities/", "Birch evening")),
        data=_FORM,
    ),
    Row(
        "editor/activities/times/",
        "POST",
        "/editor/activities/times/",
        writers(shows("Every Monday")),
        data=_FORM | _WEEKLY,
    ),
    Row(ONE, "GET", _OWN, writers(shows("Birch café", hides=("Cedar",)))),
    Row(
        ONE,
        "POST",
        _OWN,
        writers(leads_to(_OWN, "Birch evening")),
        data=_FORM | {"seen": "{pages[B].latest_revision_id}"},
    ),
    Row(f"{ONE}copy/", "GET", f"{_OWN}copy/", writers(shows("Birch café"))),
    Row(
        f"{ONE}copy/",
        "POST",
        f"{_OWN}copy/",
        writers(leads_to("/editor/activities/", "Birch café")),
        data={"first_date": "{next_week}"},
    ),
    Row(
        f"{ONE}delete/",
        "GET",
        f"{_UNPUBLISHED}delete/",
        writers(shows("{pages[unpublished].title}")),
    ),
    Row(
        f"{ONE}delete/",
        "POST",
        f"{_UNPUBLISHED}delete/",
        writers(leads_to("/editor/activities/", "{pages[unpublished].title}")),
    ),
    Row(
        "editor/activities/deleted/<uuid:key>/",
        "POST",
        "/editor/activities/deleted/{binned.key}/",
        writers(leads_to("/editor/activities/", "{binned.title}")),
    ),
    Row(
        f"{ONE}right/",
        "POST",
        f"{_OWN}right/",
        writers(leads_to("/editor/activities/", "Birch café")),
    ),
    # Only who may publish chooses the original; its editor reads so.
    Row(f"{ONE}original/", "GET", f"{_OWN}original/", writers(shows("Birch café"))),
    Row(f"{ONE}original/", "POST", f"{_OWN}original/", desk(), data={"language": "ar"}),
    Row(f"{ONE}preview/", "GET", f"{_OWN}preview/", writers(shows("Birch café"))),
    Row(f"{ONE}end/", "GET", f"{_OWN}end/", writers(shows("Birch café"))),
    Row(f"{ONE}end/", "POST", f"{_OWN}end/", writers(leads_to("/editor/activities/", "Birch"))),
    Row(
        f"{ONE}withdraw/",
        "POST",
        f"{_WAITING}withdraw/",
        writers(leads_to(_WAITING, "{pages[waiting].title}")),
    ),
]
