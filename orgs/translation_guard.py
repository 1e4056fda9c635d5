"""Repair of wagtail-localize: its views for sending a page into translation and for bringing
translations up to date ask for a global right only, so an editor of one organisation could
translate the page of another (https://github.com/wagtail/wagtail-localize/pull/133 made them so).

These are guards of `fence.gate`, which stands before each address that names a page, a translation
or its source: all of wagtail-localize's views, also those that ask by themselves.
"""

from django.db.models import Model
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from orgs.models import User


def may_submit(user: User, key: int | str) -> bool:
    """Whether the page with this key is theirs to translate."""
    page = Page.objects.filter(pk=key).first()
    return page is not None and _may_edit(user, page)


def may_update(user: User, key: int | str) -> bool:
    """Whether translations of this source are theirs to bring up to date."""
    source = TranslationSource.objects.filter(pk=key).first()
    return source is not None and _may_edit(user, source.get_source_instance())


def may_translate(user: User, key: int | str) -> bool:
    """Whether the page into which this translation flows is theirs."""
    translation = (
        Translation.objects.select_related("source", "target_locale").filter(pk=key).first()
    )
    if translation is None:
        return False
    model = translation.source.specific_content_type.model_class()
    target = model.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale
    ).first()
    return target is not None and _may_edit(user, target)


def may_publish(user: User, source: TranslationSource) -> bool:
    """Whether every page into which this source flows may be published by them."""
    return all(
        may_publish_page(user, translation.get_target_instance().pk)
        for translation in source.translations.filter(enabled=True)
    )


def may_publish_page(user: User, key: int | str) -> bool:
    """Whether the page with this key is theirs to publish. To make a translation an alias again
    is that too: the public sees another text at once."""
    page = Page.objects.filter(pk=key).first()
    return page is not None and page.permissions_for_user(user).can_publish()


def may_translate_snippets(user: User) -> bool:
    """No snippet of ours belongs to an organisation: only the site's own editors translate them."""
    return user.is_superuser


def _may_edit(user: User, instance: Model) -> bool:
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return may_translate_snippets(user)
