"""What the pages of "my activities" show of an activity."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from activities.forms.groups import GROUPS, Group
from activities.forms.my_activity import ActivityForm
from activities.forms.my_times import Times
from activities.models import ActivityPage, Kind
from activities.queries import is_translated
from activities.queries.mine import Mine
from activities.services import writing
from orgs.access import Actor
from orgs.views.drafts import badge, comments
from orgs.views.drafts import of_draft as of_page
from polku.base import languages
from polku.base.publication import State


def address(view: str, page: ActivityPage) -> str:
    return reverse(f"my_activities:{view}", args=[page.translation_key])


def named(page: ActivityPage) -> dict:
    """An activity by its name, in its own language and direction."""
    return {
        "title": page.title,
        "language": page.language,
        "direction": page.direction,
        "url": address("edit", page),
    }


def row(actor: Actor, one: Mine) -> dict:
    """A row of the list, with the addresses of what the actor can do now."""
    user, page = actor.user, one.page
    more = [
        (_("Take it back from review"), "withdraw", writing.may_withdraw(user, page), True),
        (_("Copy for the next season"), "copy", page.permissions_for_user(user).can_copy(), False),
        (_("Choose the original"), "original", _may_choose_original(actor, one), False),
        (_("End it"), "end", writing.may_end(user, page), False),
        (_("Delete it"), "delete", page.permissions_for_user(user).can_delete(), False),
    ]
    return {
        "title": one.title,
        "language": one.language,
        "direction": one.direction,
        "language_name": languages.own_name(one.language),
        "others": [other for other in one.others if not other.is_missing],
        "missing": [other for other in one.others if other.is_missing],
        "badge": badge(one.state),
        "times": one.times,
        "next_date": one.next_date,
        "review_due": one.review_due,
        "right_url": address("right", page) if one.review_due else "",
        "is_sent_back": one.is_sent_back,
        "waits": one.waits and one.state != State.PENDING,
        "has_changes": one.has_changes,
        "edit_url": address("edit", page),
        "preview_url": address("preview", page),
        "public_url": page.get_url() if page.live else "",
        "more": [
            {"label": label, "url": address(view, page), "post": post}
            for label, view, may, post in more
            if may
        ],
    }


def _may_choose_original(actor: Actor, one: Mine) -> bool:
    """Where there is something to choose; the page then says which languages can be it."""
    return one.has_choice and one.page.permissions_for_user(actor.user).can_publish()


def of_form(
    actor: Actor, draft: ActivityPage, form: ActivityForm, times: Times, *, checked: bool = True
) -> dict:
    """The form in its groups. `checked`: whether to say what is wrong with what was sent."""
    is_new = draft.pk is None
    user = actor.user
    return of_draft(actor, draft) | {
        "form": form,
        "comments": comments(draft, form),
        "times": times,
        "groups": [_group(group, form, draft) for group in GROUPS],
        "errors": _errors(form, times) if form.is_bound and checked else [],
        "is_new": is_new,
        "may_publish": _may_publish(actor, draft),
        "asks_minor": is_translated(draft),
        "may_submit": not _may_publish(actor, draft)
        and (is_new or writing.may_submit(user, draft)),
    }


def of_draft(actor: Actor, draft: ActivityPage) -> dict:
    """The activity's state, and what a reviewer wants to be mended."""
    if draft.pk is None:
        return {"activity": {"title": "", "language": draft.language}, "badge": None}
    return of_page(actor.user, draft) | {
        "activity": named(draft),
        "preview_url": address("preview", draft),
        "withdraw_url": address("withdraw", draft)
        if writing.may_withdraw(actor.user, draft)
        else "",
    }


def _may_publish(actor: Actor, draft: ActivityPage) -> bool:
    """Of a new activity: as the page below which it will be says."""
    if draft.pk is not None:
        return writing.may_publish(actor.user, draft)
    pages = actor.organisation.pages.filter(alias_of__isnull=True)
    return any(page.permissions_for_user(actor.user).can_publish_subpage() for page in pages)


def _group(group: Group, form: ActivityForm, draft: ActivityPage) -> dict:
    fields = [form[name] for name in group.fields if name in form.fields]
    wrong = form.is_bound and any(field.errors for field in fields)
    used = any(field.value() not in (None, "", [], False) for field in fields)
    shut = group.folded and not wrong and not used
    if group.key == "course":
        shut = not wrong and form["kind"].value() != Kind.COURSE
    return {
        "key": group.key,
        "title": group.title,
        "note": group.note,
        "fields": fields,
        "is_folded": group.folded,
        "is_open": not shut,
    }


def _errors(form: ActivityForm, times: Times) -> list[tuple]:
    """What is wrong, in the order of the page; that of hidden fields last."""
    found = [(None, sentence) for sentence in form.non_field_errors()]
    shown = [name for group in GROUPS for name in group.fields]
    for group in GROUPS:
        found += times.errors if group.key == "when" else _errors_of(form, group.fields)
    return found + _errors_of(form, [name for name in form.fields if name not in shown])


def _errors_of(form: ActivityForm, names: Iterable[str]) -> list[tuple]:
    return [(form[name], said) for name in names for said in form.errors.get(name, ())]
