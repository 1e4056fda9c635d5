"""Upkeep inside the editor's door: what to look at again, and what was deleted."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from polku.content.upkeep import queries
from polku.content.upkeep.forms import ReviewDate
from polku.content.upkeep.rules.bin import gone_on
from polku.content.upkeep.services import bin as bin_service
from polku.content.upkeep.services import reviews as review_service

from . import links


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    rows = [
        {
            "key": deletion.key,
            "title": deletion.title,
            "organisation": deletion.organisation,
            "deleted_at": deletion.deleted_at,
            "deleted_by": deletion.deleted_by,
            "gone_on": gone_on(deletion.deleted_at),
        }
        for deletion in queries.bin.deletions_for(request.user)
    ]
    return render(request, "upkeep/cms/deleted.html", {"rows": rows})


@require_POST
def restore(request: HttpRequest, key) -> HttpResponse:
    deletion = queries.bin.deletions_for(request.user).filter(key=key).first()
    if deletion is None:
        raise Http404
    try:
        pages = bin_service.restore(request.user, deletion)
    except bin_service.NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("upkeep_cms:deleted")
    said = (
        _("“%(title)s” is there again.")
        if pages[0].live
        else _("“%(title)s” is there again as a draft.")
    )
    messages.success(
        request,
        said % {"title": deletion.title},
        buttons=[messages.button(_edit(page), page.title) for page in pages[:1]],
    )
    return redirect("upkeep_cms:deleted")


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "upkeep/cms/reviews.html",
        {"rows": queries.reviews.due_reviews(request.user)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    """The review date of one page, and the answer "still right"."""
    page = queries.reviews.reviewed_page(request.user, page_id)
    if page is None:
        raise Http404
    found = queries.reviews.review_of(page)
    form = ReviewDate(request.POST or None, initial={"due_on": found and found.due_on})
    if request.method == "POST":
        try:
            if "right" in request.POST:
                review_service.check(request.user, page)
                messages.success(request, _("Thank you. We ask again in six months."))
                return redirect("upkeep_cms:review", page.pk)
            if form.is_valid():
                review_service.choose_date(request.user, page, form.cleaned_data["due_on"])
                messages.success(request, _("The review date is changed."))
                return redirect("upkeep_cms:review", page.pk)
        except ValidationError as problem:
            form.add_error("due_on", problem)
        except PermissionDenied:
            raise Http404 from None
    context = {"page": page, "review": found, "form": form, "edit_url": _edit(page)}
    return render(request, "upkeep/cms/review.html", context)


def _edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


urlpatterns = [
    path("deleted/", deleted, name="deleted"),
    path("deleted/<uuid:key>/", restore, name="restore"),
    path("reviews/", reviews, name="reviews"),
    path("reviews/<int:page_id>/", review, name="review"),
    path("links/", links.links, name="links"),
    path("links/<int:key>/works/", links.works, name="works"),
]
