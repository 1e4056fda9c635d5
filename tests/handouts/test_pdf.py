"""What stands in the files: pages, words, fonts, language; and from where they are drawn."""

import re
from unicodedata import normalize

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from activities.handouts import pdf
from tests.factories import activities, content, orgs

# Titles and summaries as people write them, and longer.
LANGUAGES = {
    "fi": ("Suomen kielen keskusteluryhmä maahan muuttaneille", "Puhumme suomea rauhassa. "),
    "ar": ("مجموعة المحادثة باللغة الفنلندية للوافدين الجدد", "نتحدث الفنلندية بهدوء. "),
    "so": ("Kooxda wada hadalka Af-Finnishka ee dadka cusub", "Waxaan ku hadalnaa si tartiib ah. "),
    "zh-hans": ("面向新移民的芬兰语会话小组", "我们慢慢地说芬兰语。"),
}


def ten(house, language: str) -> list:
    title, summary = LANGUAGES[language]
    town = orgs.area()
    return [
        activities.page(
            house,
            language=language,
            title=f"{title} {number}",
            summary=(summary * 12)[:250],
            venue="Naapuritalon suuri kokoushuone, toinen kerros",
            street_address="Pitkäsillanrannan yhdyskatu 123 B 45",
            postal_code="00530",
            municipality=town,
            joining=["come", "phone"],
            contact_phone="+358 9 5555 100",
            contact_email=f"kielikahvila.{number}@naapuritalo.example",
            languages=["fi", "so", "ar", "en", "ru", "fa"],
            schedules=[activities.schedule(rrule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH;COUNT=8")],
        )
        for number in range(1, 11)
    ]


def text_of(reader) -> str:
    """Letters of Arabic come out of a file in their forms; `NFKC` makes them letters again."""
    return normalize("NFKC", "\n".join(page.extract_text() for page in reader.pages))


def letters(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def fonts(reader) -> list[dict]:
    found = []
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendants = font.get_object().get("/DescendantFonts")
            found += [one.get_object()["/FontDescriptor"] for one in descendants.get_object()]
    return [one.get_object() for one in found]


def small_print(reader) -> set[str]:
    """What is written in letters of less than 14 points."""
    found = set()

    def visit(text, matrix, text_matrix, font, size):
        if text.strip() and size * abs(text_matrix[3]) * abs(matrix[3]) < 13.9:
            found.add(text.strip())

    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_activities_take_two_pages_in_every_script(house, fetch, language):
    ten(house, language)
    reader = fetch(f"/{language}/handout/")
    assert len(reader.pages) == 2
    assert all(round(page.mediabox.width) == 595 for page in reader.pages), "A4"
    text = text_of(reader)
    assert "+358 9 5555 100" in text
    title = LANGUAGES[language][0]
    if language == "ar":
        assert {"المحادثة", "الفنلندية"} & letters(text)
    else:
        assert "".join(title.split()) in "".join(text.split())
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title.endswith("Polku")
    assert len(small_print(reader) - {"1 / 2", "2 / 2"}) <= 1, "what stands below the codes"
    embedded = fonts(reader)
    assert embedded
    assert all(one.keys() & {"/FontFile", "/FontFile2", "/FontFile3"} for one in embedded)


def test_a_few_activities_are_told_whole(house, fetch):
    activities.page(house, title="Kahvila", summary="Tule juttelemaan.", schedules=[])
    text = text_of(fetch("/fi/handout/"))
    assert "Tule juttelemaan." in text
    assert "Naapuritalo" in text


def test_each_activity_and_the_whole_list_have_a_code(house, client):
    one, other = activities.page(house), activities.page(house)
    html = client.get("/en/handout/?as=page").text
    addresses = re.findall(r'alt="QR code of ([^"]+)"', html)
    assert addresses[0] == "http://testserver/en/activities/"
    assert [address.split("/", 4)[-1] for address in addresses[1:]] == [
        page.url.split("/", 2)[-1] for page in (one, other)
    ]


def test_numbers_are_written_from_one_side_to_the_other(house, client):
    """In a text from right to left as well, on the page and in the file."""
    activities.page(house, language="ar", joining=["phone"], contact_phone="+358 9 5555 100")
    html = client.get("/ar/handout/?as=page").text
    assert '<html lang="ar" dir="rtl">' in html
    assert '<bdi class="number" dir="ltr">+358 9 5555 100</bdi>' in html


def test_a_word_in_another_script_is_told_its_direction():
    page = "<p><bdi>Kaislatie 1,</bdi> <bdi>بيت</bdi> <bdi>123</bdi> <bdi dir='rtl'>x</bdi></p>"
    assert pdf._with_directions(page) == (
        '<p><bdi dir="ltr">Kaislatie 1,</bdi> <bdi dir="rtl">بيت</bdi> <bdi dir="ltr">123</bdi> '
        "<bdi dir='rtl'>x</bdi></p>"
    )


# ---- from where it is drawn


def test_only_files_of_this_site_are_fetched(settings):
    default_storage.save("photo.txt", ContentFile(b"a photo"))
    assert pdf.own_file("https://site.invalid/media/photo.txt") == b"a photo"
    assert b"@page" in pdf.own_file("https://site.invalid/static/polku/handout.css")


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/picture.png",
        "http://site.invalid/static/polku/handout.css",
        "https://site.invalid/cms/",
        "https://site.invalid/static/../settings.py",
        "https://site.invalid/media/%2e%2e/%2e%2e/etc/passwd",
        "file:///etc/passwd",
        "ftp://other.example/x",
    ],
)
def test_nothing_else_is(url):
    with pytest.raises((pdf.Refused, SuspiciousOperation)):
        pdf.own_file(url)


def test_a_picture_of_another_host_is_left_out(house, monkeypatch):
    """`loopback_only` of the tests fails on any connection that leaves the machine."""
    asked = []
    real = pdf.own_file
    monkeypatch.setattr(pdf, "own_file", lambda url: asked.append(url) or real(url))
    html = (
        '<html lang="en"><head><title>x</title><link rel="stylesheet" href="//a.example/a.css">'
        '</head><body class="sheet full"><img alt="x" src="http://127.0.0.1:9/x.png"></body></html>'
    )
    assert pdf.draw(html).startswith(b"%PDF")
    assert set(asked) == {"http://127.0.0.1:9/x.png", "https://a.example/a.css"}


def test_a_page_of_the_site_can_be_drawn(house, fetch):
    body = [("heading", "First"), ("paragraph", "<p>Some words.</p>")]
    place = content.organisation_page(house, "ar", body=body)
    activities.page(house, language="ar", title="Kahvila")
    words = text_of(fetch(f"/ar/handout/page/{place.translation_key}/"))
    assert {"Naapuritalo", "Some", "Kahvila"} <= letters(words)
