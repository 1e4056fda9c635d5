"""What an organiser asks besides, for the form of one activity."""

from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.models import Activity
from activities.signups.forms.questions import QuestionForm, TranslationForm
from activities.signups.models import Question
from activities.signups.queries import lists as queries
from activities.signups.queries.offered import address
from activities.signups.rules import MOST_QUESTIONS
from activities.signups.services import questions as services
from orgs.access import Actor
from orgs.editors_door import WRITERS, page
from polku.base import languages

from .activity import PART, shown


def of_own_activity(view):
    """A view of `(request, actor, activity, questions)`, for writers of its organisation."""

    @page(*WRITERS)
    @wraps(view)
    def guarded(request: HttpRequest, actor: Actor, key: UUID, **kwargs) -> HttpResponse:
        activity = queries.activity_of(actor, key)
        if activity is None:
            raise Http404
        return view(request, actor, activity, queries.questions(actor, activity), **kwargs)

    return guarded


@require_safe
@of_own_activity
def question_list(
    request: HttpRequest, actor: Actor, activity: Activity, questions: list[Question]
) -> HttpResponse:
    to_translate = [
        {
            "code": code,
            "own_name": languages.own_name(code),
            "direction": languages.direction(code),
            "name": languages.name_in(code, get_language()),
            "lacks": sum(question.lacks(code) for question in questions),
        }
        for code in languages.offered()
        if any(question.language != code for question in questions)
    ]
    context = {
        "part": PART,
        "activity": shown(activity),
        "key": activity.translation_key,
        "questions": questions,
        "to_translate": to_translate,
        "may_add": len(questions) < MOST_QUESTIONS,
        "most": MOST_QUESTIONS,
        "form_url": _form_url(activity),
        "kept_days": settings.POLKU_SIGN_UPS_KEPT_DAYS,
    }
    return render(request, "signups/editor/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_activity
def add(
    request: HttpRequest, actor: Actor, activity: Activity, questions: list[Question]
) -> HttpResponse:
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add(actor=actor, activity=activity, **form.cleaned_data)
        except services.TooManyQuestions:
            form.add_error(
                None, _("A form has %(most)s questions at most.") % {"most": MOST_QUESTIONS}
            )
        else:
            return _saved(request, activity)
    return _form_page(request, activity, form, activity.original_language)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_activity
def change(
    request: HttpRequest, actor: Actor, activity: Activity, questions: list[Question], pk: int
) -> HttpResponse:
    question = _one(questions, pk)
    form = QuestionForm(request.POST if request.method == "POST" else None, instance=question)
    if request.method == "POST" and form.is_valid():
        services.change(
            actor=actor, activity=activity, question_id=question.pk, **form.cleaned_data
        )
        return _saved(request, activity)
    return _form_page(request, activity, form, question.language)


@require_POST
@of_own_activity
def move(
    request: HttpRequest, actor: Actor, activity: Activity, questions: list[Question], pk: int
) -> HttpResponse:
    services.move(
        actor=actor, activity=activity, question_id=pk, up=request.POST.get("way") == "up"
    )
    return _back(activity)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_activity
def remove(
    request: HttpRequest, actor: Actor, activity: Activity, questions: list[Question], pk: int
) -> HttpResponse:
    """Asks once more, then takes it away."""
    question = _one(questions, pk)
    if request.method == "POST":
        services.remove(actor=actor, activity=activity, question_id=question.pk)
        messages.success(request, _("The question is asked no more."))
        return _back(activity)
    context = {
        "part": PART,
        "activity": shown(activity),
        "key": activity.translation_key,
        "question": question,
    }
    return render(request, "signups/editor/remove_question.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_activity
def translate(
    request: HttpRequest,
    actor: Actor,
    activity: Activity,
    questions: list[Question],
    language: str,
) -> HttpResponse:
    """All questions in one other language."""
    if language not in languages.offered() or not questions:
        raise Http404
    form = TranslationForm(
        request.POST if request.method == "POST" else None,
        questions=questions,
        language=language,
        reader=get_language(),
    )
    if request.method == "POST" and form.is_valid():
        services.translate(actor=actor, activity=activity, language=language, words=form.given())
        return _saved(request, activity)
    context = {
        "part": PART,
        "activity": shown(activity),
        "key": activity.translation_key,
        "form": form,
        "language": languages.name_in(language, get_language()),
    }
    return render(request, "signups/editor/translate_questions.html", context)


def _one(questions: list[Question], pk: int) -> Question:
    found = next((one for one in questions if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _form_page(request, activity: Activity, form: QuestionForm, language: str) -> HttpResponse:
    context = {
        "part": PART,
        "activity": shown(activity),
        "key": activity.translation_key,
        "form": form,
        "is_new": form.instance.pk is None,
        "kept_days": settings.POLKU_SIGN_UPS_KEPT_DAYS,
        "language": languages.name_in(language, get_language()),
    }
    return render(request, "signups/editor/question.html", context)


def _form_url(activity: Activity) -> str:
    """The form as people see it, where they can; in the language in which it was written."""
    if not activity.sign_up or activity.status != Activity.Status.PUBLISHED:
        return ""
    with override(activity.original_language):
        return address(activity.translation_key)


def _saved(request: HttpRequest, activity: Activity) -> HttpResponse:
    messages.success(request, _("Saved."))
    return _back(activity)


def _back(activity: Activity) -> HttpResponse:
    return redirect("sign_up_lists:questions", key=activity.translation_key)
