"""What a server did under load: answers, and the processors and memory they took."""

import statistics
from dataclasses import dataclass, field

from . import load
from .load import Visit
from .servers import DatabaseServer, Server

WARM_UP = 0.3  # seconds before each round, so that all workers have seen the page


@dataclass
class Reading:
    """Sums over several rounds of asking one address of one server."""

    server: Server
    database: DatabaseServer
    visit: Visit
    clients: int
    seconds: float = 0.0
    answers: list[float] = field(default_factory=list)
    processor: float = 0.0
    database_processor: float = 0.0
    peak: int = 0

    def add_round(self, seconds: float) -> None:
        load.apply(self.visit, clients=self.clients, seconds=min(WARM_UP, seconds))
        self.server.forget_peak()
        processor = self.server.processor_seconds()
        database_processor = self.database.processor_seconds()
        done = load.apply(self.visit, clients=self.clients, seconds=seconds)
        self.processor += self.server.processor_seconds() - processor
        self.database_processor += self.database.processor_seconds() - database_processor
        self.peak = max(self.peak, self.server.peak_memory())
        self.seconds += done.seconds
        self.answers += done.answers

    def figures(self) -> dict[str, float]:
        """`cpu_ms` is the web server's, for one answer; `peak_mb` that of its largest worker."""
        answers = sorted(self.answers)
        return {
            "requests_per_second": len(answers) / self.seconds,
            "median_ms": 1000 * statistics.median(answers),
            "p95_ms": 1000 * answers[len(answers) * 95 // 100],
            "cpu_ms": 1000 * self.processor / len(answers),
            "database_cpu_ms": 1000 * self.database_processor / len(answers),
            "peak_mb": self.peak / 1_000_000,
        }
