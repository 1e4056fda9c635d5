"""Keeping the list of links to other sites, and visiting them."""

import hashlib
import logging
import time
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from orgs.models import User
from polku.base.bin import without_bin
from polku.content.upkeep import queries
from polku.content.upkeep.models import ExternalLink, LinkPlace
from polku.content.upkeep.queries.reviews import is_reviewed
from polku.content.upkeep.rules.addresses import addresses_in, host_of
from polku.content.upkeep.rules.links import Fault, Outcome, Verdict, judge, tells_of_us, wait

from .visits import visit

logger = logging.getLogger(__name__)
AT_ONCE = 200
# Seconds between two visits to one site, and how long one run may take in all.
PAUSE = 3
LONGEST_RUN = 45 * 60


def note_links(page: Page) -> None:
    """Bring the list of a page's links in line with what it says in public."""
    wanted = addresses_in(page, own_hosts()) if page.live else set()
    stored = {
        (place.content_path, place.link.address): place
        for place in LinkPlace.objects.filter(page=page.pk).select_related("link")
    }
    gone = [place.pk for key, place in stored.items() if key not in wanted]
    new = wanted - stored.keys()
    if gone:
        LinkPlace.objects.filter(pk__in=gone).delete()
    if new:
        links = _links({address for _path, address in new})
        LinkPlace.objects.bulk_create(
            (
                LinkPlace(page_id=page.pk, content_path=path, link=links[address])
                for path, address in sorted(new)
            ),
            ignore_conflicts=True,
        )


def collect() -> int:
    """Note the links of all public pages, and forget addresses to which none leads; returns the
    number of addresses."""
    pages = without_bin(Page.objects.filter(live=True, alias_of__isnull=True))
    for page in pages.specific().iterator(chunk_size=100):
        if is_reviewed(type(page)):
            with transaction.atomic():
                note_links(page)
    LinkPlace.objects.filter(page__live=False).delete()
    ExternalLink.objects.filter(places__isnull=True).delete()
    return ExternalLink.objects.count()


def own_hosts() -> set[str]:
    """The names of this site: links to it are no links to others."""
    sites = Site.get_site_root_paths()
    named = {host_of(site.root_url) for site in sites}
    return {urlsplit(settings.POLKU_BASE_URL).hostname, *named}


def check_due(
    *,
    now: Callable[[], datetime] = timezone.now,
    sleep: Callable[[float], None] = time.sleep,
    ask: Callable[[str], Outcome] = visit,
) -> int:
    """Visit the addresses whose time has come, in turn over the sites and with a pause between two
    visits to one; returns the number of visits.

    Where no site at all answers, our own network is out of order, and nothing is noted.
    """
    began = now()
    due = ExternalLink.objects.filter(next_check_at__lte=began).order_by("next_check_at")[:AT_ONCE]
    waiting: dict[str, deque[ExternalLink]] = defaultdict(deque)
    for link in due:
        waiting[link.host].append(link)
    left_alone: set[str] = set()
    seen: list[tuple[ExternalLink, Outcome]] = []
    last: dict[str, datetime] = {}
    while any(waiting.values()) and now() - began < timedelta(seconds=LONGEST_RUN):
        for host in [host for host, links in waiting.items() if links]:
            link = waiting[host].popleft()
            if host in left_alone:
                continue
            if host in last:
                sleep(max(0.0, PAUSE - (now() - last[host]).total_seconds()))
            outcome = _asked(ask, link)
            last[host] = now()
            seen.append((link, outcome))
            if outcome.retry_after:
                # It asked to be left alone: its other addresses wait for the next run.
                left_alone.add(host)
    if tells_of_us(list({link.host: outcome for link, outcome in seen}.values())):
        logger.error("no site answers: nothing is noted of %s links", len(seen))
        return 0
    for link, outcome in seen:
        note(link, outcome, now())
    return len(seen)


def _asked(ask: Callable[[str], Outcome], link: ExternalLink) -> Outcome:
    """No single site, whatever it answers, keeps the links to all others from being visited."""
    try:
        return ask(link.address)
    except Exception as fault:
        logger.error("link %s could not be visited: %s", link.pk, type(fault).__name__)
        return Outcome(fault=Fault.UNFORESEEN)


@transaction.atomic
def note(link: ExternalLink, outcome: Outcome, at: datetime) -> ExternalLink:
    """Keep what a visit brought; returns the link anew. One that no page has any more is let go."""
    found = ExternalLink.objects.select_for_update().filter(pk=link.pk).first()
    if found is None:
        return link
    write_down(found, outcome, at)
    found.save()
    return found


def write_down(link: ExternalLink, outcome: Outcome, at: datetime) -> None:
    """A failure counts once a day; a success makes all failures forgotten."""
    verdict, reason = judge(outcome)
    today = timezone.localdate(at)
    link.checked_at = at
    link.next_check_at = at + wait(verdict, outcome)
    if verdict == Verdict.WORKS:
        link.reason, link.status_code, link.failed_days = "", outcome.status, 0
        link.failed_first_on = link.failed_last_on = None
    elif verdict == Verdict.FAILS:
        link.reason, link.status_code = reason, outcome.status
        link.failed_first_on = link.failed_first_on or today
        if link.failed_last_on != today:
            link.failed_days += 1
            link.failed_last_on = today


def works_for_me(user: User, key: int) -> bool:
    """An editor of the page has tried the link: it is not reported for
    `rules.links.WORKS_FOR`. False where it is no link of the user's own pages."""
    found = queries.links.broken(user).filter(pk=key)
    return bool(
        LinkPlace.objects.filter(pk__in=found.values("pk")).update(works_since=timezone.now())
    )


def _links(addresses: set[str]) -> dict[str, ExternalLink]:
    now = timezone.now()
    ExternalLink.objects.bulk_create(
        (
            ExternalLink(
                address=address,
                digest=_digest(address),
                host=host_of(address)[:255],
                next_check_at=now,
            )
            for address in sorted(addresses)
        ),
        ignore_conflicts=True,
    )
    found = ExternalLink.objects.filter(digest__in=[_digest(address) for address in addresses])
    return {link.address: link for link in found}


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
