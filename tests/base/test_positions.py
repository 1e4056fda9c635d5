"""What editors paste from a map, and how a person gets there."""

from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from polku.base.map_links import map_links
from polku.base.positions import Position, PositionInput, Problem, read

HELSINKI = Position(60.1699, 24.9384)


@pytest.mark.parametrize(
    "text",
    [
        "60.1699, 24.9384",
        " 60.1699 24.9384 ",
        "60,1699, 24,9384",
        "60,1699 24,9384",
        "60.1699;24.9384",
        "60.1699° N, 24.9384° E",
        "N 60.1699 E 24.9384",
        "lat: 60.1699, lon: 24.9384",
        "60°10'11.64\"N 24°56'18.24\"E",
        "geo:60.1699,24.9384?z=17",
        "https://www.google.com/maps/@60.1699,24.9384,17z",
        "https://www.google.com/maps/place/X/@60.2,24.9,15z/data=!3m1!4b1!3d60.1699!4d24.9384",
        "https://www.google.com/maps/search/60.1699,+24.9384?entry=tts",
        "https://maps.google.com/?q=60.1699,24.9384",
        "https://maps.google.com/?q=60.1699%2C24.9384",
        "https://maps.apple.com/?ll=60.1699,24.9384&q=Talo",
        "https://www.openstreetmap.org/?mlat=60.1699&mlon=24.9384#map=17/60.2/24.9",
        "https://www.openstreetmap.org/#map=17/60.1699/24.9384",
    ],
)
def test_what_a_map_gives_is_read(text):
    assert read(text) == HELSINKI


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Kuusamantie 5", "Write two numbers"),
        ("60.1699", "Write two numbers"),
        ("https://maps.app.goo.gl/AbCdEf", "This link does not say where the place is"),
        ("160.1, 24.9", "There is no such place"),
        ("60.1, 190", "There is no such place"),
    ],
)
def test_a_sentence_says_what_is_wrong(text, sentence):
    with translation.override("en"), pytest.raises(Problem, match=sentence):
        read(text)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_kept_is_read_as_it_was(latitude, longitude):
    kept = Position(round(latitude, 5), round(longitude, 5))
    assert read(str(kept)) == kept


@given(st.text())
def test_no_text_breaks_the_box(text):
    with suppress(Problem):
        assert read(text)


def test_the_box_may_be_empty_and_keeps_two_numbers():
    box = PositionInput(required=False)
    assert box.clean("") == ""
    assert box.clean("60,1699 24,9384") == "60.16990, 24.93840"
    assert not box.has_changed("60.16990, 24.93840", "60.1699, 24.9384")


def test_places_abroad_are_told_from_those_in_finland():
    assert HELSINKI.is_in_finland
    assert not Position(24.9384, 60.1699).is_in_finland


def test_a_map_is_opened_at_the_point_where_it_is_known():
    links = map_links("Kuusamantie 5, Tampere", HELSINKI)
    at = "60.16990,24.93840"
    assert links.phone == f"geo:{at}?q={at}(Kuusamantie%205%2C%20Tampere)"
    assert links.web.endswith("?mlat=60.16990&mlon=24.93840#map=17/60.16990/24.93840")
    assert map_links("") is None
