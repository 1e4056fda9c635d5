"""How many words an organisation may have translated by machine, and has had."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from orgs.models import Organisation
from polku.content.translation.models import WordUse

from . import providers


@dataclass(frozen=True)
class Budget:
    """Of one month; `month`: its first day."""

    month: date
    used: int
    limit: int

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used)

    def __str__(self):
        return _("%(used)s of %(limit)s words used in %(month)s") % self._numbers()

    def refusal(self, words: int) -> str:
        """Why so many words cannot be translated."""
        return _(
            "This text has %(words)s words to translate, but %(used)s of %(limit)s words are used "
            "in %(month)s. Ask a site editor for more, or translate it by hand."
        ) % (self._numbers() | {"words": _number(words)})

    def _numbers(self) -> dict[str, str]:
        return {
            "used": _number(self.used),
            "limit": _number(self.limit),
            "month": date_format(self.month, "F"),
        }


def this_month() -> date:
    """The first day of the month, by the clock of the site."""
    return timezone.localdate(timezone=timezone.get_default_timezone()).replace(day=1)


def limit_of(organisation: Organisation | None) -> int:
    """Words a month; None: of the site's own pages."""
    if organisation and organisation.machine_words is not None:
        return organisation.machine_words
    return providers.configuration().words_a_month


def budget_of(organisation: Organisation | None) -> Budget:
    month = this_month()
    use = WordUse.objects.filter(organisation=organisation, month=month).first()
    return Budget(month, use.words if use else 0, limit_of(organisation))


def _number(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
