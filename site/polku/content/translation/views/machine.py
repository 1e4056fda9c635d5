"""Translating by machine from Wagtail's admin, at the addresses of wagtail-localize."""

import contextlib

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import Translation

from orgs.fence.updates import GuardedUpdate
from polku.content.translation.models import GlossaryTerm
from polku.content.translation.queries import providers, runs
from polku.content.translation.services import machine


class Offered(BaseMachineTranslator):
    """What wagtail-localize asks whether to show its button; it never translates by itself."""

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        provider = providers.provider_for(source_locale.language_code, target_locale.language_code)
        self.display_name = provider.name if provider else ""
        return provider is not None


@require_POST
def translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """In place of wagtail-localize's own. There is nothing here without a service for the pair."""
    translation = runs.translation(translation_id)
    if translation is None or not runs.is_offered(translation):
        raise Http404
    try:
        run = machine.translate(
            user=request.user, translation=translation, publish="publish" in request.POST
        )
    except machine.NotPossible as refusal:
        messages.warning(request, str(refusal))
    except PermissionDenied:
        raise Http404 from None
    else:
        messages.success(request, runs.told(run))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


class UpdateTranslations(GuardedUpdate):
    """In place of wagtail-localize's own: the machine works as a job, within the budget."""

    def get_form(self) -> forms.Form:
        """Offers the machine only where one of the languages has a service."""
        form = super().get_form()
        if not any(map(runs.is_offered, runs.enabled_translations(self.object))):
            del form.fields["use_machine_translation"]
            form.fields["publish_translations"].help_text = gettext_lazy(
                "Texts that are not translated stay in the language of the original."
            )
        return form

    @transaction.atomic
    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.object.update_from_db()
        enabled = runs.enabled_translations(self.object)
        publish = form.cleaned_data["publish_translations"]
        with_machine = form.cleaned_data.get("use_machine_translation", False)
        for translation in enabled:
            # The machine publishes by itself when all is there.
            if not (with_machine and self._ask(translation, publish=publish)):
                self._update(translation, publish=publish)
        self.components.save(self.object, sources_and_translations={self.object: enabled})
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _ask(self, translation: Translation, *, publish: bool) -> bool:
        """Whether the machine has taken it over."""
        if not runs.is_offered(translation):
            return False
        try:
            machine.translate(user=self.request.user, translation=translation, publish=publish)
        except machine.NotPossible as refusal:
            language = translation.target_locale.get_display_name()
            messages.warning(self.request, f"{language}: {refusal}")
            return False
        except PermissionDenied:
            return False
        return True

    def _update(self, translation: Translation, *, publish: bool) -> None:
        with contextlib.suppress(ValidationError):
            if publish:
                translation.save_target(user=self.request.user, publish=True)
            else:
                translation.source.update_target_view_restrictions(translation.target_locale)


class Glossary(ModelViewSet):
    """How words are always said in another language, for site editors."""

    model = GlossaryTerm
    name = "glossary"
    icon = "list-ul"
    menu_label = gettext_lazy("Glossary")
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = ["source_language", "term", "target_language", "translation"]
    list_display = [
        "term",
        Column("get_source_language_display", label=gettext_lazy("Language of the term")),
        "translation",
        Column("get_target_language_display", label=gettext_lazy("Language of the translation")),
    ]
    list_filter = ["source_language", "target_language"]
    search_fields = ["term", "translation"]
    search_backend_name = None


# These stand before wagtail-localize's own, and are found by its names for them.
urlpatterns = [
    path("localize/translate/<int:translation_id>/machine_translate/", translate),
    path("localize/update/<int:translation_source_id>/", UpdateTranslations.as_view()),
]
