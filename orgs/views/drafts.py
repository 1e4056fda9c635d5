"""What the plain forms behind the editor's door show of a page that is being written."""

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
