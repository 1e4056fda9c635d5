"""`manage.py check`: whether the translation services can be used as they are configured."""

from django.conf import settings
from django.core import checks

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
