"""The state table of an activity's identity, row by row, done to real pages by Wagtail."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from activities.models import Activity, ActivityPage
from activities.services import reconcile
from activities.states import STATUS, TABLE, TEXTS, Condition, Event, Identity, Owner
from polku.content.originals import NotPossible
from polku.content.translation.services import originals
from polku.content.upkeep.services import bin as bins
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db


@dataclass
class Cast:
    """The pages of one translation group, and what stands before the event."""

    original: ActivityPage
    translation: ActivityPage | None = None
    languages: dict[str, str] = field(default_factory=dict)
    owner: object = None
    other: object = None
    key: object = None
    pk: int | None = None

    @property
    def activity(self) -> Activity | None:
        return Activity.objects.filter(translation_key=self.key).first()


def stage(condition: Condition) -> Cast:
    first, second = ("ar", "fi") if condition == Condition.ARABIC else ("fi", "sv")
    owner, other = orgs.organisation(), orgs.organisation()
    never_live = condition in (Condition.NEVER_LIVE, Condition.TRANSLATION_WAITS)
    cast = Cast(activities.page(owner, language=first, live=not never_live))
    cast.owner, cast.other, cast.key = owner, other, cast.original.translation_key
    cast.languages = {first: "original", second: "translation"}
    if condition in (
        Condition.TRANSLATION_WAITS,
        Condition.TRANSLATED,
        Condition.ARCHIVED_TRANSLATED,
        Condition.DELETED,
        Condition.ARABIC,
    ):
        cast.translation = activities.translate(cast.original, second)
    if condition == Condition.NOT_LIVE:
        cast.translation = activities.translate(cast.original, second, live=False)
    if condition == Condition.IS_ALIAS:
        cast.translation = alias(cast, second)
    if condition in (Condition.ARCHIVED, Condition.ARCHIVED_TRANSLATED):
        cast.original.unpublish()
    if condition == Condition.DELETED:
        cast.original.delete()
    cast.pk = cast.activity and cast.activity.pk
    return cast


def alias(cast: Cast, language: str) -> ActivityPage:
    content.organisation_page(cast.owner, language)
    return cast.original.copy_for_translation(content.locale(language), alias=True)


def second_language(cast: Cast) -> str:
    return next(code for code, role in cast.languages.items() if role == "translation")


def publish_original(cast: Cast) -> None:
    original = ActivityPage.objects.filter(pk=cast.original.pk).first()
    if original is None:  # written anew, from the translation
        language = next(code for code, role in cast.languages.items() if role == "original")
        original = activities.translate(cast.translation, language, live=False)
    original.get_latest_revision().publish()


def publish_translation(cast: Cast) -> None:
    if cast.translation is None:
        cast.translation = activities.translate(cast.original, second_language(cast))
    else:
        activities.publish(cast.translation)


def alias_translation(cast: Cast) -> None:
    """As wagtail-localize does it: first the content, then the mark."""
    cast.translation.alias_of = cast.original
    cast.translation.save(update_fields=["alias_of_id"], clean=False)


def expire(cast: Cast) -> None:
    Page.objects.filter(pk=cast.original.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


def parent_page(page: ActivityPage) -> Page:
    return Page.objects.get(pk=page.get_parent().pk)


def unpublish_organisation(cast: Cast) -> None:
    user = orgs.user(is_superuser=True)
    UnpublishPageAction(parent_page(cast.original), user=user, include_descendants=True).execute()


def delete_organisation(cast: Cast) -> None:
    """In the language of the original; the translation's tree stays."""
    parent_page(cast.original).delete()


def move(page: ActivityPage, organisation, language: str) -> None:
    page.move(content.organisation_page(organisation, language), pos="last-child")


def change_organisation(cast: Cast) -> None:
    page = parent_page(cast.original).specific
    page.organisation = cast.other
    page.save_revision().publish()


def schedule(cast: Cast, due: timedelta) -> None:
    page = ActivityPage.objects.get(pk=cast.original.pk)
    page.title = "Later"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    if due:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - due)
        revision = Revision.objects.get(pk=revision.pk)
        revision.content["go_live_at"] = (timezone.now() - due).isoformat()
        revision.save()
        call_command("publish_scheduled")


def change_facts_of_translation(cast: Cast) -> None:
    cast.translation.venue = "Nowhere"
    cast.translation.schedules = []
    activities.publish(cast.translation)
    assert cast.activity.venue != "Nowhere"
    assert cast.activity.schedules


def make_original(cast: Cast) -> None:
    originals.make_original(None, cast.translation)


def copy(cast: Cast) -> None:
    made = cast.original.copy(update_attrs={"slug": "again", "title": "Again"})
    assert made.translation_key != cast.key
    assert activities.of(made).status == Activity.Status.PUBLISHED
    assert [text.title for text in activities.of(made).texts.all()] == ["Again"]


def there_and_back(page: Page) -> None:
    bins.restore(None, bins.to_bin(None, page))


def purge(cast: Cast) -> None:
    bins.to_bin(None, cast.original)
    assert bins.purge(now=timezone.now() + timedelta(days=31)) == 1
    assert not ActivityPage.objects.filter(translation_key=cast.key).exists()


DO = {
    Event.ORIGINAL_PUBLISHED: publish_original,
    Event.TRANSLATION_PUBLISHED: publish_translation,
    Event.ALIAS_PUBLISHED: lambda cast: (alias(cast, "sv"), activities.publish(cast.original)),
    Event.ALIAS_CONVERTED: lambda cast: convert(alias(cast, "sv")),
    Event.TRANSLATION_ALIASED: alias_translation,
    Event.ORIGINAL_UNPUBLISHED: lambda cast: cast.original.unpublish(),
    Event.ORIGINAL_EXPIRED: expire,
    Event.ORGANISATION_UNPUBLISHED: unpublish_organisation,
    Event.TRANSLATION_UNPUBLISHED: lambda cast: cast.translation.unpublish(),
    Event.ORIGINAL_DELETED: lambda cast: cast.original.delete(),
    Event.ORGANISATION_DELETED: delete_organisation,
    Event.TRANSLATION_DELETED: lambda cast: Page.objects.get(pk=cast.translation.pk).delete(),
    Event.ORIGINAL_MOVED: lambda cast: move(cast.original, cast.other, "fi"),
    Event.TRANSLATION_MOVED: lambda cast: move(cast.translation, cast.other, "sv"),
    Event.ORGANISATION_CHANGED: change_organisation,
    Event.MADE_ORIGINAL: make_original,
    Event.SCHEDULED: lambda cast: schedule(cast, timedelta()),
    Event.SCHEDULE_DUE: lambda cast: schedule(cast, timedelta(minutes=1)),
    Event.FACTS_OF_TRANSLATION: change_facts_of_translation,
    Event.COPIED: copy,
    Event.ORIGINAL_BINNED: lambda cast: bins.to_bin(None, cast.original),
    Event.ORGANISATION_BINNED: lambda cast: bins.to_bin(None, parent_page(cast.original)),
    Event.TRANSLATION_BINNED: lambda cast: bins.to_bin(None, cast.translation),
    Event.ORIGINAL_RESTORED: lambda cast: there_and_back(cast.original),
    Event.ORGANISATION_RESTORED: lambda cast: there_and_back(parent_page(cast.original)),
    Event.TRANSLATION_RESTORED: lambda cast: there_and_back(cast.translation),
    Event.ORIGINAL_PURGED: purge,
}


def convert(page: ActivityPage) -> None:
    from wagtail.actions.convert_alias import ConvertAliasPageAction

    ConvertAliasPageAction(page).execute()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.event}, when {row.condition}")
def test_row(row):
    cast = stage(row.condition)
    if row.refused:
        with pytest.raises(NotPossible):
            DO[row.event](cast)
    else:
        DO[row.event](cast)
    activity = cast.activity
    assert (Identity(activity.status) if activity else Identity.UNKNOWN) == row.status
    if row.status == Identity.UNKNOWN:
        return
    assert {cast.languages[text.language] for text in activity.texts.all()} == row.texts
    assert cast.languages[activity.original_language] == row.original
    assert activity.organisation == (cast.other if row.owner == Owner.OTHER else cast.owner)
    if cast.pk:
        assert activity.pk == cast.pk, "the same row, so that a referral finds what it pointed to"
    assert list(reconcile.check()) == [], "facts agree with pages, and a second look changes none"


def test_every_event_has_a_row_and_is_done():
    assert {row.event for row in TABLE} == set(Event) == set(DO)
    assert {row.condition for row in TABLE} == set(Condition)


def test_the_table_knows_every_case():
    for status in (Identity.PUBLISHED, Identity.ARCHIVED):
        for is_live in (True, False):
            assert (status, is_live) in STATUS
            for exists in (True, False):
                for is_original in (True, False):
                    if not exists and not is_live:
                        continue  # nothing to decide
                    if is_original and is_live != (status == Identity.PUBLISHED):
                        continue  # STATUS rules it out
                    assert (status, is_original, exists, is_live) in TEXTS or (
                        status == Identity.ARCHIVED and is_original and not exists
                    )
