"""What is handed to a device that keeps pages and shows the site among its apps."""

import gzip
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from polku.content.views import device
from tests.factories import activities, content, orgs, signups

KEPT_AS = re.compile(r'<body [^>]*data-keep="(\w*)"')


@pytest.fixture
def house(db):
    content.site_tree(["fi", "ar"])
    return orgs.organisation("association", "Birch Association")


def test_the_worker_is_small_and_may_see_the_whole_site(client, db):
    answer = client.get("/service-worker.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert len(gzip.compress(answer.content)) < 2_500
    assert (
        client.get("/service-worker.js", headers={"If-None-Match": answer["ETag"]}).status_code
        == 304
    )


def test_it_is_another_one_as_soon_as_a_file_is(client, db, monkeypatch):
    before = client.get("/service-worker.js").content
    monkeypatch.setattr(device, "static", lambda name: f"/static/{name}?new")
    after = client.get("/service-worker.js").content
    versions = [re.search(rb'"version": "(\w+)"', each)[1] for each in (before, after)]
    assert versions[0] != versions[1]


def test_it_keeps_the_files_that_the_pages_need(client, house):
    page = activities.page(house)
    worker = client.get("/service-worker.js").content.decode()
    for file in device.FILES:
        assert finders.find(file), file
    for address in ("/fi/activities/", page.url, "/fi/offline/", "/fi/saved/"):
        shown = client.get(address).content.decode()
        for file in re.findall(r'(?:<script src|rel="stylesheet" href)="([^"]+)"', shown):
            assert f'"{file}"' in worker, file


@pytest.mark.parametrize(("language", "direction"), [("fi", "ltr"), ("ar", "rtl")])
def test_each_language_has_a_manifest_of_its_own(client, house, language, direction):
    home = client.get(f"/{language}/").content.decode()
    assert f'<link rel="manifest" href="/{language}/manifest.webmanifest">' in home
    answer = client.get(f"/{language}/manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert (manifest["lang"], manifest["dir"]) == (language, direction)
    assert (manifest["start_url"], manifest["scope"]) == (f"/{language}/", "/")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_the_icons_are_as_large_as_the_manifest_says(client, house):
    for icon in client.get("/fi/manifest.webmanifest").json()["icons"]:
        file = finders.find(icon["src"].removeprefix("/static/"))
        with Image.open(BytesIO(Path(file).read_bytes())) as picture:
            assert (picture.format, f"{picture.width}x{picture.height}") == ("PNG", icon["sizes"])


def test_only_what_people_read_is_kept(client, house):
    wanted = {
        activities.page(house).url: "activity",
        content.guidance_point(content.organisation_page(house)).url: "guide",
        content.topic_page(content.site_tree()["fi"]).url: "guide",
        "/fi/activities/": "search",
        "/fi/offline/": "offline",
        "/fi/saved/": "list",
        "/fi/": "",
        content.form_page(house).url: "",
        f"/fi/sign-up/{signups.activity(house).translation_key}/": "",
        "/fi/sign-up/": "",
        "/account/login/": "",
        "/fi/nothing-is-here/": "",
    }
    answers = {address: client.get(address) for address in wanted}
    said = {
        address: KEPT_AS.search(answer.content.decode())[1] for address, answer in answers.items()
    }
    assert said == wanted
    # The worker takes nothing that depends on a cookie.
    assert [a for a in wanted if wanted[a] and "Cookie" in answers[a].headers.get("Vary", "")] == []


@pytest.mark.parametrize("door", ["/desk/", "/editor/", "/account/email/"])
def test_behind_a_door_nothing_is_kept_or_added_to_the_device(
    client, house, without_second_factor, door
):
    client.force_login(orgs.member(house, "worker", "editor", "manager"))
    page = client.get(door, follow=True).content.decode()
    assert KEPT_AS.search(page)[1] == ""
    assert "offline.js" not in page and "manifest" not in page
