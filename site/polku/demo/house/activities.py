"""The activities: pages in their languages; publishing makes the facts."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from activities.models import ActivityPage, DateChange, Schedule
from activities.recurrence import Shape
from polku.base.opening_hours import read

from . import pictures, source, text
from .organisations import Pages, municipality, publisher_of, writer_of
from .publishing import add

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
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
    "attendance",
)
# Facts that an activity may have besides.
WHERE_GIVEN = (
    "capacity",
    "sign_up",
    "sign_up_along",
    "sign_up_until",
    "age_from",
    "age_to",
    "level_from",
    "level_to",
    "apply_from",
    "apply_until",
    "total_hours",
    "hours_per_week",
    "final_test",
    "meeting_link",
    "position",
    "step_free",
    "child_care",
    "joining",
    "joining_url",
    "answer_within_days",
    "intake_criteria",
    "what_happens_next",
)


def build(parents: Pages) -> None:
    """All activities below the pages of their organisations."""
    for written in source.activities():
        _build_activity(parents, written)


def _build_activity(parents: Pages, written: dict) -> None:
    original = written["original"]
    # The page made first is the original.
    others = [code for code in written["text"] if code != original]
    key = uuid4()
    for code in (original, *others):
        parent = parents[written["organisation"], code]
        page = ActivityPage(translation_key=key, **_facts(written), **_texts(written, code))
        page.owner = writer_of(parent.organisation)
        if drawn := written.get("picture"):
            page.cover = pictures.picture(drawn, parent.organisation.collection)
        add(parent, page, publisher_of(parent.organisation))


def _facts(written: dict) -> dict:
    return {
        "slug": written["slug"],
        "municipality": municipality(written["municipality"]),
        "schedules": [_schedule(each) for each in written["schedules"]],
        "date_changes": [_change(each) for each in written.get("changes", [])],
        **{name: written[name] for name in AS_WRITTEN},
        **{name: written[name] for name in WHERE_GIVEN if name in written},
    }


def _schedule(written: dict) -> Schedule:
    excluded = [date.fromisoformat(day) for day in written["excluded"]]
    if hours := written.get("hours"):
        return Schedule(
            shape=Shape.OPEN,
            first_date=date.fromisoformat(written["open_from"]),
            last_date=date.fromisoformat(written["open_until"]),
            opening_hours=[
                opening.to_json()
                for weekday, text in hours.items()
                for opening in read(WEEKDAYS.index(weekday), text)
            ],
            excluded_dates=excluded,
        )
    if written.get("all_day"):
        return Schedule(
            shape=Shape.ALL_DAY,
            first_date=date.fromisoformat(written["starts"]),
            duration_minutes=written["days"] * timedelta(days=1) // timedelta(minutes=1),
            rrule=written["rrule"],
            excluded_dates=excluded,
            extra_dates=[date.fromisoformat(day) for day in written["extra"]],
        )
    first = datetime.fromisoformat(written["starts"])
    return Schedule(
        first_date=first.date(),
        starts=first.time(),
        duration_minutes=written["minutes"],
        rrule=written["rrule"],
        excluded_dates=excluded,
        extra_dates=[date.fromisoformat(day) for day in written["extra"]],
    )


def _change(written: dict) -> DateChange:
    """TOML has dates and times of its own; the words are those of `DateChange`."""
    kind = DateChange.Kind.CANCELLED if "reason" in written else DateChange.Kind.MOVED
    return DateChange(kind=kind, **written)


def _texts(written: dict, language: str) -> dict:
    texts = written["text"][language]
    return {
        "title": texts["title"],
        "summary": texts["summary"],
        "body": text.running_text(texts["body"]),
        "directions": texts.get("directions", ""),
        "price_note": texts.get("price_note", ""),
        "cover_alt": texts.get("picture", ""),
    }
