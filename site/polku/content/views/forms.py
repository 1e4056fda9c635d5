"""Filling in a form of an organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from polku.base import limits
from polku.base.public_forms import TRAP
from polku.content.models import FormPage
from polku.content.services import answers

SENT = "sent"
# In ACCOUNT_RATE_LIMITS of the settings.
LIMIT = "form_answer"


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, page: FormPage) -> HttpResponse:
    """The form; after sending, the reader is led to a page that says so, so that loading it again
    sends nothing twice."""
    if request.method != "POST":
        return sent(request, page) if SENT in request.GET else _shown(request, page, _form(page))
    form = _form(page, request.POST)
    if request.POST.get(TRAP):
        return _thanked(request, page)
    if not form.is_valid():
        return _shown(request, page, form)
    if not limits.within(request, LIMIT, page.translation_key):
        form.add_error(
            None,
            _(
                "Many answers have come from your network in a short time. What you wrote is still "
                "here: send it again in an hour."
            ),
        )
        return _shown(request, page, form, status=429)
    answers.receive(page=page, answers=form.cleaned_data)
    return _thanked(request, page)


def sent(request: HttpRequest, page: FormPage) -> HttpResponse:
    return _answer(request, page, {"sent": True})


def _form(page: FormPage, data=None):
    form = page.get_form(data, page=page)
    form.use_required_attribute = False
    return form


def _thanked(request: HttpRequest, page: FormPage) -> HttpResponse:
    return redirect(f"{page.get_url(request)}?{SENT}=1")


def _shown(request: HttpRequest, page: FormPage, form, status: int = 200) -> HttpResponse:
    return _answer(request, page, {"form": form, "trap": TRAP}, status)


def _answer(request: HttpRequest, page: FormPage, shown: dict, status: int = 200) -> HttpResponse:
    context = page.get_context(request) | shown
    response = TemplateResponse(request, page.template, context, status=status)
    # It carries a token of this browser, and perhaps what somebody wrote.
    add_never_cache_headers(response)
    return response
