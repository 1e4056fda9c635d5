"""What the plain form asks, in the order in which a person thinks. A new fact is put in a group
here; a test says which are missing."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models.facts import COURSE_FACTS


@dataclass(frozen=True)
class Group:
    """A part of the form. `folded`: shut until somebody opens it, or something in it is wrong;
    `note`: one sentence below its heading."""

    key: str
    title: Promise
    fields: tuple[str, ...] = ()
    folded: bool = False
    note: Promise | str = ""


GROUPS = (
    Group("what", _("What is it?"), ("title", "summary", "text", "kind", "themes")),
    Group(
        "course",
        _("If it is a course"),
        COURSE_FACTS,
        folded=True,
        note=_("Only courses need this: levels, application time, hours, test."),
    ),
    Group("whom", _("For whom?"), ("audiences", "age_from", "age_to")),
    # The times have forms of their own.
    Group("when", _("When?")),
    Group(
        "where",
        _("Where?"),
        (
            "attendance",
            "venue",
            "street_address",
            "postal_code",
            "municipality",
            "position",
            "directions",
            "meeting_link",
            "step_free",
            "child_care",
        ),
    ),
    Group("languages", _("In which languages?"), ("languages",)),
    Group("price", _("What does it cost?"), ("price_cents", "price_note")),
    Group(
        "joining",
        _("How do people join?"),
        ("joining", "contact_phone", "contact_email", "joining_url", "capacity", "sign_up"),
    ),
    Group(
        "sign_up",
        _("If people sign up here"),
        (
            "sign_up_waiting_list",
            "sign_up_from",
            "sign_up_until",
            "sign_up_hours_before",
            "sign_up_along",
            "sign_up_contact",
        ),
        folded=True,
        note=_("Waiting list, when the sign-up begins and ends, and what you ask."),
    ),
    Group("picture", _("Picture"), ("cover", "picture", "remove_picture", "cover_alt")),
    Group(
        "workers",
        _("For workers who refer clients"),
        ("takes_referrals", "intake_criteria", "what_happens_next", "answer_within_days"),
        folded=True,
        note=_("Only if authorities may send people to you. You can leave it for later."),
    ),
)
# Written in the language of the activity; everything else is the same in all languages.
TEXTS = (
    "title",
    "summary",
    "text",
    "directions",
    "price_note",
    "cover_alt",
    "intake_criteria",
    "what_happens_next",
)
