"""Every rule that keeps one organisation's people from another's eyes, and what it would be
without its condition. Taking any of them away must turn these tests red."""

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

OWN_PACKAGES = ("orgs", "polku", "activities", "referrals")
# Where functions read for an actor.
ROOMS = (
    "referrals.people.queries",
    "referrals.consent.queries",
    "referrals.cases.queries",
    "referrals.exchange.queries",
    "referrals.reports.queries",
)


@dataclass(frozen=True)
class Scope:
    """`place`: module and name. `without(original)`: the same function without its condition."""

    place: str
    without: Callable[[Callable], Callable]

    @property
    def name(self) -> str:
        return self.place.replace(":", ".")

    def take_away(self) -> None:
        """From now on, in this whole process, the condition is gone."""
        module_name, _, path = self.place.partition(":")
        owner = import_module(module_name)
        *classes, name = path.split(".")
        for part in classes:
            owner = getattr(owner, part)
        original = inspect.getattr_static(owner, name)
        open_to_all = self.without(original)
        setattr(owner, name, open_to_all)
        if not classes:
            _put_in_place_of(original, open_to_all, name)


def _put_in_place_of(original: Callable, other: Callable, name: str) -> None:
    """Also where a module has imported the function by its name, or has it in a table."""
    for module_name, module in list(sys.modules.items()):
        if module_name.split(".")[0] not in OWN_PACKAGES or not isinstance(module, ModuleType):
            continue
        if vars(module).get(name) is original:
            setattr(module, name, other)
        for table in [value for value in vars(module).values() if isinstance(value, dict)]:
            for key in [key for key, value in table.items() if value is original]:
                table[key] = other


def _all_of(model: str) -> Callable[[Callable], Callable]:
    from django.apps import apps

    return lambda original: lambda actor, *args, **kwargs: apps.get_model(model).objects.all()


def _always(answer) -> Callable[[Callable], Callable]:
    return lambda original: lambda *args, **kwargs: answer


def _any_snapshot(original: Callable) -> Callable:
    def snapshot_content(actor, disclosure) -> dict:
        from referrals.consent.models import DisclosedSnapshot

        return DisclosedSnapshot.objects.get(disclosure=disclosure).content or {}

    return snapshot_content


def _everyone_is_a_side(original: Callable) -> Callable:
    """As in a view that asks only whether the actor's organisation sent it."""

    def side_of(actor, referral):
        from referrals.exchange.states import Side

        is_sender = referral.sender_id == actor.organisation.pk
        return Side.SENDER if is_sender else Side.RECEIVER

    return side_of


def _every_organisation(original: Callable) -> Callable:
    def organisations_of(user) -> list:
        from orgs.models import Organisation

        return list(Organisation.objects.order_by("name", "pk"))

    return organisations_of


def _whatever_is_chosen(original: Callable) -> Callable:
    def choose_organisation(request, key: str) -> bool:
        from orgs.access import SESSION_KEY
        from orgs.models import Organisation

        request.session[SESSION_KEY] = Organisation.objects.get(key=key).pk
        return True

    return choose_organisation


def _all_of_kind(original: Callable) -> Callable:
    return lambda user, model: model._default_manager.all()


def _all_that_is_offered(original: Callable) -> Callable:
    return lambda offered, request: offered


def _latest_title(original: Callable) -> Callable:
    return lambda page: page.draft_title or page.title


def _refused_by_wagtail(original: Callable) -> Callable:
    def back_to_the_first_page(request):
        from django.shortcuts import redirect

        return redirect("wagtailadmin_home")

    return back_to_the_first_page


SCOPES = [
    # What an actor sees
    Scope("referrals.people.queries:visible_people", _all_of("people.Person")),
    Scope("referrals.cases.queries:visible_cases", _all_of("cases.Case")),
    Scope("referrals.cases.queries:workers", _all_of("orgs.User")),
    Scope("referrals.consent.queries:snapshot_content", _any_snapshot),
    Scope("referrals.exchange.queries:visible_referrals", _all_of("exchange.Referral")),
    Scope("referrals.reports.queries:facts_in_sight", _all_of("reports.ReferralFact")),
    # On which side an actor stands, and what their roles open
    Scope("referrals.exchange.rules:side_of", _everyone_is_a_side),
    Scope("referrals.exchange.rules:may_refer", _always(True)),
    Scope("referrals.people.rules:works_with_clients", _always(True)),
    Scope("referrals.people.rules:may_show", _always(True)),
    Scope("referrals.reports.rules:may_count", _always(True)),
    Scope("orgs.access:Actor.has", _always(True)),
    Scope("orgs.access:organisations_of", _every_organisation),
    # What an editor looks after
    Scope("polku.content.upkeep.queries.owners:own_pages", _all_of("wagtailcore.Page")),
    Scope("polku.content.upkeep.queries.bin:deletions_for", _all_of("upkeep.Deletion")),
    Scope("polku.content.translation.queries.desk:translatable_pages", _all_of("wagtailcore.Page")),
    # Doors
    Scope("polku.base.middleware:used_second_factor", _always(True)),
    Scope("polku.base.middleware:EditorsDoor.OPEN", lambda original: "/"),
    # What of other organisations an editor sees and touches
    Scope("orgs.fence.gate:own_page", _always(True)),
    Scope("orgs.fence.gate:explorable_page", _always(True)),
    Scope("orgs.fence.gate:page_in_sight", _always(True)),
    Scope("orgs.fence.gate:image_in_sight", _always(True)),
    Scope("orgs.fence.gate:document_in_sight", _always(True)),
    Scope("orgs.fence.gate:own_snippet", _always(lambda user, key: True)),
    Scope("orgs.fence.gate:may_arrange_workflows", _always(True)),
    Scope("orgs.fence.sight:owns", _always(True)),
    Scope("orgs.fence.sight:owns_all", _always(True)),
    Scope("orgs.fence.sight:own_pages", _all_of("wagtailcore.Page")),
    Scope("orgs.fence.sight:explorable_pages", _all_of("wagtailcore.Page")),
    Scope("orgs.fence.sight:pages_in_sight", _all_of("wagtailcore.Page")),
    Scope("orgs.fence.sight:own_objects", _all_of_kind),
    Scope("orgs.fence.sight:media_in_sight", _all_of_kind),
    Scope("orgs.fence.sight:people_in_sight", _all_of("orgs.User")),
    Scope("orgs.fence.sight:workflows_in_sight", _all_of("wagtailcore.Workflow")),
    Scope("orgs.fence.choosers:pages", _all_that_is_offered),
    Scope("orgs.fence.comments:readers", _all_that_is_offered),
    Scope("orgs.fence.media:tags_in_sight", _all_of("taggit.Tag")),
    Scope("orgs.fence.reports:translations_of", _all_of("wagtail_localize.Translation")),
    Scope("orgs.fence.titles:title_for_reader", _latest_title),
    Scope("orgs.fence.refusals:nothing_is_here", _refused_by_wagtail),
    Scope("orgs.translation_guard:may_submit", _always(True)),
    Scope("orgs.translation_guard:may_update", _always(True)),
    Scope("orgs.translation_guard:may_translate", _always(True)),
    Scope("orgs.translation_guard:may_publish", _always(True)),
    Scope("orgs.translation_guard:may_publish_page", _always(True)),
]
BY_NAME = {scope.name: scope for scope in SCOPES}
