"""What is made of what a site answered: half of all reports of such checkers are false, so only
what surely fails for a person with a browser counts, and that on several days."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum

from polku.content.upkeep.models import ExternalLink

Reason = ExternalLink.Reason

DAYS_UNTIL_BROKEN = 3
# When an address is visited again.
AFTER_SUCCESS = timedelta(days=14)
AFTER_FAILURE = timedelta(days=1)
LONGEST_WAIT = timedelta(days=7)
# "Works for me" is believed for so long.
WORKS_FOR = timedelta(days=180)


class Fault(StrEnum):
    """Why there was no answer."""

    NO_HOST = "there is no such name"
    NAMES_UNKNOWN = "names cannot be looked up just now"
    REFUSED = "no connection, or one that broke off"
    SLOW = "no answer in time"
    CERTIFICATE = "a certificate that browsers refuse"
    CHAIN = "a certificate whose issuer the server does not send along, which browsers look up"
    PROTOCOL = "no agreement on encryption"
    LOOP = "redirects without an end"
    COOKIES = "redirects without an end, for visitors that keep no cookies"
    ELSEWHERE = "a redirect to what is no web page"
    INNER = "an address inside a private network"
    MALFORMED = "no whole address"
    UNFORESEEN = "an answer that the visit itself stumbled over"


@dataclass(frozen=True)
class Outcome:
    """What a visit brought: the status of the last answer, or the fault. `retry_after`: how long
    the site asks to be left alone."""

    status: int | None = None
    fault: Fault | None = None
    retry_after: timedelta | None = None


class Verdict(Enum):
    WORKS = "works"
    FAILS = "fails"
    # It says nothing of the page: neither counted nor forgotten.
    UNKNOWN = "unknown"


_FAILING = {
    Fault.NO_HOST: Reason.NO_HOST,
    Fault.REFUSED: Reason.REFUSED,
    Fault.SLOW: Reason.SLOW,
    Fault.CERTIFICATE: Reason.CERTIFICATE,
    Fault.LOOP: Reason.LOOP,
    Fault.INNER: Reason.INNER,
    Fault.MALFORMED: Reason.MALFORMED,
}


def judge(outcome: Outcome) -> tuple[Verdict, str]:
    """The verdict, and the reason where it fails.

    Answers that only turn a machine away (sign in, no machines, too many questions, a method that
    is not taken) come from a site that stands, and say nothing of the page.
    """
    if outcome.fault:
        reason = _FAILING.get(outcome.fault)
        return (Verdict.FAILS, reason) if reason else (Verdict.UNKNOWN, "")
    if outcome.status < 400:
        return Verdict.WORKS, ""
    if outcome.status in (404, 410):
        return Verdict.FAILS, Reason.MISSING
    if outcome.status >= 500 and outcome.retry_after is None and outcome.status != 999:
        return Verdict.FAILS, Reason.SERVER_ERROR
    return Verdict.UNKNOWN, ""


def wait(verdict: Verdict, outcome: Outcome) -> timedelta:
    """How long until the next visit."""
    if verdict == Verdict.WORKS:
        return AFTER_SUCCESS
    return min(max(outcome.retry_after or AFTER_FAILURE, AFTER_FAILURE), LONGEST_WAIT)


def tells_of_us(outcomes: list[Outcome]) -> bool:
    """Whether it is rather our own network that is out of order: many sites, and none answers."""
    silent = {Fault.NO_HOST, Fault.NAMES_UNKNOWN, Fault.REFUSED, Fault.SLOW}
    return len(outcomes) >= 5 and all(outcome.fault in silent for outcome in outcomes)
