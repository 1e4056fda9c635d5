"""What the plain forms behind the editor's door show of a page that is being written."""

from django.forms import BoundField, Form
from django.http import QueryDict
from django.urls import reverse

from orgs.models import User
from orgs.services import writing
from polku.base.pages import BasePage
from polku.base.publication import State, state_of
from polku.base.writing import advise_page

# How the states look: kind of badge and icon.
_BADGES = {
    State.PRIVATE: ("plain", "lock"),
    State.PENDING: ("sky", "clock"),
    State.PUBLISHED: ("", "check"),
    State.ARCHIVED: ("plain", "cross"),
}


def badge(state: State) -> dict:
    kind, icon = _BADGES[state]
    return {"text": state.label, "kind": kind, "icon": icon}


def of_draft(user: User, draft: BasePage) -> dict:
    """Its state, advice on its text, and what a reviewer wants to be mended."""
    answer = writing.sent_back(draft)
    return {
        "badge": badge(state_of(draft)),
        "advice": advise_page(draft),
        "review": {
            "comment": answer.comment,
            "by": answer.finished_by.get_full_name() if answer.finished_by else "",
            "at": answer.finished_at,
        }
        if answer
        else None,
        "full_editor_url": reverse("wagtailadmin_pages:edit", args=[draft.pk])
        if user.has_perm("wagtailadmin.access_admin")
        else "",
    }


def comments(draft: BasePage, form: Form) -> list[dict]:
    """What others wrote at single fields, each with the form's own field where it has one."""
    return [
        {
            "pk": comment.pk,
            "field": _field_at(comment.contentpath, form),
            "said": [
                {"by": one.user.get_full_name(), "text": one.text, "at": one.created_at}
                for one in (comment, *comment.replies.all())
            ],
        }
        for comment in (writing.comments_on(draft) if draft.pk else ())
    ]


def mended(data: QueryDict) -> list[int]:
    """The comments whose writer says that they are mended."""
    return [int(key) for key in data.getlist("mended") if key.isdecimal() and len(key) < 19]


def _field_at(path: str, form: Form) -> BoundField | None:
    """Of `field`, or `field.block.field` within a text, which the plain forms have as one box."""
    name = path.split(".")[0]
    name = "text" if name == "body" else name
    return form[name] if name in form.fields else None
