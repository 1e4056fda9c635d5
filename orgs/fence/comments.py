"""Mail about comments goes to those who still look after the page. Wagtail sends the words of all
comments, and the title of the draft, to whoever once subscribed or joined in, for ever."""

from collections.abc import Iterable

from wagtail.admin.views.pages import edit
from wagtail.models import Page

from orgs.models import User

from . import sight

_send = edit.send_notification


def readers(people: Iterable[User], page: Page) -> list[User]:
    return [person for person in people if sight.owns(person, page)]


def send(people: Iterable[User], notification: str, context: dict) -> bool:
    return _send(readers(people, context["page"]), notification, context)


def keep() -> None:
    edit.send_notification = send
