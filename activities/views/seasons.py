"""Copying an activity for the next season, inside the editor's door."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from activities.forms.seasons import SeasonForm
from activities.queries import page_to_copy
from activities.services import seasons


@require_http_methods(["GET", "HEAD", "POST"])
def copy_for_next_season(request: HttpRequest, page_id: int) -> HttpResponse:
    page = page_to_copy(request.user, page_id)
    if page is None:
        raise Http404
    form = SeasonForm(request.POST or None, held_from=seasons.first_date_of(page))
    if request.method == "POST" and form.is_valid():
        try:
            copied = seasons.copy_for_next_season(
                request.user, page, form.cleaned_data["first_date"]
            )
        except PermissionDenied:
            raise Http404 from None
        messages.success(
            request,
            _("“%(title)s” is ready as a draft for the next season. Read it over and publish it.")
            % {"title": copied.title},
        )
        return redirect("wagtailadmin_pages:edit", copied.pk)
    return render(request, "activities/cms/copy_for_next_season.html", {"form": form, "page": page})
