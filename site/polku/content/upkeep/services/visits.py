"""Asking another site whether an address leads anywhere.

A visit follows redirects, keeps no cookies, reads no page (the head of an answer tells enough, and
a page can be huge), says who asks, and goes to no address inside a private network: what an editor
writes must not let our server knock at doors that only it can reach.
"""

import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import certifi
import urllib3
from django.conf import settings
from django.utils import timezone
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationValueError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from polku.content.upkeep.rules.links import Fault, Outcome

REDIRECTS = 10
# Of one name, tried in turn.
ADDRESSES = 4
# Seconds: for a connection, for the next piece of an answer, and for the whole visit.
CONNECT, READ, WHOLE = 10, 15, 40
# OpenSSL's verify codes for an issuer that is not known; browsers fetch a missing one themselves.
_ISSUER_MISSING = {20, 21}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Inner ones that Python takes for open: IPv4 written as IPv6, site-local, one's own translator,
# and those of protocols.
_INNER = [
    ipaddress.ip_network(network)
    for network in ("::/96", "fec0::/10", "64:ff9b:1::/48", "192.0.0.0/24")
]


class InnerAddress(Exception):
    """The name leads into a private network."""


def visit(address: str) -> Outcome:
    """Ask for the head of an address, and where a server does not take that or says no, for the
    page itself as a browser does."""
    outcome = _ask("HEAD", address)
    settled = {Fault.INNER, Fault.MALFORMED, Fault.NO_HOST, Fault.CERTIFICATE, Fault.CHAIN}
    if outcome.fault in settled or (outcome.status and outcome.status < 400):
        return outcome
    return _ask("GET", address)


def _ask(method: str, address: str) -> Outcome:
    seen, keeps_cookies = set(), False
    with _Visitor() as visitor:
        for _hop in range(REDIRECTS + 1):
            try:
                response = visitor.request(method, address)
                status, headers = response.status, response.headers
                if visitor.is_over:  # cut short, an answer looks whole
                    return Outcome(fault=Fault.SLOW)
            except (UnicodeError, LocationValueError):
                return Outcome(fault=Fault.MALFORMED)
            except InnerAddress:
                return Outcome(fault=Fault.INNER)
            except (HTTPError, OSError) as problem:
                return Outcome(fault=Fault.SLOW if visitor.is_over else _fault(problem))
            place = response.get_redirect_location()
            if not place:
                return Outcome(status=status, retry_after=_retry_after(headers))
            keeps_cookies = keeps_cookies or "Set-Cookie" in headers
            seen.add(address)
            try:
                address = urljoin(address, place)
            except ValueError:  # such as "http://[x"
                return Outcome(fault=Fault.ELSEWHERE)
            if not address.lower().startswith(("http://", "https://")):
                return Outcome(fault=Fault.ELSEWHERE)
            if address in seen and keeps_cookies:
                return Outcome(fault=Fault.COOKIES)
    return Outcome(fault=Fault.COOKIES if keeps_cookies else Fault.LOOP)


class _Visitor:
    """One client for the hops of one visit, which ends when its time is over: a server that sends
    a letter every few seconds would hold it for hours."""

    def __init__(self):
        self._pools = urllib3.PoolManager(
            num_pools=2,
            timeout=urllib3.Timeout(connect=CONNECT, read=READ),
            retries=False,
            cert_reqs="CERT_REQUIRED",
            ca_certs=certifi.where(),
            headers={
                "User-Agent": f"Polku link check (+{settings.POLKU_BASE_URL})",
                "Accept": "*/*",
                "Accept-Language": "fi,sv,en",
            },
        )
        self._pools.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
        self.is_over = False
        self._clock = threading.Timer(WHOLE, self._run_out)
        self._clock.daemon = True

    def __enter__(self):
        _open.connections = []
        self._mine = _open.connections
        self._clock.start()
        return self

    def __exit__(self, *fault):
        self._clock.cancel()
        self._hang_up()
        self._pools.clear()

    def request(self, method: str, address: str) -> urllib3.BaseHTTPResponse:
        return self._pools.request(method, address, redirect=False, preload_content=False)

    def _run_out(self) -> None:
        self.is_over = True
        self._hang_up()

    def _hang_up(self) -> None:
        for connection in self._mine:
            if connection.sock is not None:
                with suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)


# The connections of the visit that this thread makes.
_open = threading.local()


class _Guarded:
    """Connects to the address that was looked at, not to what the name says a moment later."""

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        except socket.gaierror as problem:
            raise NameResolutionError(self.host, self, problem) from problem
        places = [place[0] for *_rest, place in found]
        if not settings.POLKU_VISITS_INNER_ADDRESSES and not all(map(is_public, places)):
            raise InnerAddress
        _open.connections.append(self)
        name = self._dns_host
        try:
            return self._first_that_answers(list(dict.fromkeys(places)))
        finally:
            self._dns_host = name

    def _first_that_answers(self, places: list[str]) -> socket.socket:
        """A server can have addresses of two kinds, and we only one kind of network."""
        *others, last = places[:ADDRESSES]
        for place in others:
            self._dns_host = place
            with suppress(HTTPError):
                return super()._new_conn()
        self._dns_host = last
        return super()._new_conn()


class _GuardedHTTP(_Guarded, HTTPConnection):
    pass


class _GuardedHTTPS(_Guarded, HTTPSConnection):
    pass


class _HTTPPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _GuardedHTTP


class _HTTPSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPS


def is_public(place: str) -> bool:
    """Whether an IP address is one of the open network, also where IPv6 carries an IPv4 address."""
    address = ipaddress.ip_address(place.split("%")[0])
    return all(
        one.is_global and not one.is_multicast and not any(one in network for network in _INNER)
        for one in [address, *_carried(address)]
    )


def _carried(address) -> list[ipaddress.IPv4Address]:
    if address.version == 4:
        return []
    carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in carried if one]


def _fault(problem: Exception) -> Fault:
    if isinstance(problem, NameResolutionError):
        return _name_fault(problem.__cause__)
    if isinstance(problem, SSLError):
        cause = problem.args[0] if problem.args else None
        if not isinstance(cause, ssl.SSLCertVerificationError):
            return Fault.PROTOCOL
        return Fault.CHAIN if cause.verify_code in _ISSUER_MISSING else Fault.CERTIFICATE
    if isinstance(problem, NewConnectionError):  # to urllib3 one kind of time-out
        return Fault.REFUSED
    is_slow = isinstance(problem, ConnectTimeoutError | ReadTimeoutError)
    return Fault.SLOW if is_slow else Fault.REFUSED


def _name_fault(problem: BaseException | None) -> Fault:
    unknown = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
    return Fault.NO_HOST if getattr(problem, "errno", None) in unknown else Fault.NAMES_UNKNOWN


def _retry_after(headers) -> timedelta | None:
    """Seconds or a date (RFC 9110, 10.2.3); None where there is neither."""
    written = headers.get("Retry-After", "").strip()
    if written.isdecimal():
        return timedelta(seconds=min(int(written[:20]), 10_000_000))
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        then = parsedate_to_datetime(written)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max(then - timezone.now(), timedelta())
    return None
