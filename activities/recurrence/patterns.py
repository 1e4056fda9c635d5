"""Rules as people choose them: how often, on which weekdays, until when."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rules import Rule


class Repeats(models.TextChoices):
    """The choices of the editor. Another rule (of an import, say) is kept as it is."""

    ONCE = "once", _("does not repeat")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday", _("every month, on the same weekday")
    MONTHLY_BY_DATE = "monthly_by_date", _("every month, on the same date")
    YEARLY = "yearly", _("every year")
    OTHER = "other", _("by a rule of its own")


@dataclass(frozen=True)
class Pattern:
    """`weekdays`: Monday is 0; they matter for weeks only. `until`: the last date, or None."""

    repeats: Repeats
    weekdays: tuple[int, ...] = ()
    until: date | None = None

    def rule(self, first: date) -> Rule | None:
        """The rule from a first date on; None where it does not repeat."""
        if self.repeats in (Repeats.ONCE, Repeats.OTHER):
            return None
        until = datetime.combine(self.until, time(23, 59, 59)) if self.until else None
        match self.repeats:
            case Repeats.DAILY:
                return Rule("DAILY", until=until)
            case Repeats.WEEKLY | Repeats.FORTNIGHTLY:
                days = sorted({*self.weekdays} or {first.weekday()})
                return Rule(
                    "WEEKLY",
                    interval=1 if self.repeats == Repeats.WEEKLY else 2,
                    weekdays=tuple((0, day) for day in days),
                    until=until,
                )
            case Repeats.MONTHLY_BY_WEEKDAY:
                # A fifth weekday is not in every month; the last one is.
                nth = (first.day - 1) // 7 + 1
                ordinal = -1 if nth == 5 else nth
                return Rule("MONTHLY", weekdays=((ordinal, first.weekday()),), until=until)
            case Repeats.MONTHLY_BY_DATE:
                return Rule("MONTHLY", month_days=(first.day,), until=until)
            case Repeats.YEARLY:
                return Rule("YEARLY", until=until)

    @classmethod
    def of(cls, rule: Rule | None, first: date) -> "Pattern":
        """The choice that gives this rule; OTHER where none does."""
        if rule is None:
            return cls(Repeats.ONCE)
        until = rule.until.date() if rule.until else None
        weekdays = tuple(day for _nth, day in rule.weekdays)
        for repeats in Repeats:
            weekly = repeats in (Repeats.WEEKLY, Repeats.FORTNIGHTLY)
            pattern = cls(repeats, weekdays if weekly else (), until)
            if (made := pattern.rule(first)) and _same(made, rule):
                return pattern
        return cls(Repeats.OTHER)


def _same(one: Rule, other: Rule) -> bool:
    """Whether two rules give the same dates: an end within a day is the end of that day."""
    return _by_day(one) == _by_day(other)


def _by_day(rule: Rule) -> tuple:
    return (
        rule.frequency,
        rule.interval,
        rule.count,
        rule.until and rule.until.date(),
        sorted(rule.weekdays),
        rule.month_days,
        rule.months,
        rule.positions,
        rule.week_start,
    )
