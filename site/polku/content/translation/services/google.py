"""Google's translation service; its package is installed only where it is used
(`pip install polku[google]`).

Its client is asked over HTTP, as the other services are, at Google's own address or at one of a
region. Its errors become those of HTTP that all services give; each kind is named here, and what is
none of them is a mistake of ours and is not caught.
"""

from functools import cached_property

import requests
from google.api_core.exceptions import GoogleAPICallError, RetryError
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError, TransportError
from google.cloud.translate import TranslationServiceClient
from google.oauth2 import service_account
from wagtail_localize.machine_translators.google import GoogleCloudTranslator
from wagtail_localize.strings import StringValue

from polku.content.translation.rules.providers import Provider

# Seconds for a whole answer.
WHOLE = 90
# https://cloud.google.com/translate/docs/error-codes: a used-up day is a 403 with these words.
_QUOTA = "daily limit exceeded"
_TOO_FAST = "rate limit exceeded"


class _Google(GoogleCloudTranslator):
    @cached_property
    def client(self) -> TranslationServiceClient:
        return TranslationServiceClient(
            credentials=_credentials(self.options["CREDENTIALS_PATH"]),
            transport="rest",
            client_options={"api_endpoint": self.options["URL"]},
        )

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
        except GoogleAPICallError as problem:
            raise _of_status(problem) from None
        except RetryError:
            raise requests.Timeout() from None
        except TransportError:  # nobody answered who gives out tokens
            raise requests.ConnectionError() from None
        except GoogleAuthError:
            raise _http(401) from None
        return {
            string: StringValue(answer.translated_text)
            for string, answer in zip(strings, response.translations, strict=True)
        }


def translator(provider: Provider) -> GoogleCloudTranslator:
    said = provider.options
    return _Google(
        {
            "PROJECT_ID": said["project"],
            "LOCATION": said.get("location", "global"),
            "CREDENTIALS_PATH": said.get("credentials"),
            "URL": said.get("url"),
        }
    )


def _credentials(path: str | None) -> Credentials | None:
    """None: those that the machine has by itself."""
    if not path:
        return None
    try:
        return service_account.Credentials.from_service_account_file(path)
    except (OSError, ValueError):  # no file, or none of a service account
        raise _http(401) from None


def _code(language: str) -> str:
    return {"zh-hans": "zh-CN"}.get(language, language)


def _of_status(problem: GoogleAPICallError) -> requests.HTTPError:
    status, said = problem.code, str(problem.message).lower()
    if status == 403 and _QUOTA in said:
        status = 402
    elif status == 403 and _TOO_FAST in said:
        status = 429
    return _http(int(status or 500), problem.response)


def _http(status: int, answer: requests.Response | None = None) -> requests.HTTPError:
    response = requests.Response()
    response.status_code = status
    if answer is not None:
        response.headers = answer.headers
    return requests.HTTPError(response=response)
