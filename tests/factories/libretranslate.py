"""A translation service on this machine that speaks LibreTranslate's protocol, faults included."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bs4 import BeautifulSoup

# By language, the letters into which letters a to z turn.
_LETTERS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقلمنهو",
    "fa": "ابپتچجحخدذرزژسشصضطکگفقلمنه",
    "ru": "абвгдежзиклмнопрстуфхцыэюя",
    "uk": "абвгдежзиклмнопрстуфхцієїґ",
    "zh": "字文学生活中国语言人大小山水火土木日月年上下左右前后",
}


def translated(text: str, language: str) -> str:
    """A plain text as the service translates it."""
    letters = _LETTERS.get(language)
    if letters:
        return "".join(
            letters[ord(sign) - 97] if "a" <= (sign := letter.lower()) <= "z" else letter
            for letter in text
        )
    return " ".join(word + "ään" if word.isalpha() else word for word in text.split(" "))


class Service:
    """`seen`: the questions that came, as LibreTranslate gets them. `fault`: how every answer goes
    wrong, by the name of a method of `_Handler`, or a status of HTTP. `spoil`: changes the answer
    to texts that contain a word. `before`: called with each question, as for changing something
    while it is being answered."""

    def __init__(self):
        self.seen: list[dict] = []
        self.raw: list[bytes] = []
        self.fault = ""
        self.retry_after = ""
        self.spoil: dict[str, Callable[[str], str]] = {}
        self.before: Callable[[dict], None] = lambda question: None
        self.hang = threading.Event()
        self.url = ""

    @property
    def texts(self) -> list[str]:
        return [text for question in self.seen for text in question["q"]]

    def answer(self, text: str, language: str) -> str:
        soup = BeautifulSoup(text, "html.parser")
        for string in soup.find_all(string=True):
            if not string.find_parent(attrs={"translate": "no"}):
                string.replace_with(translated(str(string), language))
        said = str(soup)
        for word, change in self.spoil.items():
            if word in text:
                said = change(said)
        return said


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        service = self.service
        service.raw.append(body)
        question = json.loads(body)
        service.seen.append(question)
        service.before(question)
        if self.path != "/translate":
            return self._say(404, b"{}")
        if service.fault.isdigit():
            return self._say(int(service.fault), b'{"error": "no"}')
        if service.fault:
            return getattr(self, f"_{service.fault}")(question)
        self._say(200, _json([service.answer(text, question["target"]) for text in question["q"]]))

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if self.service.retry_after:
            self.send_header("Retry-After", self.service.retry_after)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _slow(self, question):
        self.service.hang.wait(20)
        self.close_connection = True

    def _drip(self, question):
        """A letter of the head now and then, so that no single wait is long."""
        self.close_connection = True
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(200):
                self.wfile.write(f"X-{number}: x\r\n".encode())
                if self.service.hang.wait(0.1):
                    return
        except OSError:
            pass

    def _reset(self, question):
        self.connection.close()
        self.close_connection = True

    def _not_json(self, question):
        self._say(200, b"<html>Please wait</html>")

    def _half_json(self, question):
        self._say(200, b'{"translatedText": ["on')

    def _other_json(self, question):
        self._say(200, b'{"result": "fine"}')

    def _a_list(self, question):
        self._say(200, b"[]")

    def _numbers(self, question):
        self._say(200, _json([1 for _text in question["q"]]))

    def _fewer(self, question):
        said = [self.service.answer(text, question["target"]) for text in question["q"]]
        self._say(200, _json(said[1:]))

    def log_message(self, *args):
        pass


def _json(said: list) -> bytes:
    return json.dumps({"translatedText": said}).encode()


@contextmanager
def running() -> Iterator[Service]:
    service = Service()
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), type("Handler", (_Handler,), {"service": service})
    )
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield service
    finally:
        service.hang.set()
        server.shutdown()
        server.server_close()
        thread.join()
