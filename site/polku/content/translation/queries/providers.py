"""The translation services of this site."""

import logging
from functools import lru_cache

from django.conf import settings

from polku.content.translation.rules.providers import Configuration, Provider, Unreadable, read

logger = logging.getLogger(__name__)


def configuration() -> Configuration:
    """What is configured. A file that cannot be used configures nothing; `manage.py check` says
    why, and so does the log."""
    return _configuration(str(settings.POLKU_MACHINE_TRANSLATION))


def provider_for(source: str, target: str) -> Provider | None:
    """The service that translates between two languages; None where there is none."""
    return configuration().provider_for(source, target)


@lru_cache(maxsize=8)
def _configuration(path: str) -> Configuration:
    try:
        return read(path)
    except Unreadable as fault:
        logger.error("POLKU_MACHINE_TRANSLATION: %s", fault)
        return Configuration()
