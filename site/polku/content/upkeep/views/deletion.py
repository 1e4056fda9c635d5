"""Wagtail's three ways to delete a page, each of which fills the bin."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import ReferenceIndex

from polku.content.upkeep import queries
from polku.content.upkeep.services import bin as bin_service


class DeletePage(DeleteView):
    """Deleting one page with its confirmation. Wagtail's view has looked already whether the page
    is there and the user may delete it."""

    template_name = "upkeep/cms/confirm_delete.html"

    def dispatch(self, request, page, *args, **kwargs):
        self.page = page
        self.next_url = get_valid_next_url_from_request(request)
        self.wagtail_site_name = settings.WAGTAIL_SITE_NAME
        self.usage = ReferenceIndex.get_references_to(page).group_by_source_object()
        self.pages_to_delete = [page]
        return TemplateView.dispatch(self, request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not type_to_delete_confirmation(request):
            return self.render_to_response(self.get_context_data())
        parent = self.page.get_parent()
        try:
            bin_service.to_bin(request.user, self.page)
        except bin_service.NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("wagtailadmin_explore", parent.pk)
        messages.success(
            request,
            _("“%(title)s” is deleted. You can take it back for 30 days.")
            % {"title": self.page.get_admin_display_title()},
            buttons=[messages.button(reverse("upkeep_cms:deleted"), _("Deleted pages"))],
        )
        for function in hooks.get_hooks("after_delete_page"):
            result = function(request, self.page)
            if hasattr(result, "status_code"):
                return result
        return redirect(self.next_url or reverse("wagtailadmin_explore", args=[parent.pk]))

    def get_context_data(self, **kwargs):
        along = queries.bin.goes_along(self.request.user, self.page)
        return super().get_context_data(**kwargs) | {
            "translation_count": len(along),
            "translation_descendant_count": sum(page.get_descendant_count() for page in along),
        }


class DeletePages(DeleteBulkAction):
    """Deleting the pages that were ticked in a list."""

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        gone, below = 0, 0
        for page in objects:
            number = page.get_descendant_count()
            try:
                bin_service.to_bin(user, page)
            except bin_service.NotPossible:
                # With its original, which was ticked as well; or the first page of the site.
                continue
            gone += 1
            below += number
        return gone, below

    def get_success_message(self, num_parent_objects, num_child_objects):
        number = num_parent_objects + num_child_objects
        return ngettext(
            "%(number)d page is deleted. You can take it back for 30 days.",
            "%(number)d pages are deleted. You can take them back for 30 days.",
            number,
        ) % {"number": number}


class DeleteByAPI(DeletePageAPIAction):
    """Deleting through the admin's own API."""

    def execute(self, instance, data):
        try:
            bin_service.to_bin(self.request.user, instance)
        except bin_service.NotPossible as refusal:
            raise ValidationError({"page": [str(refusal)]}) from refusal
        return Response(status=status.HTTP_204_NO_CONTENT)
