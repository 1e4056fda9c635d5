"""`manage.py screenshots`: its pictures, its contact sheet, and what it says where it cannot be."""

import pytest
from PIL import Image

from tests.browser import chromium
from tests.factories import content
from tests.screenshots import camera, command, sheet


def test_each_view_is_taken_in_both_widths_and_schemes(browser, live_server, tmp_path):
    content.site_tree(["fi", "ar"])
    shots = list(camera.take(browser, live_server.url, {"home": ""}, ["ar"], tmp_path))
    names = {
        f"home.ar.{device}.{scheme}.png"
        for device in ("phone", "desktop")
        for scheme in ("light", "dark")
    }
    assert {shot.file_name for shot in shots} == names
    light, dark = (
        Image.open(tmp_path / f"home.ar.phone.{scheme}.png") for scheme in ("light", "dark")
    )
    assert light.width == dark.width == 360
    assert sum(light.convert("RGB").getpixel((2, 2))) > sum(dark.convert("RGB").getpixel((2, 2)))
    page = sheet.write(tmp_path, shots).read_text("utf-8")
    assert all(f'<img src="{name}"' in page for name in names)


def test_a_page_that_is_missing_ends_it(browser, live_server, tmp_path):
    content.site_tree(["fi"])
    with pytest.raises(SystemExit, match="/fi/nowhere/ answers 404"):
        list(camera.take(browser, live_server.url, {"home": "nowhere/"}, ["fi"], tmp_path))


def test_without_chromium_it_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(chromium, "PATH", None)
    with pytest.raises(SystemExit, match="apt install chromium"):
        command.run(tmp_path, [])
