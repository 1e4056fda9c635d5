"""Requests to translate by machine, and what is told of them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from polku.content.translation.models import MachineRun
from polku.content.translation.rules.answers import Refusal

from . import providers


def translation_into(page: Page) -> Translation | None:
    """The translation that makes this page; None where it is written by itself."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source__locale", "target_locale")
        .first()
    )


def translation(key: int) -> Translation | None:
    return (
        Translation.objects.filter(pk=key, enabled=True)
        .select_related("source__locale", "target_locale")
        .first()
    )


def enabled_translations(source: TranslationSource) -> list[Translation]:
    return list(
        source.translations.filter(enabled=True).select_related("source__locale", "target_locale")
    )


def is_offered(translation: Translation) -> bool:
    """Whether a service translates between its two languages."""
    source, target = translation.source.locale, translation.target_locale
    return bool(providers.provider_for(source.language_code, target.language_code))


def last_run(translation: Translation) -> MachineRun | None:
    return last_runs([translation.pk]).get(translation.pk)


def last_runs(translations: Iterable[int]) -> dict[int, MachineRun]:
    """The newest request of each translation, by the translation's key; one query."""
    rows = MachineRun.objects.filter(translation__in=translations)
    return {
        run.translation_id: run
        for run in rows.order_by("translation", "-pk").distinct("translation")
    }


def told(run: MachineRun) -> str:
    """What an editor reads of a request, in whole sentences."""
    State = MachineRun.State
    if run.state == State.RUNNING or (run.state == State.WAITING and not run.fault):
        return _("%(tool)s is translating this page. Come back in a few minutes.") % {
            "tool": run.tool
        }
    if run.state == State.WAITING:
        return _("%(why)s It is asked again by itself; the page stays as it is.") % {
            "why": run.get_fault_display()
        }
    if run.state == State.FAILED:
        return _("%(why)s The page stays as it is.") % {"why": run.get_fault_display()}
    if run.refusals:
        return _not_all(run)
    return ngettext(
        "%(tool)s has translated %(number)s text. Read it before you trust it.",
        "%(tool)s has translated %(number)s texts. Read them before you trust them.",
        run.translated,
    ) % {"tool": run.tool, "number": run.translated}


def _not_all(run: MachineRun) -> str:
    number = sum(run.refusals.values())
    why = "; ".join(str(Refusal(reason).label) for reason in sorted(run.refusals))
    return ngettext(
        "%(number)s text has to be translated by hand, since the answer of %(tool)s could not be "
        "used: %(why)s.",
        "%(number)s texts have to be translated by hand, since the answers of %(tool)s could not "
        "be used: %(why)s.",
        number,
    ) % {"number": number, "tool": run.tool, "why": why}
