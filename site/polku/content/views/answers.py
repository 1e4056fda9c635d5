"""Answers to forms in the editor: for those who write for the organisation, and noted."""

from django.http import Http404
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.contrib.forms.views import DeleteSubmissionsView, SubmissionsListView

from orgs.access import Actor, actor_for
from orgs.queries import owner_of
from polku.content import queries
from polku.content.models import FormPage
from polku.record import audit


class AnswersView(SubmissionsListView):
    """The list, and the same as a spreadsheet. Each look is noted with the number of answers."""

    def dispatch(self, request, *args, **kwargs):
        self.actor = _reader(request, kwargs["form_page"])
        return super().dispatch(request, *args, **kwargs)

    def render_to_response(self, context, **response_kwargs):
        shown = context["submissions"]
        verb = "form_answer.export" if self.is_export else "form_answer.list"
        audit.record(self.actor, verb, self.form_page, count=len(shown))
        return super().render_to_response(context, **response_kwargs)


class DeleteAnswersView(DeleteSubmissionsView):
    def dispatch(self, request, *args, **kwargs):
        page = queries.form_page(kwargs["page_id"])
        if page is None:
            raise Http404
        self.actor = _reader(request, page)
        return super().dispatch(request, *args, **kwargs)

    def handle_delete(self, submissions):
        audit.record(self.actor, "form_answer.delete", self.page, count=submissions.count())
        super().handle_delete(submissions)


def _reader(request, page: FormPage) -> Actor:
    """Who reads, as one of the organisation whose form it is; nothing is there for all others."""
    organisation = owner_of(page)
    actor = actor_for(request.user, organisation) if organisation else None
    if actor is None or not get_forms_for_user(request.user).filter(pk=page.pk).exists():
        raise Http404
    return actor
