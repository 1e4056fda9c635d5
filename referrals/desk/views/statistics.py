"""Figures without people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from orgs.access import Actor
from referrals.reports import queries

from ..forms.filters import YearFilter
from ..pages import page


@require_GET
@page("statistics")
def statistics(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = YearFilter(request.GET, years=queries.years(actor))
    figures = queries.statistics(actor, form.chosen_year())
    context = {"filter_form": form, "tables": figures.tables, "chart": figures.chart}
    return render(request, "desk/statistics.html", context)
