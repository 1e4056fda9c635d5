"""Sending texts out and taking them back in, behind the editor's door."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from orgs.models import User
from polku.base import languages
from polku.content.translation.exchange import archives, content, formats
from polku.content.translation.exchange.refusals import FileRefused, MarkupBroken
from polku.content.translation.queries import exchange as queries
from polku.content.translation.queries.runs import translation_into
from polku.content.translation.rules.exchange import Comparison, Outcome, Row
from polku.content.translation.services import exchange
from polku.content.translation.services.exchange import Arrival, NotFound, TakenIn

TEMPLATES = "translation/cms/exchange"


@require_safe
def files(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The page of one translation: fetch a file, send one back."""
    translation = _translation(request, translation_id)
    document = queries.document_of(translation)
    texts = [segment for segment in document.segments if not segment.is_address]
    done = sum(bool(segment.target) for segment in texts)
    return render(
        request,
        f"{TEMPLATES}/files.html",
        {
            **_page(translation),
            "formats": _formats(),
            "translation": translation,
            "progress": _("%(done)d of %(all)d texts are translated.")
            % {"done": done, "all": len(texts)},
        },
    )


@require_safe
def export(request: HttpRequest, translation_id: int, form: str = "po") -> HttpResponse:
    return _send(request, [translation_id], form)


@require_safe
def export_selected(request: HttpRequest) -> HttpResponse:
    """`?translation=1&translation=2&format=po`: an archive; one alone is a file."""
    try:
        keys = [int(key) for key in request.GET.getlist("translation")]
    except ValueError:
        raise Http404 from None
    return _send(request, keys, request.GET.get("format", "xliff-2.1"))


def _send(request: HttpRequest, keys: list[int], form: str) -> HttpResponse:
    try:
        sent = exchange.send_out(user=request.user, keys=keys, form=form)
    except NotFound:
        raise Http404 from None
    return HttpResponse(
        sent.data,
        content_type=sent.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{sent.name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def import_files(request: HttpRequest) -> HttpResponse:
    """One file or an archive, for whichever pages it is."""
    if request.method == "POST":
        return _compare(request, None)
    return render(request, f"{TEMPLATES}/import.html", {"action": request.path})


@require_POST
def import_into(request: HttpRequest, translation_id: int) -> HttpResponse:
    """For this translation only."""
    return _compare(request, _translation(request, translation_id))


def _compare(request: HttpRequest, only: Translation | None) -> HttpResponse:
    """What would change, side by side. Nothing is written yet."""
    uploaded = request.FILES.get("file")
    fault, arrivals, offered = "", [], ""
    if uploaded is None:
        fault = _("Choose a file.")
    elif uploaded.size > archives.LARGEST:
        fault = _("What the archive holds is too large. Send less at once.")
    else:
        arrivals = exchange.receive(
            user=request.user, name=uploaded.name, data=uploaded.read(), only=only
        )
        try:
            offered = exchange.offer(user=request.user, arrivals=arrivals)
        except FileRefused as refusal:
            fault = str(refusal)
    count = sum(len(arrival.comparison.taken) for arrival in arrivals)
    return render(
        request,
        f"{TEMPLATES}/preview.html",
        {
            "fault": fault,
            "arrivals": [_arrival(arrival) for arrival in arrivals],
            "offered": offered,
            "take_in": ngettext("Take in %(count)d text", "Take in %(count)d texts", count)
            % {"count": count},
            "action": request.path,
            "back": _address_of(only) if only else reverse("translation_exchange:import"),
        },
    )


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Write what was shown."""
    try:
        taken = exchange.take_in(user=request.user, offered=request.POST.get("offered", ""))
    except NotFound:
        raise Http404 from None
    for one in taken:
        _tell(request, one)
    if len(taken) == 1:
        return redirect(_address_of(taken[0].translation))
    return redirect("translation_exchange:import")


def _tell(request: HttpRequest, taken: TakenIn) -> None:
    title = taken.translation.source.object_repr
    if taken.refusal:
        messages.error(request, f"{title}: {taken.refusal}")
        return
    if taken.count:
        said = ngettext(
            "%(count)d text of “%(title)s” was taken in. Look it over, then publish the page.",
            "%(count)d texts of “%(title)s” were taken in. Look them over, then publish the page.",
            taken.count,
        )
        messages.success(request, said % {"count": taken.count, "title": title})
    if taken.conflicts:
        said = _(
            "Somebody has changed these texts of “%(title)s” since you saw them; they stay as they "
            "are: %(places)s."
        )
        messages.warning(request, said % {"title": title, "places": ", ".join(taken.conflicts)})


def address_for(page: Page, user: User) -> str | None:
    """Where the files of this page are, if it is a translation that the user may edit."""
    translation = translation_into(page)
    if translation is None or not page.permissions_for_user(user).can_edit():
        return None
    return reverse("translation_exchange:files", args=[translation.pk])


# What is shown


def _translation(request: HttpRequest, key: int) -> Translation:
    translation = queries.translation_of(request.user, key)
    if translation is None:
        raise Http404
    return translation


def _address_of(translation: Translation) -> str:
    """The view of the translation."""
    try:
        return translation.get_target_instance_edit_url()
    except ObjectDoesNotExist:
        return reverse("wagtailadmin_home")


def _page(translation: Translation) -> dict:
    source, target = (
        translation.source.locale.language_code,
        translation.target_locale.language_code,
    )
    return {
        "title": translation.source.object_repr,
        "source": _language(source),
        "target": _language(target),
        "edit_url": _address_of(translation),
    }


def _language(code: str) -> dict:
    return {
        "code": code,
        "name": languages.own_name(code),
        "direction": languages.direction(code),
    }


def _formats() -> list[dict]:
    hints = {
        "xliff-2.1": _("For new translation tools."),
        "xliff-1.2": _("For most translation tools and agencies."),
        "po": _("For Poedit and other tools of free software."),
    }
    return [
        {"name": name, "label": form.label, "hint": hints[name]}
        for name, form in formats.FORMATS.items()
    ]


def _arrival(arrival: Arrival) -> dict:
    shown = {"file": arrival.file, "refusal": arrival.comparison.refusal}
    if arrival.translation is not None:
        shown |= _page(arrival.translation)
    return shown | _differences(arrival.comparison) | _rows(arrival.comparison)


def _differences(comparison: Comparison) -> dict:
    changed = [
        (_("Changed"), one.label, _html(one.in_file), _html(one.on_page))
        for one in comparison.changed
    ]
    added = [
        (_("Only in the file"), one.label or one.path, _html(one.source), "")
        for one in comparison.added
    ]
    missing = [
        (_("Only on the page"), one.label, "", _html(one.source)) for one in comparison.missing
    ]
    return {"differences": [*changed, *added, *missing]}


def _rows(comparison: Comparison) -> dict:
    outcomes = {
        Outcome.NEW: _("New"),
        Outcome.CHANGED: _("Changed"),
        Outcome.CHECKED: _("Checked"),
    }
    left = {
        Outcome.UNFINISHED: _("Marked as not finished in the file"),
        Outcome.UNTRANSLATED: _("Not translated in the file"),
        Outcome.ABSENT: _("Not in the file"),
    }
    return {
        "summary": _("%(done)d of %(all)d texts of the page are finished in the file.")
        % {"done": comparison.done, "all": len(comparison.texts)},
        "taken": [_row(row, outcomes[row.outcome]) for row in comparison.taken],
        "broken": [_row(row, row.fault) for row in comparison.broken],
        "left": [_row(row, left[row.outcome]) for row in comparison.texts if row.outcome in left],
    }


def _row(row: Row, said: str) -> dict:
    return {
        "said": said,
        "is_machine": row.is_machine,
        "label": row.now.label,
        "source": _html(row.now.source),
        "now": _html(row.now.target),
        "new": _html(row.new),
    }


def _html(text: str) -> str | SafeString:
    """A text with its inline tags, as it will look; without numbers, which could come twice."""
    try:
        parts = content.from_html(text)
    except MarkupBroken:
        return escape(text)
    return mark_safe(content.without_numbers(parts))


urlpatterns = [
    path("<int:translation_id>/", files, name="files"),
    path("<int:translation_id>/in/", import_into, name="import_into"),
    path("<int:translation_id>/<str:form>/", export, name="export"),
    path("selected/", export_selected, name="export_selected"),
    path("in/", import_files, name="import"),
    path("confirm/", confirm, name="confirm"),
]
admin_addresses = [
    path("translations/exchange/", include((urlpatterns, "translation_exchange"))),
    # These stand before wagtail-localize's own, and are found by its names for them.
    path("localize/translate/<int:translation_id>/pofile/download/", export),
    path("localize/translate/<int:translation_id>/pofile/upload/", import_into),
]
