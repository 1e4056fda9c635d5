"""Repair of wagtail-localize: its views for sending a page into translation ask for a global right
only, so an editor of one organisation could translate the page of another. These subclasses, on
the same addresses, ask for the right to edit the very page.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
)
from wagtail_localize.views.update_translations import UpdateTranslationsView


def _refuse_others(page: Page, user) -> None:
    if not page.permissions_for_user(user).can_edit():
        raise Http404


class GuardedSubmitPage(SubmitPageTranslationView):
    def dispatch(self, request, *args, **kwargs):
        _refuse_others(get_object_or_404(Page, pk=kwargs["page_id"]), request.user)
        return super().dispatch(request, *args, **kwargs)


class GuardedSubmitSnippet(SubmitSnippetTranslationView):
    """No snippet of ours belongs to an organisation: only the site's own editors translate them."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class GuardedUpdate(UpdateTranslationsView):
    def dispatch(self, request, *args, **kwargs):
        source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
        instance = source.get_source_instance()
        if isinstance(instance, Page):
            _refuse_others(instance, request.user)
        elif not request.user.is_superuser:
            raise Http404
        return super().dispatch(request, *args, **kwargs)
