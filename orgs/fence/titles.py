"""The title of a draft is for its owners.

Wagtail shows in all of its admin what a page will be called once its draft is published. To all
others it is called what the public reads, and a page that was never published has no name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext
from wagtail.models import Page

from orgs.models import User

from . import sight

_reader: ContextVar[User | None] = ContextVar("reader of the admin", default=None)
_latest_title = Page.get_admin_display_title


@contextmanager
def shown_to(user: User) -> Iterator[None]:
    """While this runs, titles are those that this user may read."""
    token = _reader.set(user)
    try:
        yield
    finally:
        _reader.reset(token)


def reader() -> User | None:
    """Who looks at the admin now; None outside of it."""
    user = _reader.get()
    return user if user is not None and user.is_authenticated else None


def title_for_reader(page: Page) -> str:
    user = reader()
    if user is None or sight.owns(user, page):
        return _latest_title(page)
    return page.title if page.live else gettext("(not published)")


def keep() -> None:
    Page.get_admin_display_title = lambda page: title_for_reader(page)
