"""Links that lead nowhere, inside the editor's door."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from polku.content.upkeep import queries
from polku.content.upkeep.services import links as link_service


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    outer = [
        _place(place.page, place.content_path)
        | {
            "key": place.pk,
            "address": place.link.address,
            "reason": place.link.get_reason_display(),
            "since": place.link.failed_first_on,
            "status_code": place.link.status_code,
        }
        for place in queries.links.broken(request.user)
    ]
    inner = [
        _place(link.page, link.content_path) | {"target": _title(link.target)}
        for link in queries.links.inner_broken(request.user)
    ]
    return render(request, "upkeep/cms/links.html", {"outer": outer, "inner": inner})


@require_POST
def works(request: HttpRequest, key: int) -> HttpResponse:
    if not link_service.works_for_me(request.user, key):
        raise Http404
    messages.success(request, _("Thank you. We do not report this link for half a year."))
    return redirect("upkeep_cms:links")


def _place(page, content_path: str) -> dict:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return {
        "title": page.title,
        "language": page.locale.language_code,
        # Wagtail's editor scrolls to the very block.
        "edit_url": f"{edit}#:w:contentpath={content_path}",
    }


def _title(page) -> str:
    return page.get_admin_display_title() if page else ""
