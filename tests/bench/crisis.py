"""The crisis case: a page takes nine tenths of the load while an editor publishes it every second.

Nobody may see the page as it was before its publishing was through, and nobody waits for more than
one making of it.
"""

import threading
import time
import urllib.request
from dataclasses import asdict, dataclass

from activities.models import ActivityText

from . import load
from .cases import LANGUAGE, activity_list
from .load import Visit
from .servers import Server

CLIENTS, OTHERS = 9, 1
EVERY = 1.0


@dataclass(frozen=True)
class Crisis:
    """`stale`: publishings after which the old page was still answered."""

    requests_per_second: float
    median_ms: float
    p99_ms: float
    published: int
    stale: int

    def figures(self) -> dict[str, float]:
        return {**asdict(self), "p99_to_median": self.p99_ms / self.median_ms}


def measure(site: Server, seconds: float) -> Crisis:
    """Raises RuntimeError for an answer that is no page."""
    page = ActivityText.objects.filter(language=LANGUAGE).order_by("activity").first().page
    visits = {
        Visit(site.port, page.url): CLIENTS,
        Visit(site.port, activity_list().path): OTHERS,
    }
    loads: dict[Visit, load.Load] = {}

    def apply(visit: Visit, clients: int) -> None:
        loads[visit] = load.apply(visit, clients=clients, seconds=seconds)

    threads = [threading.Thread(target=apply, args=each) for each in visits.items()]
    for thread in threads:
        thread.start()
    title, published, stale = page.title, 0, 0
    while any(thread.is_alive() for thread in threads):
        began = time.monotonic()
        published += 1
        _publish(page, f"{title} {published}")
        stale += f"{title} {published}".encode() not in _body(site, page.url)
        time.sleep(max(0.0, began + EVERY - time.monotonic()))
    _publish(page, title)
    if len(loads) < len(visits):
        raise RuntimeError(f"{page.url}: the load broke off")
    busy = loads[Visit(site.port, page.url)]
    answers = sorted(1000 * seconds for seconds in busy.answers)
    return Crisis(
        requests_per_second=len(answers) / busy.seconds,
        median_ms=answers[len(answers) // 2],
        p99_ms=answers[len(answers) * 99 // 100],
        published=published,
        stale=stale,
    )


def _publish(page, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def _body(site: Server, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{site.port}{path}", timeout=60) as answer:
        return answer.read()
