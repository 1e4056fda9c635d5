"""Series in words, in the languages of the site."""

from datetime import date, time, timedelta

import pytest
from django.utils import translation

from activities.recurrence import Series, sentences
from tests.factories.series import HOUR, series


@pytest.mark.parametrize(
    ("rrule", "sentence"),
    [
        ("", "Wednesday 25 November, 17:00–19:00"),
        ("FREQ=DAILY", "Every day, 17:00–19:00"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days, 17:00–19:00"),
        ("FREQ=WEEKLY", "Every Wednesday, 17:00–19:00"),
        ("FREQ=WEEKLY;BYDAY=WE,MO", "Every Monday and every Wednesday, 17:00–19:00"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
            "Every 2 weeks on these days: Wednesday, 17:00–19:00",
        ),
        ("FREQ=MONTHLY;BYDAY=-1WE", "The last Wednesday of every month, 17:00–19:00"),
        ("FREQ=MONTHLY;INTERVAL=2", "Every 2 months: day 25, 17:00–19:00"),
        ("FREQ=YEARLY", "Every year on 25 November, 17:00–19:00"),
        (
            "FREQ=WEEKLY;COUNT=3",
            "Every Wednesday, 17:00–19:00, until 9 December 2026",
        ),
        (
            "FREQ=WEEKLY;UNTIL=20270531",
            "Every Wednesday, 17:00–19:00, until 31 May 2027",
        ),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1", "Several times, 17:00–19:00"),
    ],
)
def test_a_series_in_words(rrule, sentence):
    with translation.override("en"):
        [said] = sentences(series("2026-11-25", rrule), date(2026, 11, 24))
    assert said.replace("\u2066", "").replace("\u2069", "") == sentence


@pytest.mark.parametrize(
    ("language", "hours", "day"),
    [
        ("en", "Every Wednesday, 17:00–19:00", "Every Wednesday, all day"),
        ("fi", "Keskiviikkoisin klo 17.00–19.00", "Keskiviikkoisin koko päivän"),
        ("sv", "Varje onsdag kl. 17.00–19.00", "Varje onsdag hela dagen"),
    ],
)
def test_hours_and_whole_days_are_said_as_the_language_says_them(language, hours, day):
    first = date(2026, 11, 25)
    with translation.override(language):
        said = [
            *sentences(Series(first, time(17), timedelta(hours=2), "FREQ=WEEKLY"), first),
            *sentences(Series(first, time(0), timedelta(days=1), "FREQ=WEEKLY"), first),
        ]
    assert [one.replace("\u2066", "").replace("\u2069", "") for one in said] == [hours, day]


@pytest.mark.parametrize(
    ("language", "rrule", "said"),
    [
        ("ru", "FREQ=DAILY", "Каждый день"),
        ("ru", "FREQ=DAILY;INTERVAL=3", "Каждые 3 дня"),
        ("ru", "FREQ=DAILY;INTERVAL=21", "Каждый 21-й день"),
        ("ru", "FREQ=WEEKLY;INTERVAL=21", "Каждую 21-ю неделю по этим дням: среда"),
        ("ru", "FREQ=MONTHLY;INTERVAL=21", "Каждый 21-й месяц: 25-е число"),
        ("ru", "FREQ=YEARLY;INTERVAL=21", "Каждый 21-й год 25 ноября"),
        ("zh-hans", "FREQ=DAILY", "每天"),
        ("zh-hans", "FREQ=MONTHLY", "每月25日"),
        ("zh-hans", "FREQ=YEARLY", "每年 11月25日"),
        ("zh-hans", "FREQ=YEARLY;INTERVAL=2", "每 2 年的 11月25日"),
    ],
)
def test_how_often_is_said_in_the_numbers_of_the_language(language, rrule, said):
    first = date(2026, 11, 25)
    with translation.override(language):
        [sentence] = sentences(Series(first, time(17), timedelta(hours=2), rrule), first)
    assert sentence.startswith(said)


def test_dates_left_out_are_named_as_long_as_they_are_to_come():
    one = series(
        "2026-11-25",
        "FREQ=WEEKLY",
        excluded=frozenset([date(2026, 12, 23), date(2026, 12, 2)]),
        extra=frozenset([date(2026, 12, 22)]),
    )
    with translation.override("en"):
        said = sentences(one, date(2026, 12, 3))
    assert said[1:] == ["Not on 23 December 2026", "Also on 22 December 2026"]


@pytest.mark.parametrize("language", ["fi", "sv", "en", "so", "ar", "fa", "zh-hans", "uk"])
@pytest.mark.parametrize("duration", [HOUR, timedelta(days=1), timedelta(days=3)])
def test_every_language_can_say_it(language, duration):
    with translation.override(language):
        for rrule in ("", "FREQ=WEEKLY;BYDAY=WE", "FREQ=MONTHLY;BYDAY=4WE", "FREQ=YEARLY"):
            assert sentences(series("2026-11-25", rrule, "00:00", duration), date(2026, 1, 1))
