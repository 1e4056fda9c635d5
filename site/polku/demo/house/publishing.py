"""Putting pages into the tree as an editor would: a revision, published; translations by copy."""

from wagtail.models import Locale, Page

from orgs.models import User


def publish(page: Page, editor: User | None = None) -> None:
    page.save_revision(user=editor).publish(user=editor)


def add(parent: Page, page: Page, editor: User | None = None) -> Page:
    """A new page below its parent, in the parent's language, published.

    With the `translation_key` of another one it is that page in this language, and the rights on
    the parent count for it.
    """
    # Each page added makes what others remember of the parent stale.
    parent = Page.objects.get(pk=parent.pk)
    page.locale = parent.locale
    page.owner = page.owner or editor
    page.live = False
    parent.add_child(instance=page)
    publish(page, editor)
    return page


def translate(page: Page, language: str, editor: User | None = None, **fields) -> Page:
    """The page in another language, with the rights that its editors have on it, published; its
    parent must have that language already."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=language))
    if editor:
        # The rights on the copy are new, and Wagtail remembers those that a user had before.
        editor = User.objects.get(pk=editor.pk)
    for name, value in fields.items():
        setattr(copy, name, value)
    publish(copy, editor)
    return copy
