"""When the text of a page is taken note of: in the save that makes it public, by whatever route."""

from functools import cache

from django.apps import apps
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.signals import post_page_move
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from polku.base import minor_edits
from polku.base.bin import is_binned
from polku.base.pages import BasePage

from .services import deletions, moves, recording


def connect() -> None:
    """To every page type of ours."""
    for model in apps.get_models():
        if issubclass(model, BasePage):
            post_save.connect(page_saved, sender=model)
            pre_delete.connect(page_deleted, sender=model)


def page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    """A draft is kept as a revision, which is no save of the page."""
    if raw or not instance.live or instance.alias_of_id:
        return
    if update_fields is None or _makes_public(sender) & set(update_fields):
        recording.record(instance)


def page_deleted(sender, instance, **kwargs):
    """For good. Together with one above it a page is deleted by its base class, and what is of its
    own type goes first."""
    deletions.before_deletion(instance)


@receiver(post_page_move)
def page_moved(instance, parent_page_before, parent_page_after, **kwargs):
    """Into the bin and out of it a page takes its translations along in its own way."""
    parents = (parent_page_before, parent_page_after)
    if parent_page_before.pk != parent_page_after.pk and not any(map(is_binned, parents)):
        moves.follow(instance, parent_page_after)


@cache
def _makes_public(model: type[BasePage]) -> frozenset[str]:
    """The fields whose saving can change what the public reads."""
    texts = (field for field in get_translatable_fields(model))
    return frozenset({"live", *(f.field_name for f in texts if isinstance(f, TranslatableField))})


@receiver(minor_edits.revision_saved)
def revision_saved(sender, revision, is_minor, **kwargs):
    recording.note_minor(revision, is_minor=is_minor)
