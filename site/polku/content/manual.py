"""The manual behind the editor's door: pages of `site/docs`, in the reader's language where they
are written in it, else in English."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from polku.content import texts


@dataclass(frozen=True)
class ManualPage:
    """`language`: that of the text, which need not be the reader's."""

    title: str
    html: SafeString
    language: str


def read(name: str, language: str) -> ManualPage:
    """One page of the manual; raises FileNotFoundError where there is none of this name."""
    written = texts.read(name, language)
    # Our own text, and raw HTML in it is shown as text.
    html = mark_safe(texts.html(written.markdown))
    return ManualPage(written.title, html, written.language)


def editors_manual(request: HttpRequest) -> HttpResponse:
    """`/cms/manual/`: the page for editors."""
    return _page(request, "editor")


def translators_manual(request: HttpRequest) -> HttpResponse:
    """`/cms/manual/translator/`: the page for translators."""
    return _page(request, "translator")


def _page(request: HttpRequest, name: str) -> HttpResponse:
    try:
        page = read(name, get_language() or "en")
    except FileNotFoundError:
        raise Http404 from None
    return render(request, "content/editors_manual.html", {"manual": page})
