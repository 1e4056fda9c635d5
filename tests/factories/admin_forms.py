"""What an editor's browser sends when it saves a page in the admin."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from activities.models import ActivityPage


def plain_page(page: Page, body: Iterable[tuple] = (), **fields) -> dict:
    """Of a page with a title and a text; `body`: (name of a block, its value)."""
    data = {"title": page.title, "slug": page.slug, "body": streamfield(list(body))}
    return nested_form_data(data | {"comments": inline_formset([])} | fields)


def activity_page(page: ActivityPage, body: Iterable[tuple] = (), **fields) -> dict:
    """Of an activity every week, in place of its first time."""
    time = {
        "id": str(page.schedules.first().pk),
        "shape": "times",
        "first_date": timezone.localdate().isoformat(),
        "starts": "17:00",
        "ends": "19:00",
        "repeats": "weekly",
        "timezone": "Europe/Helsinki",
    }
    facts = {
        "summary": "Chat in Finnish",
        "kind": "activity",
        "attendance": "in_person",
        "themes": ("language",),
        "languages": ("fi",),
        "price_cents": "0",
        "schedules": inline_formset([time], initial=1),
        "date_changes": inline_formset([]),
    }
    return plain_page(page, body, **facts, **fields)


def paragraphs(number: int, targets: Sequence[Page] = ()) -> list[tuple[str, str]]:
    """So many, each with a link to one of the pages, or with as much text where there are none."""
    said = [
        f'<a linktype="page" id="{targets[n % len(targets)].pk}">Look</a>' if targets else "Look"
        for n in range(number)
    ]
    return [
        ("paragraph", rich_text(f"<p>{word} at number {n}.</p>")) for n, word in enumerate(said)
    ]
