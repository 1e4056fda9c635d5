"""Repair of wagtail-localize: “Translate this page” gives a translator the words that the page had
when it was last sent to be translated into any language, so that a translation can be outdated when
it begins. With this, each begins with the words that its source has now: from the page's menu, with
the pages below it, of a snippet, from the desk, and an organisation's page with its first activity.
"""

from wagtail_localize.models import TranslationSource


def keep() -> None:
    """Let wagtail-localize look at the source anew; called once, at the start."""
    TranslationSource.get_or_create_from_instance = TranslationSource.update_or_create_from_instance
