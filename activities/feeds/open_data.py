"""Activities as open data (JSON): a shape that stays. A field may be added, none changes or goes
without another `version`. site/docs/integrator.md describes it.

Codes, not words, so that a machine need not read thirteen languages; texts with their language. No
phone number and no mail address, which may be a person's: these are on the page at `url`.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

from django.conf import settings

from activities.models import COURSE_FACTS, Occurrence
from activities.queries import Told
from activities.recurrence import instant
from activities.recurrence.clock import zone

VERSION = 1


def document(activities: list[Told], reader: str, absolute: Callable[[str], str], **more) -> bytes:
    """`more`: what else stands at the top, such as the address of the next page."""
    content = {
        "version": VERSION,
        "licence": settings.POLKU_DATA_LICENCE,
        "language": reader,
        **more,
        "activities": [_activity(told, absolute) for told in activities],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _activity(told: Told, absolute: Callable[[str], str]) -> dict:
    activity, text = told.activity, told.text
    where = activity.where
    return {
        "id": str(activity.translation_key),
        "url": absolute(told.url) if told.url else None,
        "title": text.title,
        "summary": text.summary,
        "directions": text.directions,
        "text_language": text.language,
        "text_languages": told.in_languages,
        "original_language": activity.original_language,
        "organisation": {
            "id": str(activity.organisation.key),
            "name": activity.organisation.name,
            "url": absolute(told.organisation_url) if told.organisation_url else None,
        },
        "kind": activity.kind,
        "themes": activity.themes,
        "audiences": activity.audiences,
        "age_from": activity.age_from,
        "age_to": activity.age_to,
        "spoken_languages": activity.languages,
        "attendance": activity.attendance,
        "meeting_link": activity.meeting_link or None,
        "place": {
            "venue": activity.venue,
            "street_address": activity.street_address,
            "postal_code": activity.postal_code,
            "municipality": activity.municipality.code if activity.municipality else None,
            "latitude": where.latitude if where else None,
            "longitude": where.longitude if where else None,
        },
        "step_free": activity.step_free or None,
        "child_care": activity.child_care or None,
        "price_cents": activity.price_cents,
        "currency": "EUR",
        "capacity": activity.capacity,
        "joining": activity.joining,
        "joining_url": activity.joining_url or None,
        "takes_referrals": activity.takes_referrals,
        "course": _course(activity) if activity.is_course else None,
        "opening_hours": [_opening(series) for series in told.openings],
        "dates": [_date(one) for one in told.dates],
        "first_published_at": _moment(activity.first_published_at),
        "changed_at": _moment(told.last_change),
    }


def _course(activity) -> dict:
    values = {name: getattr(activity, name) for name in COURSE_FACTS}
    return {
        name: value.isoformat() if isinstance(value, date) else (value or None)
        for name, value in values.items()
    }


def _opening(series) -> dict:
    stored = series.to_json()
    return {
        "from": stored["first_date"],
        "until": stored.get("last_date"),
        "timezone": series.timezone,
        # [weekday, Monday is 0; opens; closes]
        "hours": stored["hours"],
        "closed_on": sorted(
            {*stored["excluded"]}
            | {one.date.isoformat() for one in series.changes if one.is_cancelled}
        ),
    }


def _date(date: Occurrence) -> dict:
    clock = zone(date.timezone)
    planned = instant(date.local_date, date.local_time, clock)
    return {
        "id": str(date.key),
        "sequence": date.sequence,
        "status": date.status,
        "reason": date.reason or None,
        "starts_at": date.starts_at.astimezone(clock).isoformat(),
        "ends_at": date.ends_at.astimezone(clock).isoformat(),
        "timezone": date.timezone,
        "is_all_day": date.is_all_day,
        "moved_from": planned.astimezone(clock).isoformat() if date.is_moved else None,
        "place": date.place or None,
        "changed_at": _moment(date.changed_at),
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()
