"""“Make this the original”, from the menu of a page in Wagtail's admin."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from polku.base import languages
from polku.base.pages import BasePage
from polku.content.originals import NotPossible, original_of
from polku.content.translation.queries.originals import page_to_translate
from polku.content.translation.services import originals


def has_original(page: Page) -> bool:
    """Whether pages of this type are written in languages: all of ours."""
    return issubclass(page.specific_class or Page, BasePage)


@require_http_methods(["GET", "HEAD", "POST"])
def make_original(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask first, in words that say what changes and what does not."""
    page = page_to_translate(page_id)
    if page is None or not has_original(page) or not originals.may_choose(request.user, page):
        raise Http404
    language = _name(page)
    if originals.is_original(page):
        messages.info(request, _("This is the original already."))
    elif request.method != "POST":
        before = original_of(page)
        said = {
            "page": page,
            "language": language,
            "before": before if before.pk != page.pk else None,
            "before_language": _name(before),
            "obstacle": originals.obstacle(page),
        }
        return render(request, "translation/cms/make_original.html", said)
    else:
        try:
            originals.make_original(request.user, page)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("make_original", page_id)
        except PermissionDenied:
            raise Http404 from None
        messages.success(
            request,
            _("“%(title)s” in this language is the original now: %(language)s.")
            % {"title": page.title, "language": language},
        )
    return redirect("wagtailadmin_pages:edit", page_id)


def _name(page: Page) -> str:
    return languages.name_in(page.locale.language_code, get_language())


urlpatterns = [
    path("translations/<int:page_id>/make-original/", make_original, name="make_original"),
]
