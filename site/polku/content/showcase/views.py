"""`/cms/components/`: what pages are made of, as readers see it."""

import re
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from orgs.access import looks_after_the_site
from polku.base import languages

from .samples import samples
from .words import WORDS

_CONTRACT = re.compile(r"{% comment %}(.*?){% endcomment %}", re.DOTALL)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Each of `templates/components` with its contract, in Finnish and in Arabic."""
    if not looks_after_the_site(request.user):
        raise Http404
    shown = {language: samples(language) for language in WORDS}
    found = [
        {
            "name": name,
            "contract": _contract(name),
            "halves": [
                {
                    "language": language,
                    "direction": languages.direction(language),
                    "kinds": _drawn(request, name, language, shown[language][name]),
                }
                for language in WORDS
            ],
        }
        for name in sorted(shown["fi"])
    ]
    return render(request, "content/cms/components.html", {"components": found})


def _drawn(
    request: HttpRequest, name: str, language: str, contexts: list[dict]
) -> list[SafeString]:
    template = get_template(f"components/{name}.html")
    with translation.override(language):
        drawn = [template.render(context, request) for context in contexts]
    # What only a script shows stands here, too.
    return [mark_safe(part.replace(" hidden>", ">")) for part in drawn]


def _contract(name: str) -> str:
    source = Path(get_template(f"components/{name}.html").origin.name).read_text("utf-8")
    found = _CONTRACT.match(source)
    return found[1].strip() if found else ""
