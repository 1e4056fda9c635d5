"""Visits to other sites, against a server on this machine that fails in every way."""

import socket
import ssl
import struct
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from polku.content.upkeep.rules.links import Fault, Outcome, Verdict, judge
from polku.content.upkeep.services import visits
from polku.content.upkeep.services.visits import is_public, visit

HUGE = 1_000_000_000


class Site(BaseHTTPRequestHandler):
    """Its pages are named for what goes wrong."""

    protocol_version = "HTTP/1.1"
    seen: list
    hang: threading.Event

    def do_HEAD(self):
        self._answer()

    def do_GET(self):
        self._answer()

    def _answer(self):
        name = self.path.strip("/").split("?")[0]
        self.seen.append((self.command, name, dict(self.headers)))
        if name.isdigit():
            return self._say(int(name))
        getattr(self, f"_{name.replace('-', '_')}")()

    def _say(self, status: int, body: bytes = b"", **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _fine(self):
        self._say(200, b"fine")

    def _head_not_allowed(self):
        self._say(405 if self.command == "HEAD" else 200, b"fine")

    def _head_missing(self):
        self._say(404 if self.command == "HEAD" else 200, b"fine")

    def _busy(self):
        self._say(429, Retry_After="7200")

    def _closed_for_repair(self):
        self._say(503, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT")

    def _garbled_wait(self):
        self._say(503, Retry_After="soon")

    def _wait_in_odd_digits(self):
        self._say(503, Retry_After="²")

    def _wait_for_ever(self):
        self._say(503, Retry_After="9" * 5000)

    def _wait_beyond_time(self):
        self._say(503, Retry_After="Mon, 01 Jan 0001 00:00:00 +2300")

    def _to_no_address(self):
        self._say(302, Location="http://[x")

    def _moved(self):
        self._say(301, Location="/moved-again")

    def _moved_again(self):
        self._say(302, Location="fine")

    def _moved_to_missing(self):
        self._say(301, Location="/404")

    def _in_circles(self):
        self._say(302, Location="/in-circles-too")

    def _in_circles_too(self):
        self._say(302, Location="/in-circles")

    def _further_and_further(self):
        self._say(302, Location=self.path + "?x")

    def _wants_cookies(self):
        self._say(302, Location="/wants-cookies", Set_Cookie="seen=1")

    def _to_an_app(self):
        self._say(302, Location="whatsapp://send?text=x")

    def _to_inner(self):
        port = self.server.server_address[1]
        self._say(302, Location=f"http://127.0.0.2:{port}/fine")

    def _reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _reset_mid_body(self):
        if self.command == "HEAD":
            return self._say(405)
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half of")
        self._reset()

    def _no_http(self):
        self.wfile.write(b"\x00\x01 this is not HTTP\r\n\r\n")
        self.close_connection = True

    def _slow(self):
        self.hang.wait(20)
        self.close_connection = True

    def _drip(self):
        """A letter of the head now and then, so that no single wait is long."""
        self.close_connection = True
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(200):
                self.wfile.write(f"X-{number}: x\r\n".encode())
                if self.hang.wait(0.1):
                    return
        except OSError:
            pass

    def _huge(self):
        if self.command == "HEAD":
            return self._say(405)
        self.send_response(200)
        self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        sent = 0
        try:
            while sent < HUGE and not self.hang.is_set():
                sent += self.connection.send(b"x" * 65536)
        except OSError:
            pass
        self.close_connection = True
        self.server.sent = sent
        self.server.is_through.set()

    def log_message(self, *args):
        pass


def serve(context: ssl.SSLContext | None = None) -> ThreadingHTTPServer:
    handler = type("Handler", (Site,), {"seen": [], "hang": threading.Event()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.is_through = threading.Event()
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def server(settings):
    settings.POLKU_VISITS_INNER_ADDRESSES = True
    server = serve()
    yield server
    server.RequestHandlerClass.hang.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def address(server):
    return lambda name: f"http://127.0.0.1:{server.server_address[1]}/{name}"


def seen(server) -> list:
    return [(method, name) for method, name, _headers in server.RequestHandlerClass.seen]


@pytest.mark.parametrize(
    ("name", "status", "verdict"),
    [
        ("fine", 200, Verdict.WORKS),
        ("204", 204, Verdict.WORKS),
        ("moved", 200, Verdict.WORKS),
        ("head-not-allowed", 200, Verdict.WORKS),
        ("head-missing", 200, Verdict.WORKS),
        ("huge", 200, Verdict.WORKS),
        ("reset-mid-body", 200, Verdict.WORKS),
        ("404", 404, Verdict.FAILS),
        ("410", 410, Verdict.FAILS),
        ("moved-to-missing", 404, Verdict.FAILS),
        ("500", 500, Verdict.FAILS),
        ("502", 502, Verdict.FAILS),
        ("garbled-wait", 503, Verdict.FAILS),
        # Somebody is there, and turns machines away.
        ("400", 400, Verdict.UNKNOWN),
        ("401", 401, Verdict.UNKNOWN),
        ("403", 403, Verdict.UNKNOWN),
        ("405", 405, Verdict.UNKNOWN),
        ("451", 451, Verdict.UNKNOWN),
        ("999", 999, Verdict.UNKNOWN),
        ("busy", 429, Verdict.UNKNOWN),
        ("closed-for-repair", 503, Verdict.UNKNOWN),
    ],
)
def test_what_is_made_of_an_answer(address, name, status, verdict):
    outcome = visit(address(name))
    assert (outcome.status, outcome.fault) == (status, None)
    assert judge(outcome)[0] == verdict


@pytest.mark.parametrize(
    ("name", "fault", "verdict"),
    [
        ("reset", Fault.REFUSED, Verdict.FAILS),
        ("no-http", Fault.REFUSED, Verdict.FAILS),
        ("in-circles", Fault.LOOP, Verdict.FAILS),
        ("further-and-further", Fault.LOOP, Verdict.FAILS),
        ("wants-cookies", Fault.COOKIES, Verdict.UNKNOWN),
        ("to-an-app", Fault.ELSEWHERE, Verdict.UNKNOWN),
    ],
)
def test_what_is_made_of_no_answer(address, name, fault, verdict):
    outcome = visit(address(name))
    assert outcome == Outcome(fault=fault)
    assert judge(outcome)[0] == verdict


def test_a_server_that_is_not_there_fails(settings):
    settings.POLKU_VISITS_INNER_ADDRESSES = True
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert visit(f"http://127.0.0.1:{port}/") == Outcome(fault=Fault.REFUSED)


def test_a_slow_server_is_not_waited_for(address, monkeypatch):
    monkeypatch.setattr(visits, "READ", 0.2)
    assert visit(address("slow")) == Outcome(fault=Fault.SLOW)


def test_a_server_that_answers_by_drops_is_not_waited_for(address, monkeypatch):
    monkeypatch.setattr(visits, "WHOLE", 0.5)
    assert visit(address("drip")) == Outcome(fault=Fault.SLOW)


def test_a_huge_page_is_not_read(server, address):
    visit(address("huge"))
    assert server.is_through.wait(20)
    assert server.sent < 50_000_000, "what fits into the buffers of the connection, no more"


def test_the_site_learns_who_asks_and_gets_no_cookie(server, address, settings):
    visit(address("wants-cookies"))
    for _method, _name, headers in server.RequestHandlerClass.seen:
        assert settings.POLKU_BASE_URL in headers["User-Agent"]
        assert "Cookie" not in headers and "Referer" not in headers


def test_what_works_by_its_head_is_not_asked_for_twice(server, address):
    visit(address("fine"))
    assert seen(server) == [("HEAD", "fine")]
    visit(address("head-missing"))
    assert Counter(seen(server))[("GET", "head-missing")] == 1


def test_a_site_that_asks_for_patience_says_for_how_long(address):
    assert visit(address("busy")).retry_after == timedelta(hours=2)
    assert visit(address("closed-for-repair")).retry_after > timedelta(days=365)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("wait-in-odd-digits", Outcome(status=503)),
        ("wait-for-ever", Outcome(status=503, retry_after=timedelta(seconds=10_000_000))),
        ("wait-beyond-time", Outcome(status=503, retry_after=timedelta())),
        ("to-no-address", Outcome(fault=Fault.ELSEWHERE)),
    ],
)
def test_no_answer_is_too_odd(address, name, outcome):
    assert visit(address(name)) == outcome


# Inside the network


def test_no_inner_address_is_visited(server, address, settings):
    settings.POLKU_VISITS_INNER_ADDRESSES = False
    port = server.server_address[1]
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"):
        assert visit(f"http://{host}:{port}/fine").fault in (Fault.INNER, Fault.NO_HOST), host
    assert visit("http://169.254.169.254/latest/") == Outcome(fault=Fault.INNER)
    assert seen(server) == []


def test_nor_by_a_redirect(server, address, settings, monkeypatch):
    settings.POLKU_VISITS_INNER_ADDRESSES = False
    monkeypatch.setattr(visits, "is_public", lambda place: place == "127.0.0.1")
    assert visit(address("to-inner")) == Outcome(fault=Fault.INNER)
    assert {name for _method, name in seen(server)} == {"to-inner"}


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("8.8.8.8", True),
        ("2a00:1450:400f::5", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("::10.0.0.1", False),
        ("fec0::1", False),
        ("64:ff9b:1::a00:1", False),
        ("192.0.0.8", False),
    ],
)
def test_what_is_public(place, public):
    assert is_public(place) is public


@pytest.mark.parametrize(
    "address", ["http://", "http://[x/", "http:///path", "http://a..b/", "http://exa mple.org/"]
)
def test_what_is_no_address_fails(address):
    assert visit(address).fault in (Fault.MALFORMED, Fault.NO_HOST)


# Certificates


def _certificate(name: str, *, issuer: str = "", signer=None):
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer or name)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    )
    return key, builder.sign(signer or key, hashes.SHA256())


@pytest.mark.parametrize(
    ("issuer", "fault", "verdict"),
    [
        # Signed by itself: every browser warns.
        ("", Fault.CERTIFICATE, Verdict.FAILS),
        # Signed by one that the server does not send along: browsers find it by themselves.
        ("Somebody else", Fault.CHAIN, Verdict.UNKNOWN),
    ],
)
def test_certificates(tmp_path, settings, issuer, fault, verdict):
    settings.POLKU_VISITS_INNER_ADDRESSES = True
    signer = ec.generate_private_key(ec.SECP256R1()) if issuer else None
    key, certificate = _certificate("localhost", issuer=issuer, signer=signer)
    file = tmp_path / "certificate.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server = serve(context)
    try:
        outcome = visit(f"https://localhost:{server.server_address[1]}/fine")
    finally:
        server.shutdown()
        server.server_close()
    assert outcome == Outcome(fault=fault)
    assert judge(outcome)[0] == verdict
