"""What is read and what is looked for in vain, inside the editor's door."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from orgs.access import looks_after_the_site
from polku.base import languages

from . import queries

# By their names in addresses of lists; what has no name here stands as it is there.
FACETS = {
    "q": _("Words"),
    "language": _("Language"),
    "place": _("Place"),
    "theme": _("Theme"),
    "audience": _("For whom"),
    "age": _("Age"),
    "when": _("When"),
    "from": _("From"),
    "until": _("Until"),
    "weekday": _("Weekday"),
    "time": _("Time of day"),
    "free": _("Free"),
    "attendance": _("Attendance"),
    "child_care": _("Child care"),
    "step_free": _("Step-free access"),
    "no_sign_up": _("No sign-up needed"),
    "places_left": _("Places left"),
    "organisation": _("Organisation"),
    "kind": _("Kind"),
}


@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    if not looks_after_the_site(request.user):
        raise Http404
    today, reader = timezone.localdate(), get_language()

    def named(row: dict) -> dict:
        return row | {"language": languages.name_in(row["language"], reader)}

    context = {
        "days": queries.SHOWN.days,
        "languages": map(named, queries.by_language(request.user, today)),
        "pages": map(named, queries.by_page(request.user, today)),
        "searches": [
            named(row) | {"facets": [FACETS.get(name, name) for name in row["facets"].split()]}
            for row in queries.vain_searches(request.user, today)
        ],
        "words": [
            {
                "words": row.words,
                "code": row.language,
                "language": languages.name_in(row.language, reader),
                "total": row.number,
            }
            for row in queries.vain_words(request.user, today)
        ],
    }
    return render(request, "visits/visits.html", context)
