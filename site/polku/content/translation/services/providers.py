"""Asking a translation service, by the classes of wagtail-localize.

They leave some things to us: DeepL's does not look at the status of an answer, Google's waits for
ten minutes and knows no `zh-hans`.
"""

import logging
import threading
import traceback
from dataclasses import dataclass
from datetime import timedelta
from queue import Empty, SimpleQueue

import requests
from wagtail.models import Locale
from wagtail_localize.machine_translators.deepl import DeepLTranslator, language_code
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from polku.content.translation.models import MachineRun
from polku.content.translation.rules.providers import Provider

logger = logging.getLogger(__name__)
Fault = MachineRun.Fault
# Seconds: for a connection, for the next piece of an answer, and for all of it. A machine without a
# graphics card takes its time.
CONNECT, READ, WHOLE = 10, 90, 180
# Where waiting helps.
_PASSING = frozenset([Fault.DOWN, Fault.SLOW, Fault.BUSY, Fault.BROKEN])
_BY_STATUS = {
    401: Fault.KEY,
    402: Fault.QUOTA,
    403: Fault.KEY,
    404: Fault.BROKEN,  # the address is not that of such a service
    405: Fault.BROKEN,
    408: Fault.SLOW,
    429: Fault.BUSY,
    456: Fault.QUOTA,  # DeepL's own
    504: Fault.SLOW,
}


@dataclass
class Failure(Exception):
    """No answer that can be used. `after`: how long the service asks us to wait."""

    fault: Fault
    after: timedelta = timedelta(0)

    @property
    def passes(self) -> bool:
        """Whether it makes sense to ask again later."""
        return self.fault in _PASSING


def ask(provider: Provider, source: Locale, target: Locale, texts: list[str]) -> list[str]:
    """The translations of segments of HTML, in their order. Raises Failure.

    A service that answers by drops would keep us for ever: nobody waits longer than `WHOLE`.
    """
    answer: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def wait() -> None:
        try:
            answer.put(_ask(provider, source, target, texts))
        except Exception as problem:
            answer.put(problem)

    threading.Thread(target=wait, daemon=True).start()
    try:
        said = answer.get(timeout=WHOLE)
    except Empty:
        raise Failure(Fault.SLOW) from None
    if isinstance(said, Failure):
        raise said
    if isinstance(said, Exception):
        _log(provider, said)
        raise Failure(Fault.MISTAKE)
    return said


def _log(provider: Provider, problem: Exception) -> None:
    """Where it happened; its own words may hold a text of a page."""
    place = traceback.extract_tb(problem.__traceback__)[-1]
    name = type(problem).__name__
    logger.error(
        "Asking %s: %s in %s, line %s of %s",
        *(provider.name, name, place.name, place.lineno, place.filename),
    )


def _ask(provider: Provider, source: Locale, target: Locale, texts: list[str]) -> list[str]:
    strings = [StringValue(text) for text in texts]
    try:
        answered = _MAKERS[provider.kind](provider, source, target).translate(
            source, target, strings
        )
        said = [answered[string].data for string in strings]
    except requests.HTTPError as problem:
        raise _of_status(problem.response) from None
    except requests.Timeout:
        raise Failure(Fault.SLOW) from None
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        # No JSON, or other JSON than was promised, or fewer answers than questions. A mistake of
        # ours looks like that, too: the log tells.
        _log(provider, problem)
        raise Failure(Fault.BROKEN) from None
    except requests.RequestException:
        raise Failure(Fault.DOWN) from None
    if not all(isinstance(one, str) for one in said):
        raise Failure(Fault.BROKEN)
    return said


def _of_status(response: requests.Response) -> Failure:
    wait = response.headers.get("Retry-After", "")
    after = timedelta(seconds=int(wait)) if wait.isdecimal() and len(wait) < 7 else timedelta(0)
    return Failure(_fault(response.status_code), after)


def _fault(status: int) -> Fault:
    return _BY_STATUS.get(status) or (Fault.DOWN if status >= 500 else Fault.REFUSED)


def _libretranslate(provider: Provider, source: Locale, target: Locale) -> LibreTranslator:
    return LibreTranslator(
        {
            "LIBRETRANSLATE_URL": provider.options["url"].rstrip("/"),
            "API_KEY": provider.options.get("key", ""),
            "TIMEOUT": (CONNECT, READ),
        }
    )


class _DeepL(DeepLTranslator):
    def get_api_endpoint(self) -> str:
        return self.options["URL"] or super().get_api_endpoint()

    def get_parameters(self, source_locale, target_locale, strings) -> dict:
        # Placeholders are spans.
        parameters = super().get_parameters(source_locale, target_locale, strings)
        return parameters | {"ignore_tags": "span"}

    def translate(self, source_locale, target_locale, strings) -> dict:
        response = requests.post(
            self.get_api_endpoint(),
            self.get_parameters(source_locale, target_locale, strings),
            timeout=(CONNECT, READ),
            headers=self.get_headers(),
        )
        response.raise_for_status()
        answers = response.json()["translations"]
        return {
            string: StringValue(answer["text"])
            for string, answer in zip(strings, answers, strict=True)
        }


def _deepl(provider: Provider, source: Locale, target: Locale) -> DeepLTranslator:
    options = {"AUTH_KEY": provider.options["key"], "URL": provider.options.get("url", "")}
    if formality := provider.options.get("formality"):
        options["FORMALITY"] = formality
    glossaries = provider.options.get("glossaries", {})
    if name := glossaries.get((source.language_code, target.language_code)):
        pair = language_code(source.language_code), language_code(target.language_code)
        options["GLOSSARY_IDS"] = {pair: name}
    return _DeepL(options)


def _google(provider: Provider, source: Locale, target: Locale):
    from . import google

    return google.translator(provider)


_MAKERS = {"libretranslate": _libretranslate, "deepl": _deepl, "google": _google}
