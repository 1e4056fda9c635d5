"""Series in words, in the languages of the site."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone, translation

from activities.recurrence import Change, Series, change_sentences, preview, sentences
from polku.base.opening_hours import read
from tests.factories.series import HOUR, series


@pytest.fixture(autouse=True)
def _in_2026(monkeypatch):
    """Dates of this year are said without it."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 9, 1))


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
        [said] = sentences(series("2026-11-25", rrule), date(2026, 11, 25))
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


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("fi", "5., 12. ja 19. joulukuuta 2026; 2. tammikuuta 2027"),
        ("en", "5, 12 and 19 December 2026; 2 January 2027"),
        ("es", "5, 12 y 19 de diciembre de 2026; 2 de enero de 2027"),
        ("so", "Diseembar 5, 12 iyo 19, 2026; Janaayo 2, 2027"),
        ("ar", "5 و12 و19 ديسمبر 2026؛ 2 يناير 2027"),
        ("zh-hans", "2026年12月5日、12日和19日； 2027年1月2日"),
    ],
)
def test_a_month_with_several_dates_left_out_is_named_once(language, dates):
    left_out = [date(2026, 12, 5), date(2026, 12, 12), date(2026, 12, 19), date(2027, 1, 2)]
    one = series("2026-11-28", "FREQ=WEEKLY", excluded=frozenset(left_out))
    with translation.override(language):
        said = sentences(one, date(2026, 11, 28))
    assert dates in said[1]


def test_dates_of_different_months_are_named_in_full():
    left_out = [date(2026, 12, 5), date(2027, 1, 2)]
    one = series("2026-11-28", "FREQ=WEEKLY", excluded=frozenset(left_out))
    with translation.override("en"):
        said = sentences(one, date(2026, 11, 28))
    assert said[1] == "Not on 5 December 2026 and 2 January 2027"


@pytest.mark.parametrize("language", ["fi", "sv", "en", "so", "ar", "fa", "zh-hans", "uk"])
@pytest.mark.parametrize("duration", [HOUR, timedelta(days=1), timedelta(days=3)])
def test_every_language_can_say_it(language, duration):
    with translation.override(language):
        for rrule in ("", "FREQ=WEEKLY;BYDAY=WE", "FREQ=MONTHLY;BYDAY=4WE", "FREQ=YEARLY"):
            assert sentences(series("2026-11-25", rrule, "00:00", duration), date(2026, 1, 1))


TODAY = date(2026, 9, 1)


def plain(text: str) -> str:
    for mark in "\u2066\u2068\u2069":
        text = text.replace(mark, "")
    return text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"rrule": "FREQ=WEEKLY;UNTIL=20261217"},
            "Every Thursday, 17:00–19:00, 3 September 2026 – 17 December 2026",
        ),
        ({"rrule": "FREQ=WEEKLY"}, "Every Thursday, 17:00–19:00, from 3 September 2026"),
        (
            {"shape": "all_day", "starts": "00:00", "duration": timedelta(days=1)},
            "Thursday 3 September, all day",
        ),
        (
            {"shape": "all_day", "starts": "00:00", "duration": timedelta(days=3)},
            "Thursday 3 September – Saturday 5 September",
        ),
        (
            {
                "shape": "all_day",
                "starts": "00:00",
                "duration": timedelta(days=3),
                "rrule": "FREQ=YEARLY",
            },
            "Every year on 3 September, 3 days, from 3 September 2026",
        ),
        (
            {"duration": timedelta(hours=45)},
            "Thursday 3 September, 17:00 – Saturday 5 September 14:00",
        ),
        ({"duration": timedelta(hours=8)}, "Thursday 3 September, 17:00–01:00"),
        (
            {"timezone": "Africa/Mogadishu"},
            "Thursday 3 September, 17:00–19:00 (time in Mogadishu)",
        ),
    ],
)
def test_periods_whole_days_and_zones_in_words(fields, sentence):
    with translation.override("en"):
        [said] = sentences(series("2026-09-03", fields.pop("rrule", ""), **fields), TODAY)
    assert plain(said) == sentence


def hours(**by_day: str) -> tuple:
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return tuple(one for name, text in by_day.items() for one in read(names.index(name), text))


@pytest.mark.parametrize(
    ("by_day", "last", "sentence"),
    [
        (
            dict.fromkeys(["mon", "tue", "wed", "thu", "fri"], "8–20"),
            date(2026, 10, 25),
            "Mon–Fri 08:00–20:00, until 25 October 2026",
        ),
        (
            {"mon": "8–12, 13–16", "tue": "8–12, 13–16", "thu": "8–12", "sat": "18–24"},
            None,
            "Mon–Tue 08:00–12:00 and 13:00–16:00; Thursday 08:00–12:00; Saturday 18:00–24:00",
        ),
    ],
)
def test_opening_hours_are_one_line_however_many_days_they_are(by_day, last, sentence):
    one = Series(date(2026, 8, 1), shape="open", hours=hours(**by_day), last_date=last)
    with translation.override("en"):
        assert [plain(said) for said in sentences(one, TODAY)] == [sentence]


def test_changes_of_single_dates_in_words():
    changes = (
        Change(date(2026, 9, 10), new_date=date(2026, 9, 11), new_starts=time(18)),
        Change(date(2026, 9, 17), new_ends=time(20), new_place="Oodi"),
        Change(date(2026, 9, 24), new_place="Oodi"),
        Change(date(2026, 10, 1), reason="illness", note="Opettaja on kipeä."),
        Change(date(2026, 10, 8), reason="other"),
        Change(date(2026, 8, 20), reason="holiday"),
        Change(date(2026, 8, 27), new_date=date(2026, 9, 2)),
    )
    one = series("2026-08-20", "FREQ=WEEKLY", changes=changes)
    with translation.override("en"):
        said = [(plain(one.sentence), one.note) for one in change_sentences(one, TODAY)]
    assert said == [
        ("Thursday 10 September moved to Friday 11 September, 18:00–20:00", ""),
        ("Thursday 17 September moved to Thursday 17 September, 17:00–20:00, Oodi", ""),
        ("In another place on Thursday 24 September: Oodi", ""),
        ("Cancelled on Thursday 1 October: illness", "Opettaja on kipeä."),
        ("Cancelled on Thursday 8 October", ""),
        ("Thursday 27 August moved to Wednesday 2 September, 17:00–19:00", ""),
    ]


def test_the_preview_for_the_editor_says_it_all():
    one = series(
        "2026-09-03",
        "FREQ=WEEKLY;UNTIL=20261217",
        excluded=frozenset([date(2026, 10, 15), date(2026, 10, 22)]),
        changes=(Change(date(2026, 10, 1), reason="illness", note="Opettaja on kipeä."),),
    )
    with translation.override("en"):
        lines = [plain(line) for line in preview([one, series("2026-09-05")], TODAY)]
    assert lines == [
        "Every Thursday, 17:00–19:00, 3 September 2026 – 17 December 2026. "
        "Not on 15 and 22 October 2026",
        "Cancelled on Thursday 1 October: illness (Opettaja on kipeä.)",
        "Saturday 5 September, 17:00–19:00",
    ]


def test_changes_of_days_with_opening_hours_in_words():
    # Mondays
    first, second, third, fourth = (date(2026, 9, day) for day in (7, 14, 21, 28))
    changes = (
        Change(first, new_starts=time(10), new_ends=time(14)),
        Change(second, new_date=date(2026, 9, 15)),
        Change(third, new_date=date(2026, 9, 22), new_starts=time(9), new_ends=time(0)),
        Change(fourth, new_starts=time(10), new_ends=time(14), new_place="Oodi"),
    )
    one = Series(date(2026, 8, 1), shape="open", hours=hours(mon="8–12, 13–16"), changes=changes)
    with translation.override("en"):
        said = [plain(one.sentence) for one in change_sentences(one, TODAY)]
    assert said == [
        "Open on Monday 7 September: 10:00–14:00",
        "Monday 14 September moved to Tuesday 15 September, 08:00–12:00 and 13:00–16:00",
        "Monday 21 September moved to Tuesday 22 September, 09:00–24:00",
        "Open on Monday 28 September: 10:00–14:00, Oodi",
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en", "so", "ar", "fa", "zh-hans", "uk", "et"])
def test_every_language_can_say_hours_and_changes(language):
    one = Series(
        date(2026, 8, 1),
        shape="open",
        hours=hours(mon="8–12, 13–16", tue="8–24"),
        timezone="Asia/Kabul",
        changes=(Change(date(2026, 9, 7), reason="weather", note="x"),),
    )
    with translation.override(language):
        assert len(preview([one], TODAY)) == 2
