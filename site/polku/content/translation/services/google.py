"""Google's translation service; its package is installed only where it is used."""

import requests
from wagtail_localize.machine_translators.google import GoogleCloudTranslator
from wagtail_localize.strings import StringValue

from polku.content.translation.rules.providers import Provider

# Seconds for a whole answer.
WHOLE = 90


class _Google(GoogleCloudTranslator):
    def translate(self, source_locale, target_locale, strings) -> dict:
        place = self.options["LOCATION"]
        try:
            response = self.client.translate_text(
                request={
                    "parent": f"projects/{self.options['PROJECT_ID']}/locations/{place}",
                    "contents": [string.data for string in strings],
                    "mime_type": "text/html",
                    "source_language_code": _code(source_locale.language_code),
                    "target_language_code": _code(target_locale.language_code),
                },
                timeout=WHOLE,
            )
        except Exception as problem:
            raise _as_http(problem) from None
        return {
            string: StringValue(answer.translated_text)
            for string, answer in zip(strings, response.translations, strict=True)
        }


def translator(provider: Provider) -> GoogleCloudTranslator:
    options = {
        "PROJECT_ID": provider.options["project"],
        "LOCATION": provider.options.get("location", "global"),
    }
    if path := provider.options.get("credentials"):
        options["CREDENTIALS_PATH"] = path
    return _Google(options)


def _code(language: str) -> str:
    return {"zh-hans": "zh-CN"}.get(language, language)


def _as_http(problem: Exception) -> requests.RequestException:
    """Google's errors carry the status of HTTP as `code`; those without one mean that nobody
    answered."""
    status = getattr(problem, "code", None)
    if not isinstance(status, int):
        return requests.ConnectionError()
    response = requests.Response()
    response.status_code = int(status)
    return requests.HTTPError(response=response)
