"""The forty activities: pages in their languages; publishing makes the facts."""

from datetime import date, datetime

from wagtail.models import Page

from activities.models import ActivityPage, Schedule

from . import source, text
from .organisations import Pages, editor_of, municipality
from .publishing import add, translate

AS_WRITTEN = (
    "kind",
    "themes",
    "audiences",
    "languages",
    "venue",
    "street_address",
    "postal_code",
    "price_cents",
    "contact_email",
    "contact_phone",
    "takes_referrals",
)


def build(parents: Pages) -> None:
    """All activities below the pages of their organisations."""
    for written in source.activities():
        _build_activity(parents, written)


def _build_activity(parents: Pages, written: dict) -> None:
    original = written["original"]
    parent = parents[written["organisation"], original]
    editor = editor_of(parent.organisation)
    texts = {code: _fields(each) for code, each in written["text"].items()}
    page = ActivityPage(
        slug=written["slug"],
        is_online=written["online"],
        municipality=municipality(written["municipality"]),
        capacity=written.get("capacity"),
        referral_note=written.get("referral_note", ""),
        schedules=[_schedule(each) for each in written["schedules"]],
        **{name: written[name] for name in AS_WRITTEN},
        **texts.pop(original),
    )
    # Each page added makes what we remember of its parent stale.
    add(Page.objects.get(pk=parent.pk), page, editor)
    for code, fields in texts.items():
        translate(page, code, editor, **fields)


def _schedule(written: dict) -> Schedule:
    first = datetime.fromisoformat(written["starts"])
    return Schedule(
        first_date=first.date(),
        starts=first.time(),
        duration_minutes=written["minutes"],
        rrule=written["rrule"],
        excluded_dates=[date.fromisoformat(day) for day in written["excluded"]],
        extra_dates=[date.fromisoformat(day) for day in written["extra"]],
    )


def _fields(written: dict) -> dict:
    return {
        "title": written["title"],
        "summary": written["summary"],
        "body": text.running_text(written["body"]),
    }
