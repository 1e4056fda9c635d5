"""An activity, as schema.org calls it: its next dates as events, a course as one, and what has
neither as a service. Of the very facts that its page shows, so that it costs no query.

https://schema.org/Event, https://schema.org/Course; what search engines ask besides:
https://developers.google.com/search/docs/appearance/structured-data/event
"""

from collections.abc import Callable

from activities.models import Attendance
from activities.queries import Detail, When

_ATTENDANCE = {
    Attendance.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Attendance.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Attendance.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}
_COURSE = {
    Attendance.IN_PERSON: "Onsite",
    Attendance.ONLINE: "Online",
    Attendance.HYBRID: "Blended",
}


def of_activity(
    shown: Detail, *, title: str, summary: str, url: str, picture: str, absolute: Callable
) -> list[dict]:
    """`url`, `picture`: whole addresses; `absolute`: makes one of a path. What was taken back and
    what has ended are not told of."""
    if shown.state != "published":
        return []
    common = {
        "name": title,
        "description": summary,
        "url": url,
        "image": [picture],
    }
    dates = [when for when in shown.facts.when_next if when.key]
    if shown.facts.course:
        return [_course(shown, common, dates, absolute)]
    if dates:
        return [_event(shown, common, when, absolute) for when in dates]
    return [_service(shown, common, absolute)]


def _event(shown: Detail, common: dict, when: When, absolute: Callable) -> dict:
    status = "EventScheduled"
    if when.is_cancelled:
        status = "EventCancelled"
    elif when.moved_from:
        status = "EventRescheduled"
    return {
        "@type": "Event",
        "@id": f"{common['url']}#{when.key}",
        **common,
        "startDate": _start(when),
        "endDate": _end(when),
        "eventStatus": f"https://schema.org/{status}",
        "previousStartDate": when.moved_from.isoformat() if when.moved_from else None,
        "eventAttendanceMode": _ATTENDANCE.get(shown.facts.attendance),
        "inLanguage": _spoken(shown),
        "location": _location(shown, common["url"], when.place),
        "organizer": _organiser(shown, absolute),
        "audience": _audience(shown),
        "maximumAttendeeCapacity": shown.facts.capacity,
        "isAccessibleForFree": shown.facts.price_cents == 0,
        "offers": _offer(shown, common["url"], is_full=when.places_left == 0),
    }


def _course(shown: Detail, common: dict, dates: list[When], absolute: Callable) -> dict:
    facts, course = shown.facts, shown.facts.course
    hours = course.total_hours
    instance = {
        "@type": "CourseInstance",
        "name": common["name"],
        "description": common["description"],
        "url": common["url"],
        "image": common["image"],
        "courseMode": _COURSE.get(facts.attendance),
        "courseWorkload": f"PT{hours}H" if hours else None,
        "inLanguage": _spoken(shown),
        "location": _location(shown, common["url"]),
        "organizer": _organiser(shown, absolute),
        "eventAttendanceMode": _ATTENDANCE.get(facts.attendance),
        "eventStatus": "https://schema.org/EventScheduled",
        "offers": _offer(shown, common["url"]),
        "startDate": _start(dates[0]) if dates else None,
        "endDate": _end(dates[-1]) if dates else None,
    }
    return {
        "@type": "Course",
        "@id": f"{common['url']}#course",
        **common,
        "provider": _organiser(shown, absolute),
        "inLanguage": _spoken(shown),
        "audience": _audience(shown),
        "coursePrerequisites": course.level_from,
        "educationalLevel": course.level_to or course.level_from,
        "isAccessibleForFree": facts.price_cents == 0,
        "offers": _offer(shown, common["url"]) | {"category": _category(shown)},
        # An event needs its beginning; without one the course stands alone.
        "hasCourseInstance": [instance] if dates else None,
    }


def _service(shown: Detail, common: dict, absolute: Callable) -> dict:
    facts = shown.facts
    return {
        "@type": "Service",
        "@id": f"{common['url']}#service",
        **common,
        "provider": _organiser(shown, absolute),
        "areaServed": facts.municipality,
        "audience": _audience(shown),
        "availableChannel": {
            "@type": "ServiceChannel",
            "availableLanguage": _spoken(shown),
            "serviceLocation": _place(shown) if facts.has_place else None,
            "serviceUrl": facts.meeting_link,
        },
        "offers": _offer(shown, common["url"]),
    }


def _start(when: When) -> str:
    return when.starts.date().isoformat() if when.is_all_day else when.starts.isoformat()


def _end(when: When) -> str:
    """A whole day ends on itself (ISO 8601), not at the midnight that follows."""
    if when.is_all_day:
        return (when.last_day or when.starts.date()).isoformat()
    return when.ends.isoformat()


def _location(shown: Detail, url: str, instead: str = "") -> list[dict] | dict:
    """`instead`: the name of another place, of one date."""
    virtual = {"@type": "VirtualLocation", "url": shown.facts.meeting_link or url}
    if shown.facts.attendance == Attendance.ONLINE:
        return virtual
    place = _place(shown)
    if instead:
        place = {"@type": "Place", "name": instead, "address": instead}
    return [place, virtual] if shown.facts.attendance == Attendance.HYBRID else place


def _place(shown: Detail) -> dict:
    facts = shown.facts
    return {
        "@type": "Place",
        "name": facts.venue
        or facts.street_address
        or facts.municipality
        or shown.organisation["name"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": facts.street_address,
            "postalCode": facts.postal_code,
            "addressLocality": facts.municipality,
            "addressCountry": "FI",
        },
        "geo": facts.where
        and {
            "@type": "GeoCoordinates",
            "latitude": facts.where.latitude,
            "longitude": facts.where.longitude,
        },
    }


def _organiser(shown: Detail, absolute: Callable) -> dict:
    url = shown.organisation["url"]
    return {
        "@type": "Organization",
        "name": shown.organisation["name"],
        "url": absolute(url) if url else None,
    }


def _spoken(shown: Detail) -> list[str]:
    return [one["code"] for one in shown.facts.languages]


def _audience(shown: Detail) -> list[dict]:
    return [{"@type": "Audience", "audienceType": name} for name in shown.facts.audiences]


def _category(shown: Detail) -> str:
    return "Paid" if shown.facts.price_cents else "Free"


def _offer(shown: Detail, url: str, *, is_full: bool = False) -> dict:
    euros, cents = divmod(shown.facts.price_cents or 0, 100)
    return {
        "@type": "Offer",
        "price": f"{euros}.{cents:02}",
        "priceCurrency": "EUR",
        "url": url,
        "availability": f"https://schema.org/{'SoldOut' if is_full else 'InStock'}",
    }
