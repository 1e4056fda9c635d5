"""DeepL and Google stand behind the same guards as LibreTranslate.

Both are asked at an address of this machine: DeepL by wagtail-localize's class, Google by its own
client with the key of a service account.
"""

import json
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from polku.content.translation.models import MachineRun
from polku.content.translation.queries import runs
from polku.content.translation.queries.words import budget_of
from tests.factories.libretranslate import Service, translated
from tests.translation.machine import again, ask, configure, found

pytestmark = pytest.mark.django_db
Fault, State = MachineRun.Fault, MachineRun.State


class _DeepL(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        question = parse_qs(body)
        self.server.seen.append((self.headers["Authorization"], question))
        status = self.server.status
        answer = Service().answer
        said = [{"text": answer(text, "fi")} for text in question["text"]]
        body = json.dumps({"translations": said[: self.server.number]}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def deepl(settings, tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), _DeepL)
    server.seen, server.status, server.number = [], 200, None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    configure(
        settings,
        tmp_path,
        f'[deepl]\nkey = "k:fx"\nurl = "http://127.0.0.1:{server.server_address[1]}/v2/translate"\n'
        'pairs = ["en > fi"]\nformality = "prefer_more"\nglossaries = {"en > fi" = "g-1"}\n',
    )
    yield server
    server.shutdown()
    server.server_close()


def test_deepl_is_asked_with_its_key_its_glossary_and_its_placeholders_kept(deepl):
    house = found(("en", "fi"))
    run = ask(house, "fi")
    assert (run.state, run.tool, run.refusals) == (State.DONE, "DeepL", {})
    [(key, question)] = deepl.seen
    assert key == "DeepL-Auth-Key k:fx"
    assert question["glossary_id"] == ["g-1"]
    assert question["ignore_tags"] == ["span"]
    assert (question["source_lang"], question["target_lang"]) == (["EN"], ["FI"])
    assert "Moon House" in house.said("fi")["summary"]
    assert budget_of(house.organisation).used == run.words


@pytest.mark.parametrize(
    ("status", "number", "state", "fault"),
    [
        (403, None, State.FAILED, Fault.KEY),
        (456, None, State.FAILED, Fault.QUOTA),
        (429, None, State.WAITING, Fault.BUSY),
        (503, None, State.WAITING, Fault.DOWN),
        (200, 1, State.WAITING, Fault.BROKEN),
    ],
)
def test_faults_of_deepl_are_told_like_others(deepl, status, number, state, fault):
    deepl.status, deepl.number = status, number
    house = found(("en", "fi"))
    run = ask(house, "fi")
    assert (run.state, run.fault) == (state, fault)
    assert house.said("fi") == {}
    assert budget_of(house.organisation).used == 0


class _Google(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append((self.path.partition("?")[0], self.headers["Authorization"], body))
        self.server.hang.wait(self.server.seconds)
        answer, language = Service().answer, body["targetLanguageCode"].split("-")[0]
        said = {"translations": [{"translatedText": answer(t, language)} for t in body["contents"]]}
        said["translations"] = said["translations"][: self.server.number]
        if self.server.status != 200:
            said = {"error": {"code": self.server.status, "message": self.server.message}}
        body = json.dumps(said).encode()
        self.send_response(self.server.status)
        if self.server.retry_after:
            self.send_header("Retry-After", self.server.retry_after)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def google(settings, tmp_path):
    """Google's own client asks this machine, with the key of a service account."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Google)
    server.daemon_threads = True
    server.seen, server.status, server.number, server.message = [], 200, None, "no"
    server.retry_after, server.seconds, server.hang = "", 0, threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    server.account = tmp_path / "account.json"
    server.account.write_text(_account(server.url), "utf-8")
    (tmp_path / "settings").mkdir()
    server.configure = lambda url=server.url: configure(
        settings,
        tmp_path / "settings",
        f'[google]\nproject = "p"\ncredentials = "{server.account}"\nurl = "{url}"\n'
        'pairs = ["en > zh-hans"]\n',
    )
    server.configure()
    yield server
    server.hang.set()
    server.shutdown()
    server.server_close()


@cache
def _key() -> str:
    return (
        rsa.generate_private_key(public_exponent=65537, key_size=2048)
        .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        .decode()
    )


def _account(url: str) -> str:
    return json.dumps(
        {
            "type": "service_account",
            "project_id": "p",
            "private_key_id": "1",
            "private_key": _key(),
            "client_email": "polku@example.org",
            "client_id": "1",
            "token_uri": f"{url}/token",
        }
    )


def test_google_is_asked_by_its_own_codes_and_with_the_key_of_the_account(google):
    house = found(("en", "zh-hans"))
    run = ask(house, "zh-hans")
    assert (run.state, run.tool, run.refusals) == (State.DONE, "Google Translate", {})
    [(path, key, question)] = google.seen
    assert path == "/v3/projects/p/locations/global:translateText"
    assert key.startswith("Bearer ey")
    assert (question["sourceLanguageCode"], question["targetLanguageCode"]) == ("en", "zh-CN")
    assert question["mimeType"] == "text/html"
    assert house.said("zh-hans")["title"] == translated("Language café", "zh")
    assert budget_of(house.organisation).used == run.words


@pytest.mark.parametrize(
    ("status", "message", "fault"),
    [
        (400, "Invalid target", Fault.REFUSED),
        (401, "Not you", Fault.KEY),
        (403, "The API is not enabled", Fault.KEY),
        (403, "Daily Limit Exceeded", Fault.QUOTA),
        (403, "User Rate Limit Exceeded", Fault.BUSY),
        (404, "Not here", Fault.BROKEN),
        (429, "Resource has been exhausted", Fault.BUSY),
        (500, "Internal", Fault.DOWN),
        (503, "Unavailable", Fault.DOWN),
        (504, "Deadline", Fault.SLOW),
    ],
)
def test_faults_of_google_are_told_like_others(google, status, message, fault):
    google.status, google.message = status, message
    house = found(("en", "zh-hans"))
    run = ask(house, "zh-hans")
    assert run.fault == fault
    assert runs.told(run).startswith(str(fault.label))
    assert house.said("zh-hans") == {}
    assert budget_of(house.organisation).used == 0


def test_google_says_when_to_come_again(google):
    google.status, google.retry_after = 429, "7200"
    run = ask(found(("en", "zh-hans")), "zh-hans")
    assert (run.due_at - run.asked_at).total_seconds() == pytest.approx(7200, abs=60)


def test_google_that_is_slow_gone_or_short_is_told(google, monkeypatch):
    from polku.content.translation.services import google as service

    house = found(("en", "zh-hans"))
    google.number = 1
    run = ask(house, "zh-hans")
    assert run.fault == Fault.BROKEN
    google.number, google.seconds = None, 20
    monkeypatch.setattr(service, "WHOLE", 0.3)
    again(run)
    assert run.fault == Fault.SLOW
    google.configure("http://127.0.0.1:9")
    again(run)
    assert run.fault == Fault.DOWN
    google.account.write_text("{}", "utf-8")
    again(run)
    assert (run.state, run.fault) == (State.FAILED, Fault.KEY)


def test_a_mistake_of_ours_is_in_the_log_and_no_word_is_paid_for(google, monkeypatch, caplog):
    from polku.content.translation.services import google as service

    def mistaken(language):
        raise RuntimeError(language)

    monkeypatch.setattr(service, "_code", mistaken)
    house = found(("en", "zh-hans"))
    run = ask(house, "zh-hans")
    assert (run.state, run.fault) == (State.FAILED, Fault.MISTAKE)
    assert "RuntimeError in mistaken" in caplog.text
    assert budget_of(house.organisation).used == 0
