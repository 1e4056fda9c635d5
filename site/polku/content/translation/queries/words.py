"""How many words an organisation may have translated by machine, and has had."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
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

    @property
    def none(self) -> str:
        """Why the machine translates nothing at all, where it is so."""
        if self.limit:
            return ""
        return _(
            "The machine translates nothing here: no words are set aside for these pages. Ask a "
            "site editor for some, or translate by hand."
        )

    def __str__(self):
        return _("%(used)s of %(limit)s words used in %(month)s") % self._numbers()

    def refusal(self, words: int) -> str:
        """Why so many words cannot be translated."""
        return self.none or _(
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
    return _limit(organisation and organisation.machine_words)


def budget_of(organisation: Organisation | None) -> Budget:
    month = this_month()
    use = WordUse.objects.filter(organisation=organisation, month=month).first()
    return Budget(month, use.words if use else 0, limit_of(organisation))


def used_of(organisation: OuterRef) -> Coalesce:
    """What `budget_from` asks for, as part of a query of which an organisation is."""
    use = WordUse.objects.filter(organisation=organisation, month=this_month())
    return Coalesce(Subquery(use.values("words")), 0)


def budget_from(machine_words: int | None, used: int) -> Budget:
    """`machine_words`: of the organisation; `used`: as `used_of` has found."""
    return Budget(this_month(), used, _limit(machine_words))


def _limit(machine_words: int | None) -> int:
    return providers.configuration().words_a_month if machine_words is None else machine_words


def _number(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
