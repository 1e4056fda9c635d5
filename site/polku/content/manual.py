"""The manual behind the editor's door: pages of `site/docs`, in the reader's language where they
are written in it, else in English."""

from dataclasses import dataclass
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

_HERE = Path(__file__).resolve()
# The first in a checkout, the second where the package is installed.
FOLDERS = (_HERE.parents[2] / "docs", _HERE.parents[1] / "docs")


@dataclass(frozen=True)
class ManualPage:
    """`language`: that of the text, which need not be the reader's."""

    title: str
    html: SafeString
    language: str


def read(name: str, language: str) -> ManualPage:
    """One page of the manual; raises FileNotFoundError where there is none of this name."""
    for code, file in ((language, f"{name}.{language}.md"), ("en", f"{name}.md")):
        for folder in FOLDERS:
            if (folder / file).is_file():
                text = (folder / file).read_text(encoding="utf-8")
                title, _newline, rest = text.removeprefix("# ").partition("\n")
                # Our own text, and raw HTML in it is shown as text.
                html = mark_safe(MarkdownIt("commonmark", {"html": False}).render(rest))
                return ManualPage(title.strip(), html, code)
    raise FileNotFoundError(name)


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
