"""Organisations in Wagtail's admin, for site editors: found, change, invite, close, reopen.

All writing goes through the services, so that groups, rights and workflows stay in step.
"""

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from orgs.access import roles_given_by
from orgs.forms.invitations import InviteForm
from orgs.forms.organisations import OrganisationForm
from orgs.models import Organisation, Role
from orgs.queries import people
from orgs.services import invitations, organisations


class _Create(generic.CreateView):
    def save_instance(self) -> Organisation:
        return organisations.found_organisation(**self.form.changes, by=self.request.user)

    def get_success_url(self) -> str:
        """Whom to invite is the next thing one wants to say."""
        return reverse("organisations:invite", args=[self.object.pk])


class _Edit(generic.EditView):
    def save_instance(self) -> Organisation:
        return organisations.change_organisation(
            organisation=self.form.instance, **self.form.changes, by=self.request.user
        )

    @cached_property
    def header_buttons(self) -> list:
        if self.object.closed_on:
            return []
        address = reverse("organisations:invite", args=[self.object.pk])
        return [HeaderButton(_("Invite somebody"), url=address, icon_name="mail")]

    @cached_property
    def header_more_buttons(self) -> list:
        verb, label, icon = (
            ("reopen", _("Open again"), "lock-open")
            if self.object.closed_on
            else ("close", _("Close"), "lock")
        )
        address = reverse(f"organisations:{verb}", args=[self.object.pk])
        return [Button(label, url=address, icon_name=icon, priority=10)]


class _OfOne(generic.PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, FormView):
    """A form about one organisation."""

    permission_required = "change"
    header_icon = "group"
    form_class = Form

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.organisation = get_object_or_404(Organisation, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.organisation.name

    def get_breadcrumbs_items(self) -> list[dict]:
        edit = reverse("organisations:edit", args=[self.organisation.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("organisations:index"), "label": _("Organisations")},
            {"url": edit, "label": self.organisation.name},
            {"url": "", "label": self.page_title, "sublabel": ""},
        ]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"organisation": self.organisation}

    def get_success_url(self) -> str:
        return reverse("organisations:edit", args=[self.organisation.pk])


class _Close(_OfOne):
    page_title = _("Close")
    template_name = "wagtailadmin/organisations/close.html"

    def form_valid(self, form) -> HttpResponse:
        organisations.close_organisation(organisation=self.organisation, by=self.request.user)
        messages.success(self.request, gettext("The organisation is closed."))
        return super().form_valid(form)


class _Reopen(_OfOne):
    page_title = _("Open again")
    template_name = "wagtailadmin/organisations/reopen.html"

    def form_valid(self, form) -> HttpResponse:
        organisations.reopen_organisation(organisation=self.organisation, by=self.request.user)
        messages.success(self.request, gettext("The organisation is open again."))
        return super().form_valid(form)


class _Invite(_OfOne):
    """Invites one person, and shows who is invited already."""

    page_title = _("Invite somebody")
    template_name = "wagtailadmin/organisations/invite.html"
    form_class = InviteForm

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if self.organisation.closed_on:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {
            "roles": roles_given_by(self.request.user, self.organisation)
        }

    def get_initial(self) -> dict:
        return {"language": self.organisation.language, "roles": [Role.EDITOR]}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "submit_button_label": _("Send the invitation"),
            "submit_button_active_label": _("Sending…"),
            "invitations": people.invitations_waiting_at(self.organisation, self.request.user),
        }

    def form_valid(self, form) -> HttpResponse:
        try:
            made = invitations.invite(
                organisation=self.organisation, by=self.request.user, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(
            self.request,
            gettext("The invitation is on its way to %(address)s.") % {"address": made.email},
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("organisations:invite", args=[self.organisation.pk])


class _OfInvitation(generic.PermissionCheckedMixin, View):
    """Sends an invitation again, or takes it back."""

    permission_required = "change"
    http_method_names = ["post"]
    act = None

    def post(self, request: HttpRequest, pk: int, key) -> HttpResponse:
        organisation = get_object_or_404(Organisation, pk=pk)
        waiting = people.invitations_waiting_at(organisation, request.user)
        found = next((one for one in waiting if one.key == key), None)
        if found is None:
            raise Http404
        try:
            self.act(invitation=found, by=request.user)
        except PermissionDenied:
            raise Http404 from None
        return redirect("organisations:invite", organisation.pk)


class OrganisationViewSet(ModelViewSet):
    """Organisations are closed, never deleted: what others refer to stays."""

    model = Organisation
    name = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = _Create
    edit_view_class = _Edit
    list_display = [
        "name",
        Column("get_kind_display", label=capfirst(_("kind"))),
        Column("get_publishing_display", label=capfirst(_("publishing"))),
        "closed_on",
    ]
    list_filter = ["kind", "publishing"]
    search_fields = ["name", "slug"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False):
        return OrganisationForm

    def get_common_view_kwargs(self, **kwargs) -> dict:
        return super().get_common_view_kwargs(delete_url_name=None, **kwargs)

    def get_urlpatterns(self) -> list:
        kept = [one for one in super().get_urlpatterns() if one.name != "delete"]
        policy = self.permission_policy

        def view(of, **options):
            return of.as_view(permission_policy=policy, **options)

        one = "<int:pk>/invitations/<uuid:key>"
        return [
            *kept,
            path("<int:pk>/invite/", view(_Invite), name="invite"),
            path("<int:pk>/close/", view(_Close), name="close"),
            path("<int:pk>/reopen/", view(_Reopen), name="reopen"),
            path(
                f"{one}/resend/",
                view(_OfInvitation, act=staticmethod(invitations.resend)),
                name="resend",
            ),
            path(
                f"{one}/revoke/",
                view(_OfInvitation, act=staticmethod(invitations.revoke)),
                name="revoke",
            ),
        ]
