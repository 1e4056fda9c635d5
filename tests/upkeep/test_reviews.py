"""Owners are asked by mail whether their pages are still right, and answer without signing in."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.core import mail, signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from activities.models import Activity
from orgs.models import Organisation
from orgs.services import site_editors
from polku.base.templatetags import presentation
from polku.content.upkeep import queries, tasks
from polku.content.upkeep.models import Review, ReviewLink
from polku.content.upkeep.rules import reviews as rules
from polku.content.upkeep.services import bin as bins
from polku.content.upkeep.services import review_links, review_mail, reviews
from tests.factories import activities, content, orgs

from .conftest import anew

pytestmark = pytest.mark.django_db


def review_of(page) -> Review:
    return queries.reviews.review_of(page)


def make_due(page, days: int = 0) -> Review:
    """As if the page had been checked so long ago that it was due some days back."""
    review = review_of(page)
    review.due_on = timezone.localdate() - timedelta(days=days)
    review.checked_at = timezone.now() - timedelta(days=183 + days)
    review.save()
    return review


def others_are_not_due() -> None:
    Review.objects.update(due_on=timezone.localdate() + timedelta(days=100))


def links_in(message) -> list[str]:
    """The paths of the links that the mail carries."""
    return [
        found.removeprefix(django_settings.POLKU_BASE_URL)
        for found in re.findall(r"https?://\S+/review/\S+", message.body)
    ]


def form_of(page) -> str:
    """Where a mail leads to change an activity."""
    return reverse("my_activities:edit", args=[page.translation_key])


@pytest.fixture
def asked(aamu) -> str:
    """The path of the link in the mail about one page."""
    others_are_not_due()
    make_due(aamu.activity)
    assert review_mail.ask() == 1
    [link] = links_in(mail.outbox[0])
    return link


# The date


def test_publishing_sets_the_review_date_six_months_ahead(aamu):
    assert review_of(aamu.activity).due_on == rules.next_review(timezone.localdate())
    assert rules.next_review(date(2026, 8, 31)) == date(2027, 2, 28)


def test_an_activity_in_two_languages_is_reviewed_once_by_its_original(aamu):
    key = aamu.activity.translation_key
    assert [r.page_id for r in Review.objects.filter(page__translation_key=key)] == [
        aamu.activity.pk
    ]
    make_due(aamu.activity)
    activities.publish(aamu.swedish)
    assert review_of(aamu.activity).due_on == timezone.localdate(), "a translation says nothing"
    activities.publish(aamu.activity)
    assert review_of(aamu.activity).due_on == rules.next_review(timezone.localdate())


def test_a_draft_and_the_home_page_have_no_review_date(aamu):
    draft = activities.page(aamu.organisation, live=False, title="Draft")
    homes = content.site_tree(["fi"])
    homes["fi"].save_revision().publish()
    assert review_of(draft) is None
    assert review_of(homes["fi"]) is None


def test_a_page_that_was_published_unseen_gets_its_date_at_night(aamu):
    Review.objects.all().delete()
    Page.objects.filter(pk=aamu.activity.pk).update(
        last_published_at=timezone.now() - timedelta(days=400)
    )
    tasks.ask_owners(0)
    assert review_of(aamu.activity).due_on < timezone.localdate()
    assert review_of(aamu.page) is not None
    assert reviews.enrol() == 0


def test_editors_choose_another_date_for_their_own_pages(client, aamu, ilta):
    day = timezone.localdate() + timedelta(days=30)
    client.force_login(aamu.publisher)
    address = reverse("upkeep_cms:review", args=[aamu.activity.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"due_on": day.isoformat()}).status_code == 302
    assert review_of(aamu.activity).due_on == day
    activities.publish(aamu.activity)
    assert review_of(aamu.activity).due_on == day, "publishing does not move a chosen date"
    foreign = reverse("upkeep_cms:review", args=[ilta.activity.pk])
    assert client.get(foreign).status_code == 404
    assert client.post(foreign, {"due_on": day.isoformat()}).status_code == 404
    with pytest.raises(PermissionDenied):
        reviews.choose_date(anew(aamu.publisher), ilta.activity, day)


@pytest.mark.parametrize("typed", ["", "tomorrow", "2020-01-01", "2099-01-01"])
def test_a_wrong_date_is_explained_and_kept(client, aamu, typed):
    client.force_login(aamu.publisher)
    before = review_of(aamu.activity).due_on
    answer = client.post(reverse("upkeep_cms:review", args=[aamu.activity.pk]), {"due_on": typed})
    assert answer.status_code == 200
    assert answer.context["form"].errors["due_on"]
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert review_of(aamu.activity).due_on == before
    with pytest.raises(ValidationError):
        reviews.choose_date(anew(aamu.publisher), aamu.activity, timezone.localdate())


# The mail


def test_the_owner_is_asked_in_the_language_of_the_organisation(aamu, asked):
    [message] = mail.outbox
    assert message.to == ["aamu@example.org"]
    assert "Aamukerho" in message.subject
    assert asked.startswith("/fi/review/")
    # The address is all that the mail knows of a person.
    assert aamu.publisher.email not in message.body + message.subject


def test_one_mail_asks_about_all_pages_of_an_owner(aamu):
    others_are_not_due()
    make_due(aamu.activity)
    make_due(aamu.page)
    assert review_mail.ask() == 1
    [message] = mail.outbox
    assert len(links_in(message)) == 2
    assert "Aamukerho" in message.body


def test_without_an_address_those_who_publish_are_asked_each_in_their_language(ilta):
    second = orgs.member(ilta.organisation, "editor", language="sv")
    orgs.member(ilta.organisation, "worker")
    orgs.member(ilta.organisation, "editor", is_active=False)
    others_are_not_due()
    make_due(ilta.activity)
    review_mail.ask()
    assert sorted(message.to for message in mail.outbox) == sorted(
        [[ilta.publisher.email], [second.email]]
    )
    by_address = {message.to[0]: links_in(message)[0] for message in mail.outbox}
    assert by_address[second.email].startswith("/sv/")


def test_pages_of_the_site_itself_are_asked_about_at_its_administrators(aamu):
    administrator = orgs.user(is_superuser=True, language="fi")
    guide = content.guide_page("fi", title="Asuminen")
    guide.save_revision().publish()
    others_are_not_due()
    make_due(guide)
    review_mail.ask()
    assert [message.to for message in mail.outbox] == [[administrator.email]]


def test_where_the_site_has_editors_these_are_asked(aamu):
    orgs.user(is_superuser=True)
    editor = orgs.user(language="sv")
    editor.groups.add(site_editors.group())
    guide = content.guide_page("fi", title="Asuminen")
    guide.save_revision().publish()
    others_are_not_due()
    make_due(guide)
    review_mail.ask()
    assert [message.to for message in mail.outbox] == [[editor.email]]


def test_nobody_is_asked_about_what_is_not_public_or_whose_owner_has_closed(aamu, ilta):
    others_are_not_due()
    make_due(aamu.activity)
    make_due(ilta.activity)
    aamu.activity.unpublish()
    Organisation.objects.filter(pk=ilta.organisation.pk).update(closed_on=timezone.localdate())
    assert review_mail.ask() == 0
    assert mail.outbox == []


def test_the_owner_is_asked_once_and_reminded_once(aamu):
    others_are_not_due()
    make_due(aamu.activity)
    now = timezone.now()
    days = [0, 1, 20, 22, 23, 60]
    assert [review_mail.ask(now=now + timedelta(days=day)) for day in days] == [1, 0, 0, 1, 0, 0]
    assert len(mail.outbox) == 2
    assert mail.outbox[1].subject != mail.outbox[0].subject


def test_where_mail_cannot_be_sent_the_owner_is_asked_the_next_day(aamu, settings, monkeypatch):
    others_are_not_due()
    make_due(aamu.activity)
    with monkeypatch.context() as patched:
        patched.setattr(review_mail, "send_mail", _out_of_order)
        assert review_mail.ask() == 0
    assert not ReviewLink.objects.exists()
    assert review_mail.ask() == 1


def _out_of_order(*args, **kwargs):
    raise ConnectionRefusedError


# The link


def test_looking_at_the_link_changes_nothing(client, aamu, asked):
    due = review_of(aamu.activity).due_on
    for address in (asked, asked, f"{asked}?end"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Aamukerho" in answer.content.decode()
        assert "no-store" in answer.headers["Cache-Control"]
        # A browser that is told to send no referrer sends the form from nowhere, which is refused.
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert client.post(asked, {"answer": "perhaps"}).status_code == 200
    assert review_of(aamu.activity).due_on == due
    assert aamu.activity.live


def test_yes_moves_the_date_on_and_uses_the_link_up(client, aamu, asked):
    assert client.post(asked, {"answer": "right"}).status_code == 200
    review = review_of(aamu.activity)
    assert review.due_on == rules.next_review(timezone.localdate())
    assert review.asked_at is None
    for verb in (client.get, client.post):
        again = verb(asked, {"answer": "ended"})
        assert again.status_code == 410
        assert (
            reverse("my_activities:edit", args=[aamu.activity.translation_key])
            in again.content.decode()
        )
    assert Page.objects.get(pk=aamu.activity.pk).live


def test_it_has_ended_takes_the_activity_off_the_site_in_all_languages(
    client, aamu, asked, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(asked, {"answer": "ended"}).status_code == 200
    assert activities.of(aamu.activity).status == Activity.Status.ARCHIVED
    assert [client.get(page.url).status_code for page in (aamu.activity, aamu.swedish)] == [404] * 2
    # Whoever has the link can do it, so those who can undo it are told.
    told = mail.outbox[-1]
    assert told.to == [aamu.publisher.email]
    assert form_of(aamu.activity) in told.body
    assert Page.objects.get(pk=aamu.page.pk).live, "one page only"
    assert client.get(asked).status_code == 410


def test_an_answer_uses_up_the_links_of_colleagues_as_well(client, ilta):
    orgs.member(ilta.organisation, "editor")
    others_are_not_due()
    make_due(ilta.activity)
    review_mail.ask()
    first, second = (links_in(message)[0] for message in mail.outbox)
    client.post(first, {"answer": "right"})
    assert client.get(second).status_code == 410


def test_an_old_link_says_so_and_does_nothing(client, aamu, asked, monkeypatch):
    later = timezone.now() + rules.LINK_WORKS_FOR + timedelta(days=1)
    monkeypatch.setattr(signing.time, "time", later.timestamp)
    for verb in (client.get, client.post):
        answer = verb(asked, {"answer": "ended"})
        assert answer.status_code == 410
    assert Page.objects.get(pk=aamu.activity.pk).live


def test_a_link_that_nobody_sent_is_nowhere(client, aamu, asked):
    token = asked.split("/")[-2]
    value = token.split(":")[0]
    made_up = signing.TimestampSigner(salt="another").sign(value)
    ours_but_unknown = review_links._signer.sign("never-sent")
    for wrong in (token[:-1], made_up, ours_but_unknown, "x"):
        for verb in (client.get, client.post):
            assert verb(f"/fi/review/{wrong}/", {"answer": "ended"}).status_code == 404
    assert Page.objects.get(pk=aamu.activity.pk).live


def test_a_link_to_a_page_that_is_not_public_says_so(client, aamu, asked):
    aamu.activity.unpublish()
    shown = client.get(asked)
    assert shown.status_code == 410
    assert form_of(aamu.activity) in shown.content.decode()
    bins.to_bin(None, aamu.activity)
    shown = client.post(asked, {"answer": "right"})
    assert shown.status_code == 410
    assert form_of(aamu.activity) not in shown.content.decode(), "in the bin nobody edits"


def test_links_are_forgotten_after_a_year(client, asked):
    assert review_links.forget_old(now=timezone.now() + timedelta(days=364)) == 0
    assert review_links.forget_old(now=timezone.now() + timedelta(days=366)) == 1
    assert client.get(asked).status_code == 404


def test_the_token_itself_is_not_kept(asked):
    token = asked.split("/")[-2]
    [link] = ReviewLink.objects.all()
    assert token not in str(vars(link)) and len(link.digest) == 64


def test_the_question_is_asked_in_the_language_and_direction_of_the_owner(client, aamu):
    Organisation.objects.filter(pk=aamu.organisation.pk).update(language="ar")
    others_are_not_due()
    make_due(aamu.activity)
    review_mail.ask()
    [link] = links_in(mail.outbox[0])
    assert '<html lang="ar" dir="rtl">' in client.get(link).content.decode()


def test_what_has_no_plain_form_is_edited_in_the_full_editor(client, aamu):
    point = content.guidance_point(aamu.page)
    reviews.enrol()
    others_are_not_due()
    make_due(point)
    review_mail.ask()
    [link] = links_in(mail.outbox[0])
    shown = client.get(link).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[point.pk]) in shown


# What is overdue


def test_editors_see_their_own_pages_that_are_due(client, aamu, ilta):
    others_are_not_due()
    make_due(aamu.activity)
    make_due(ilta.activity)
    assert [r.page_id for r in queries.reviews.due_reviews(anew(aamu.publisher))] == [
        aamu.activity.pk
    ]
    client.force_login(aamu.publisher)
    shown = client.get(reverse("upkeep_cms:reviews")).content.decode()
    assert "Aamukerho" in shown and "Iltakerho" not in shown
    client.post(reverse("upkeep_cms:review", args=[aamu.activity.pk]), {"right": ""})
    assert not queries.reviews.due_reviews(anew(aamu.publisher)).exists()


def says_when(client, page) -> bool:
    """Whether the public page warns that its last check was long ago."""
    day = timezone.localdate(review_of(page).checked_at)
    warning = (
        "This page was last checked on %(day)s. Ask before you go: something may have changed."
    )
    with translation.override(page.locale.language_code):
        said = translation.gettext(warning) % {"day": presentation.short_day(day)}
        return said in client.get(page.url).content.decode()


@pytest.mark.parametrize("days", [0, 41, 42])
def test_readers_are_told_after_weeks_without_an_answer_in_each_language(client, aamu, days):
    make_due(aamu.activity, days)
    assert says_when(client, aamu.activity) == (days >= 42)
    assert says_when(client, aamu.swedish) == (days >= 42)


def test_a_page_of_the_guide_and_an_organisation_say_it_too(client, aamu):
    guide = content.guide_page("fi", title="Asuminen")
    guide.save_revision().publish()
    for page in (guide, aamu.page):
        assert not says_when(client, page)
        make_due(page, 60)
        assert says_when(client, page)
