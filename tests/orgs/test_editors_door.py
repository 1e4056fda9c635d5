"""The frame of the editor's plain door: who passes, for whom, in which language."""

import pytest
from django.urls import reverse

from orgs.models import Membership
from polku.base import kept_forms, languages
from tests.factories import orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
DOOR, HELP = "/editor/", "/editor/help/"


@pytest.fixture
def signed_in(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def test_a_visitor_is_led_to_the_sign_in(client):
    assert client.get(HELP).headers["Location"] == f"/account/login/?next={HELP}"


@pytest.mark.parametrize(
    ("roles", "front"),
    [
        (["editor"], "/editor/activities/"),
        (["editor", "worker"], "/editor/activities/"),
        (["manager"], "/editor/members/"),
        (["worker"], 404),
        (["auditor", "coordinator"], 404),
    ],
)
def test_the_door_opens_to_those_who_write_or_manage(signed_in, roles, front):
    client = signed_in(orgs.member(orgs.organisation(), *roles))
    answer = client.get(DOOR)
    if front == 404:
        assert answer.status_code == 404
        assert answer.content == client.get("/editor/nothing-here/").content.replace(
            b"/editor/nothing-here/", b"/editor/"
        )
    else:
        assert answer.headers["Location"] == front
        assert client.get(front).status_code == 200


def test_an_organisation_in_which_one_does_not_write_is_not_offered(signed_in):
    here, there = orgs.organisation(name="Aamu"), orgs.organisation(name="Zzz")
    user = orgs.member(here, "worker")
    Membership.objects.create(user=user, organisation=there, role="editor")
    answer = signed_in(user).get(HELP)
    assert answer.context["actor"].organisation == there
    assert [one["name"] for one in answer.context["actor_organisations"]] == ["Zzz"]


def test_people_of_two_organisations_choose_for_which_they_write(signed_in):
    here, there = orgs.organisation(name="Aamu"), orgs.organisation(name="Ilta")
    user = orgs.member(here, "editor", language="en")
    Membership.objects.create(user=user, organisation=there, role="editor")
    client = signed_in(user)
    assert client.get(HELP).context["actor"].organisation == here
    answer = client.post(
        reverse("editor:switch_organisation"), {"organisation": str(there.key), "next": HELP}
    )
    assert answer.headers["Location"] == HELP
    assert client.get(HELP).context["actor"].organisation == there
    foreign = {"organisation": str(orgs.organisation().key)}
    assert client.post(reverse("editor:switch_organisation"), foreign).status_code == 404


@pytest.mark.parametrize("code", languages.INTERFACE)
def test_the_door_speaks_each_language_and_remembers_it(signed_in, code):
    user = orgs.member(orgs.organisation(), "editor", language="en")
    client = signed_in(user)
    answer = client.post(reverse("editor:language"), {"language": code, "next": HELP})
    assert answer.headers["Location"] == HELP
    user.refresh_from_db()
    assert user.language == code
    said = client.get(HELP).content.decode()
    assert f'<html lang="{code}" dir="{languages.direction(code)}">' in said
    assert languages.own_name(code) in said


def test_a_language_that_the_site_does_not_speak_is_refused(signed_in):
    client = signed_in(orgs.member(orgs.organisation(), "editor"))
    assert client.post(reverse("editor:language"), {"language": "xx"}).status_code == 404


def test_no_other_site_is_a_way_on(signed_in):
    client = signed_in(orgs.member(orgs.organisation(), "editor"))
    data = {"language": "sv", "next": "https://elsewhere.example/"}
    assert client.post(reverse("editor:language"), data).headers["Location"] == DOOR


# What was typed while a session ended


def request_of(rf, user, *, post: dict | None = None, path: str = "/editor/x/"):
    request = rf.post(path, post) if post is not None else rf.get(path)
    request.user = user
    request.session = {}
    return request


def test_a_form_is_given_back_once_to_its_writer_at_its_place(rf):
    user = orgs.user()
    sent = request_of(rf, user, post={"a": "1", kept_forms.FIELD: kept_forms.mark(user)})
    assert kept_forms.keep(sent)
    back = request_of(rf, user)
    back.session = sent.session
    elsewhere = request_of(rf, user, path="/editor/y/")
    elsewhere.session = sent.session
    other = request_of(rf, orgs.user())
    other.session = sent.session
    assert kept_forms.take(elsewhere) is None
    assert kept_forms.take(other) is None
    assert kept_forms.take(back)["a"] == "1"
    assert kept_forms.take(back) is None


@pytest.mark.parametrize("mine", ["", "forged", None])
def test_a_form_that_says_not_whose_it_is_is_not_kept(rf, mine):
    fields = {"a": "1"} | ({kept_forms.FIELD: mine} if mine is not None else {})
    assert not kept_forms.keep(request_of(rf, orgs.user(), post=fields))


def test_a_form_too_long_to_keep_is_not_kept(rf):
    user = orgs.user()
    data = {"a": "x" * 300_000, kept_forms.FIELD: kept_forms.mark(user)}
    assert not kept_forms.keep(request_of(rf, user, post=data))


def test_the_gate_keeps_what_was_typed_and_leads_back(client, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = True
    user = orgs.member(orgs.organisation(), "editor")
    client.force_login(user)
    data = {"a": "1", kept_forms.FIELD: kept_forms.mark(user)}
    assert client.post("/editor/activities/new/", data).headers["Location"] == (
        "/account/second-factor/"
    )
    assert client.session["kept_form"]["path"] == "/editor/activities/new/"
    assert client.session["way_back"] == "/editor/activities/new/"
