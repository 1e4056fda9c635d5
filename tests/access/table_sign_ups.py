"""Signing up, for everyone; and the organiser's lists, for those who write for the organisation."""

from tests.access.answers import leads_to, shows
from tests.access.rows import Row, everyone
from tests.access.table_my_activities import writers

_FORM = "/en/sign-up/{pages[B].translation_key}/"
# Of somebody of whom nothing is known but a name that says nothing.
_PLACE = "/en/sign-up/place/{sign_ups[nameless].code}/"
_LIST = "/editor/sign-ups/{pages[B].translation_key}/"
LIST = "editor/sign-ups/<uuid:key>/"
OWN = "<language>/sign-up/place/<str:code>/"
# Whoever looks at the list sees who signed up.
_PEOPLE = shows("Birch café", "{sign_ups[known].name}", "Somebody", hides=("Cedar",))

QUESTIONS = f"{LIST}questions/"
_QUESTIONS = f"{_LIST}questions/"
_QUESTION = _QUESTIONS + "{questions[B].pk}/"
_QUESTION_FORM = {"label": "Do you bring a pram?", "kind": "yes_no", "choices": ""}

SIGN_UPS = [
    Row("<language>/sign-up/", "GET", "/en/sign-up/", everyone(shows("Your code"))),
    Row(
        "<language>/sign-up/",
        "POST",
        "/en/sign-up/",
        everyone(leads_to(_PLACE, "Birch café")),
        data={"code": "{sign_ups[nameless].code}"},
    ),
    Row("<language>/sign-up/<uuid:key>/", "GET", _FORM, everyone(shows("Birch café", "Your name"))),
    Row(
        "<language>/sign-up/<uuid:key>/",
        "POST",
        _FORM,
        everyone(leads_to("/en/sign-up/place/", "Birch café", "You have a place.")),
        data={"name": "Somebody", "date": "{dates[B].pk}", "ticket": "{ticket}"},
    ),
    Row(OWN, "GET", _PLACE, everyone(shows("Birch café", "You have a place."))),
    Row(
        OWN,
        "POST",
        _PLACE,
        everyone(leads_to(_PLACE, "This place is not kept for you any more.")),
    ),
    Row(f"{OWN}cancel/", "GET", f"{_PLACE}cancel/", everyone(shows("Birch café"))),
    Row(
        f"{OWN}cancel/",
        "POST",
        f"{_PLACE}cancel/",
        everyone(leads_to(_PLACE, "You have cancelled.")),
    ),
    Row(
        "editor/sign-ups/",
        "GET",
        "/editor/sign-ups/",
        writers(shows("Birch café", hides=("Cedar course",))),
    ),
    Row(LIST, "GET", _LIST, writers(_PEOPLE)),
    Row(f"{LIST}file/", "GET", f"{_LIST}file/", writers(shows("PK"))),
    Row(
        f"{LIST}marks/",
        "POST",
        f"{_LIST}marks/",
        writers(leads_to(_LIST, "Saved.")),
        data={"mark-1": "present"},
    ),
    Row(f"{LIST}message/", "GET", f"{_LIST}message/", writers(shows("Birch café"))),
    Row(
        f"{LIST}message/",
        "POST",
        f"{_LIST}message/",
        writers(leads_to(_LIST, "is told by mail")),
        data={"text": "We meet at the back door."},
    ),
    Row(
        f"{LIST}remove/<int:pk>/",
        "GET",
        _LIST + "remove/{sign_ups[nameless].pk}/",
        writers(shows("Somebody")),
    ),
    Row(
        f"{LIST}remove/<int:pk>/",
        "POST",
        _LIST + "remove/{sign_ups[nameless].pk}/",
        writers(leads_to(_LIST, "The place is free for the next.")),
    ),
    Row(QUESTIONS, "GET", _QUESTIONS, writers(shows("Birch café", "{questions[B].label}"))),
    Row(f"{QUESTIONS}new/", "GET", f"{_QUESTIONS}new/", writers(shows("Birch café"))),
    Row(
        f"{QUESTIONS}new/",
        "POST",
        f"{_QUESTIONS}new/",
        writers(leads_to(_QUESTIONS, "Do you bring a pram?")),
        data=_QUESTION_FORM,
    ),
    Row(f"{QUESTIONS}<int:pk>/", "GET", _QUESTION, writers(shows("{questions[B].label}"))),
    Row(
        f"{QUESTIONS}<int:pk>/",
        "POST",
        _QUESTION,
        writers(leads_to(_QUESTIONS, "Do you bring a pram?")),
        data=_QUESTION_FORM,
    ),
    Row(
        f"{QUESTIONS}<int:pk>/move/",
        "POST",
        f"{_QUESTION}move/",
        writers(leads_to(_QUESTIONS, "{questions[B].label}")),
        data={"way": "up"},
    ),
    Row(
        f"{QUESTIONS}<int:pk>/remove/",
        "GET",
        f"{_QUESTION}remove/",
        writers(shows("{questions[B].label}")),
    ),
    Row(
        f"{QUESTIONS}<int:pk>/remove/",
        "POST",
        f"{_QUESTION}remove/",
        writers(leads_to(_QUESTIONS, "The question is asked no more.")),
    ),
    Row(
        f"{QUESTIONS}in/<slug:language>/",
        "GET",
        f"{_QUESTIONS}in/fi/",
        writers(shows("{questions[B].label}")),
    ),
    Row(
        f"{QUESTIONS}in/<slug:language>/",
        "POST",
        f"{_QUESTIONS}in/fi/",
        writers(leads_to(_QUESTIONS, "Saved.")),
        data={"words_1_0": "Tuletko bussilla?"},
    ),
]
