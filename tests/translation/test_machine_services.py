"""DeepL and Google stand behind the same guards as LibreTranslate.

DeepL is asked at an address of this machine. Google's package is not installed: what it would give
is put in its place, so nothing here says how Google's own client behaves.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType, SimpleNamespace
from urllib.parse import parse_qs

import pytest

from polku.content.translation.models import MachineRun
from polku.content.translation.queries.words import budget_of
from polku.content.translation.rules import providers as rules
from tests.factories.libretranslate import Service, translated
from tests.translation.machine import House, ask, configure, found

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


class _GoogleFault(Exception):
    """Google's errors carry their status as `code`."""

    def __init__(self, code):
        self.code = code


@pytest.fixture
def google(monkeypatch, settings, tmp_path):
    """What stands in for Google's client; `fault` is raised instead of an answer."""
    state = SimpleNamespace(seen=[], fault=None)

    class Client:
        def translate_text(self, request, timeout):
            state.seen.append((request, timeout))
            if state.fault:
                raise state.fault
            said = [
                Service().answer(text, request["target_language_code"].split("-")[0])
                for text in request["contents"]
            ]
            return SimpleNamespace(translations=[SimpleNamespace(translated_text=t) for t in said])

    names = ("google", "google.cloud", "google.cloud.translate", "google.oauth2")
    modules = {name: ModuleType(name) for name in names}
    modules["google.cloud"].translate = modules["google.cloud.translate"]
    modules["google.cloud.translate"].TranslationServiceClient = Client
    modules["google.oauth2"].service_account = SimpleNamespace()
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    _forget_google()
    monkeypatch.setattr(rules, "_check_google", lambda options: None)
    configure(settings, tmp_path, '[google]\nproject = "p"\npairs = ["en > zh-hans"]\n')
    yield state
    _forget_google()


def _forget_google() -> None:
    """The next import finds Google's package anew."""
    for package in ("polku.content.translation.services", "wagtail_localize.machine_translators"):
        sys.modules.pop(f"{package}.google", None)
        vars(sys.modules[package]).pop("google", None)


def test_google_is_asked_by_its_own_codes_and_not_waited_for_without_end(google):
    house = found(("en", "zh-hans"))
    run = ask(house, "zh-hans")
    assert (run.state, run.tool, run.refusals) == (State.DONE, "Google Translate", {})
    [(request, timeout)] = google.seen
    assert request["parent"] == "projects/p/locations/global"
    assert (request["source_language_code"], request["target_language_code"]) == ("en", "zh-CN")
    assert timeout == 90
    assert house.said("zh-hans")["title"] == translated("Language café", "zh")


@pytest.mark.parametrize(
    ("code", "fault"),
    [(403, Fault.KEY), (429, Fault.BUSY), (503, Fault.DOWN), (504, Fault.SLOW), (None, Fault.DOWN)],
)
def test_faults_of_google_are_told_like_others(google, code, fault):
    google.fault = _GoogleFault(code)
    house: House = found(("en", "zh-hans"))
    assert ask(house, "zh-hans").fault == fault
    assert budget_of(house.organisation).used == 0
