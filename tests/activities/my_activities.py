"""What the tests of "my activities" share: an association, its people, and the form as they fill
it in."""

from datetime import date

from django.test import Client
from django.urls import reverse

from activities.models import ActivityPage
from orgs.models import Organisation, User
from orgs.services import organisations
from tests.factories import content, orgs

# A Wednesday, long after any test is run.
WEDNESDAY = date(2096, 10, 3)
NEW = "/editor/activities/new/"
TIMES = "/editor/activities/times/"
LIST = "/editor/activities/"


def association(name: str = "Hooyo", *, reviewed: bool = False, language: str = "so", **fields):
    content.site_tree(["fi", "sv", "en", "ar", "so"])
    return organisations.found_organisation(
        name=name,
        slug=name.lower(),
        kind="immigrant_association",
        language=language,
        publishing="reviewed" if reviewed else "trusted",
        **fields,
    )


def member(organisation: Organisation, role: str = "publisher", *, language: str = "en") -> User:
    user = orgs.user(language=language)
    organisations.add_member(organisation=organisation, user=user, role=role)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def time_of(number: int = 0, first: date | str = WEDNESDAY, **fields) -> dict:
    """One time as the browser sends it."""
    filled = {
        "shape": "times",
        "first_date": str(first),
        "starts": "17:00",
        "ends": "19:00",
        "days": "1",
        "repeats": "once",
        "timezone": "Europe/Helsinki",
    } | fields
    return {f"times-{number}-{name}": value for name, value in filled.items()}


def form(*times: dict, changes: int = 0, action: str = "save", **fields) -> dict:
    """The form as the browser sends it."""
    data = {
        "title": "Language café",
        "summary": "Chat in Finnish over coffee",
        "text": "Come and talk.\n\n- coffee\n- games",
        "kind": "activity",
        "attendance": "in_person",
        "step_free": "",
        "child_care": "",
        "languages": ["so", "fi"],
        "price_cents": "0",
        "times-TOTAL_FORMS": str(len(times)),
        "times-INITIAL_FORMS": "0",
        "changes-TOTAL_FORMS": str(changes),
        "changes-INITIAL_FORMS": "0",
        "action": action,
    }
    for time in times:
        data |= time
    return {name: value for name, value in (data | fields).items() if value is not None}


def edit(page: ActivityPage, verb: str = "edit") -> str:
    return reverse(f"my_activities:{verb}", args=[page.translation_key])


def again(client: Client, page: ActivityPage, **changes) -> dict:
    """The form of a page as the browser would send it back, with changes."""
    answer = client.get(edit(page))
    assert answer.status_code == 200, answer.status_code
    data = {}
    parts = [answer.context["form"]]
    for rows in (answer.context["times"].times, answer.context["times"].changes):
        parts += [rows.management_form, *rows.forms]
    for part in parts:
        for field in part:
            value = field.value()
            if hasattr(field.field, "prepare_value"):
                value = field.field.prepare_value(value)
            if value is None or value is False or field.name == "picture":
                continue
            shown = field.field.widget.format_value(value)
            data[field.html_name] = shown if shown is not None else ""
    return data | {"action": "save"} | changes


def the_page() -> ActivityPage:
    """The only activity's page, as the database has it."""
    return ActivityPage.objects.get()


def said(answer) -> str:
    return answer.content.decode()


def errors(answer) -> dict[str, str]:
    """What the page says is wrong, by the name of the field."""
    assert answer.status_code == 200, answer.headers
    return {field.name if field else "": text for field, text in answer.context["errors"]}
