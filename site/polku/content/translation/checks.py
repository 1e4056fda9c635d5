"""`manage.py check`: whether the translation services can be used as they are configured."""

from django.conf import settings
from django.core import checks

from .rules import languages
from .rules.providers import Unreadable, read


@checks.register
def machine_translation_is_readable(app_configs, **kwargs) -> list[checks.CheckMessage]:
    try:
        read(str(settings.POLKU_MACHINE_TRANSLATION))
    except Unreadable as fault:
        return [
            checks.Error(
                f"POLKU_MACHINE_TRANSLATION: {fault}",
                hint="site/docs/administrator.md shows such a file. Without the setting there is "
                "no machine translation.",
                id="polku.E010",
            )
        ]
    return []


@checks.register
def languages_of_answers_are_known(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Machine translation works without the package, but believes an answer in Swedish to be
    Finnish."""
    if languages.lingua is not None or not settings.POLKU_MACHINE_TRANSLATION:
        return []
    return [
        checks.Warning(
            "An answer of a translation service in another language of the same script is not "
            "noticed: the package lingua-language-detector is not installed.",
            hint="Install it: pip install 'polku[machine]'.",
            id="polku.W010",
        )
    ]
