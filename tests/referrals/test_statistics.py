"""Figures: counted from coded facts, and never so small that they point to a person."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from orgs.models import Role
from polku.record import outbox
from polku.record.models import OutboxEvent
from referrals.reports.models import ReferralFact
from referrals.reports.queries import facts_in_sight, statistics, years
from referrals.reports.suppression import Line, hidden
from tests.factories import orgs
from tests.factories.referrals import Sides, completed, declined, sent

YEAR = timezone.localdate().year
HIDDEN = "fewer than 5 or hidden"


def fact(sender, receiver, verb="send", **fields) -> ReferralFact:
    return ReferralFact.objects.create(
        **{
            "event_id": uuid4().int % 10**15,
            "verb": verb,
            "on": date(YEAR, 2, 1),
            "sender": sender,
            "receiver": receiver,
            "activity_kind": "activity",
            "themes": ["language"],
            "case_number": uuid4(),
        }
        | fields
    )


@pytest.fixture
def authority(db):
    return orgs.organisation("employment_authority")


@pytest.fixture
def association(db):
    return orgs.organisation()


def rows(actor, title: str) -> dict[str, list[str]]:
    """The figures of one table by its first column: four quarters and the year."""
    for table in statistics(actor, YEAR).tables:
        if table.title == title:
            return {row[0]: row[1:] for row in table.rows}
    return {}


@pytest.mark.django_db
def test_every_move_is_counted_once_however_often_it_is_told():
    referral = completed(Sides())
    outbox.deliver_waiting()
    OutboxEvent.objects.update(delivered_at=None)
    outbox.deliver_waiting()
    facts = ReferralFact.objects.order_by("event_id")
    assert [fact.verb for fact in facts] == ["send", "receive", "accept", "start", "complete"]
    assert {fact.case_number for fact in facts} == {referral.sender_case.statistics_number}
    assert facts.last().outcome == "achieved"


@pytest.mark.django_db
def test_a_decline_is_counted_with_its_reason():
    sides = Sides()
    declined(sides, reason="client_distance")
    outbox.deliver_waiting()
    assert ReferralFact.objects.get(verb="decline").reason == "client_distance"


@pytest.mark.django_db
def test_figures_stay_when_the_client_is_erased():
    from polku.record import personal_data

    sides = Sides()
    sent(sides)
    outbox.deliver_waiting()
    personal_data.erase(personal_data.CLIENT, sides.case.person_id)
    assert ReferralFact.objects.count() == 1


def test_a_manager_sees_the_own_organisations_figures(authority, association):
    other = orgs.organisation()
    mine = fact(authority, association)
    fact(authority, other)
    manager = orgs.actor(association, Role.MANAGER)
    assert list(facts_in_sight(manager)) == [mine]


def test_a_coordinator_sees_the_figures_of_the_area(authority, association):
    town, region = orgs.area("837"), orgs.area("06", kind="region", name="Pirkanmaa")
    suburb, far = orgs.area("604", name="Pirkkala"), orgs.area("091", name="Helsinki")
    suburb.part_of.add(region)
    municipality = orgs.organisation("municipality")
    municipality.areas.add(town, region)
    seen = {
        fact(authority, association, municipality=town).pk,
        fact(authority, association, municipality=suburb).pk,
        fact(municipality, association).pk,
    }
    fact(authority, association, municipality=far)
    fact(authority, association)
    coordinator = orgs.actor(municipality, Role.COORDINATOR)
    assert {fact.pk for fact in facts_in_sight(coordinator)} == seen
    manager = orgs.actor(municipality, Role.MANAGER)
    assert facts_in_sight(manager).count() == 1


@pytest.mark.parametrize("role", [Role.WORKER, Role.EDITOR, Role.AUDITOR])
def test_others_see_no_figures(authority, association, role):
    fact(authority, association)
    actor = orgs.actor(association, role)
    assert list(facts_in_sight(actor)) == []
    with pytest.raises(Http404):
        statistics(actor, YEAR)


def test_small_counts_are_hidden_and_zeros_shown(authority, association):
    manager = orgs.actor(association, Role.MANAGER)
    for _time in range(4):
        fact(authority, association)
    for _time in range(6):
        fact(authority, association, on=date(YEAR, 5, 1), verb="accept")
    moves = rows(manager, "Referrals by what happened")
    assert moves["Sent"] == [HIDDEN, "0", "0", "0", HIDDEN]
    assert moves["Accepted"] == ["0", "6", "0", "0", "6"]
    fact(authority, association)
    assert rows(manager, "Referrals by what happened")["Sent"] == ["5", "0", "0", "0", "5"]


def test_a_lone_small_count_cannot_be_worked_out_from_the_sum(authority, association):
    manager = orgs.actor(association, Role.MANAGER)
    for kind, count in (("activity", 9), ("course", 7), ("guidance", 2)):
        for _time in range(count):
            fact(authority, association, activity_kind=kind)
    kinds = rows(manager, "Sent referrals by kind of activity")
    assert kinds["activity"] == ["9", "0", "0", "0", "9"]
    assert kinds["course"] == [HIDDEN, "0", "0", "0", HIDDEN]
    assert kinds["guidance and counselling"] == [HIDDEN, "0", "0", "0", HIDDEN]


def test_reasons_of_organisations_and_clients_are_apart(authority, association):
    manager = orgs.actor(association, Role.MANAGER)
    for reason in ("no_capacity", "client_distance"):
        for _time in range(5):
            fact(authority, association, verb="decline", reason=reason)
    ours = rows(manager, "Declined by the organisation, by reason")
    theirs = rows(manager, "Declined by the client, by reason")
    assert ours == {"No places": ["5", "0", "0", "0", "5"]}
    assert theirs == {"Too far for the client": ["5", "0", "0", "0", "5"]}


def test_themes_are_counted_each(authority, association):
    manager = orgs.actor(association, Role.MANAGER)
    for _time in range(5):
        fact(authority, association, themes=["language", "work"])
    themes = rows(manager, "Sent referrals by theme")
    assert {theme: row[-1] for theme, row in themes.items()} == {"Language": "5", "Work": "5"}


def test_years_begin_with_the_first_fact(authority, association):
    fact(authority, association, on=date(YEAR - 2, 12, 31))
    manager = orgs.actor(association, Role.MANAGER)
    assert years(manager) == [YEAR, YEAR - 1, YEAR - 2]
    assert rows(manager, "Sent referrals by theme") == {}


def test_the_page_draws_what_the_table_says(authority, association, browser):
    manager = orgs.actor(association, Role.MANAGER, language="en")
    for _time in range(8):
        fact(authority, association)
    for _time in range(6):
        fact(authority, association, verb="accept")
    for _time in range(2):
        fact(authority, association, verb="decline", reason="no_capacity")
    response = browser(manager).get(reverse("desk:statistics"), {"year": YEAR})
    bars = {bar.label: (bar.value, bar.percent) for bar in response.context["chart"].bars}
    assert bars["Sent"] == ("8", 100)
    assert bars["Accepted"] == ("6", 75)
    assert bars["Declined"] == (HIDDEN, 0)
    page = response.content.decode()
    assert '<rect width="75"' in page
    assert "style=" not in page


@pytest.mark.django_db
def test_midnight_is_that_of_finland():
    sides = Sides()
    referral = sent(sides, at=None)
    event = OutboxEvent.objects.get(kind="referral.send")
    event.at = datetime.fromisoformat("2026-03-31T22:30:00+00:00")
    event.save()
    outbox.deliver_waiting()
    assert ReferralFact.objects.get().on == date(2026, 4, 1)
    assert referral.pk


QUARTERS, KINDS = range(1, 5), ("a", "b", "c")
LINES = [
    *(Line(tuple((kind, q) for q in QUARTERS), (kind, 0)) for kind in (*KINDS, "all")),
    *(Line(tuple((kind, q) for kind in KINDS), ("all", q)) for q in (0, *QUARTERS)),
]


@given(st.lists(st.integers(0, 12), min_size=12, max_size=12), st.integers(2, 8))
def test_no_hidden_count_can_be_worked_out_from_one_line(numbers, smallest):
    counts = {
        (kind, q): numbers[row * 4 + q - 1] for row, kind in enumerate(KINDS) for q in QUARTERS
    }
    for kind in KINDS:
        counts[kind, 0] = sum(counts[kind, q] for q in QUARTERS)
    for q in (0, *QUARTERS):
        counts["all", q] = sum(counts[kind, q] for kind in KINDS)
    closed = hidden(counts, LINES, smallest)
    assert {cell for cell, count in counts.items() if 0 < count < smallest} <= closed
    assert all(counts[cell] for cell in closed)
    for line in LINES:
        parts = [cell for cell in line.parts if cell in closed]
        if line.total in closed:
            assert parts
        elif parts:
            assert len(parts) > 1
            assert sum(counts[cell] for cell in parts) >= smallest
