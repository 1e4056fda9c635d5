"""Dates, times, prices and phone numbers as the reader writes them."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from django.utils import timezone, translation

from polku.base.templatetags.presentation import (
    clock,
    day,
    euros,
    listed,
    phone_uri,
    short_day,
    whole_times,
)

EVENING = datetime(2031, 12, 11, 17, 5, tzinfo=ZoneInfo("Europe/Helsinki"))


def test_no_language_takes_the_words_of_another():
    """In a process of its own, in which Pashto is the first that is asked for."""
    said = (
        "from babel.dates import format_date; from datetime import date\n"
        "import polku.base.languages\n"
        "print(*(format_date(date(2031, 12, 11), 'cccc', locale=l) for l in ('ps', 'ar', 'ru')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", said],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["پينځنۍ", "الخميس", "четверг"]


def test_short_names_of_weekdays_are_short():
    assert format_date(date(2031, 12, 8), "ccc", locale="fi") == "ma"
    assert format_date(date(2031, 12, 9), "ccc", locale="sv") == "tis"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fi", "torstai 11. joulukuuta 2031"),
        ("sv", "torsdag 11 december 2031"),
        ("en", "Thursday 11 December 2031"),
        ("ru", "четверг 11 декабря 2031\u202fг."),
        ("ar", "الخميس 11 ديسمبر 2031"),
        ("zh-hans", "星期四 2031年12月11日"),
    ],
)
def test_a_day_is_written_in_the_readers_language(language, written):
    with translation.override(language):
        assert day(EVENING) == written


def test_a_day_of_this_year_leaves_the_year_out():
    with translation.override("fi"):
        this_year = EVENING.replace(year=timezone.localdate().year)
        assert day(this_year).endswith(" 11. joulukuuta")


def test_a_moment_keeps_its_own_time_zone():
    with translation.override("sv"):
        assert clock(EVENING) == "17.05"
        assert clock(EVENING.astimezone(UTC)) == "15.05"


def test_no_moment_is_no_text():
    assert (day(None), short_day(None), clock(None), euros(None)) == ("", "", "", "")


@pytest.mark.parametrize(("cents", "written"), [(1000, "10 €"), (1250, "12,50 €"), (5, "0,05 €")])
def test_a_price_has_decimals_only_where_it_needs_them(cents, written):
    with translation.override("fi"):
        assert euros(cents).replace("\xa0", " ") == written


def test_a_phone_dials_digits_and_the_plus_sign_only():
    assert phone_uri("+358 (9) 555-0000") == "tel:+35895550000"


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "a, b ja c"), ("en", "a, b and c"), ("ar", "a وb وc"), ("zh-hans", "a、b和c")],
)
def test_a_list_is_joined_in_the_readers_way(language, written):
    with translation.override(language):
        assert listed(["a", "b", "c"]) == written
        assert listed([{"name": "a"}, {"name": "b"}, {"name": "c"}], "name") == written
    assert listed(None) == ""


def test_hours_in_a_sentence_stay_on_one_line_and_the_rest_is_escaped():
    assert whole_times("Every Monday, \u206617:00–19:00\u2069 (<b>) & more") == (
        'Every Monday, <span class="times">\u206617:00–19:00\u2069</span> (&lt;b&gt;) &amp; more'
    )
