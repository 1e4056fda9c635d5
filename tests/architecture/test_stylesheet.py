"""What holds for every template, style, script and drawing of the project.

Both directions from one stylesheet, nothing inline, nothing from outside, every word translatable,
every pair of colours readable in both schemes.
"""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import get_template

from referrals.exchange.states import BusinessStatus, Status

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "site" / "polku" / "base" / "static" / "polku"
HOUSES = ("site/polku", "orgs", "activities", "referrals")

# Templates of the editor: Wagtail writes its own styles and scripts there.
EDITOR = {"wagtailadmin"}
# Text that is the same in every language: the name of the site, and signs.
SAME_EVERYWHERE = {"Polku"}
TRANSLATED_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}
TRANSLATED_ARGUMENTS = "action|caption|label|message|other|submit|title"


def html_templates() -> list[Path]:
    return [p for p in sorted(TEMPLATES.rglob("*.html")) if not EDITOR.intersection(p.parts)]


def of_ours(*suffixes: str) -> list[Path]:
    """Every file of ours that a browser may read, with one of these suffixes."""
    folders = [ROOT / house for house in HOUSES]
    return sorted(
        file
        for folder in folders
        for static in folder.rglob("static")
        for file in static.rglob("*")
        if file.suffix in suffixes
    )


def named(paths: list[Path]):
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


# ---- the checks, each from text to a list of what is wrong ---------------------------------------


def sides(css: str) -> list[str]:
    """Words that name a side of the screen, in properties, values, selectors and comments."""
    return re.findall(r"[\w-]*\b(?:left|right|float|clear)\b[\w-]*", css)


def inline_code(html: str) -> list[str]:
    """Styles and scripts written into the page, which the content security policy refuses.

    A script of a data type is no code and may stand in the page.
    """
    tags = re.findall(r"<[a-z][^>]*>", _without_comments(html))
    wrong = [tag for tag in tags if re.search(r"""\s(?:style|on[a-z]+)\s*=|javascript:""", tag)]
    wrong += [tag for tag in tags if re.match(r"<style\b", tag)]
    wrong += [
        tag
        for tag in tags
        if re.match(r"<script\b", tag)
        and not re.search(r"\bsrc=|type=\"application/(?:ld\+)?json\"", tag)
    ]
    return wrong


def outside_hosts(text: str) -> list[str]:
    """Addresses of other hosts in links, sources and styles."""
    return re.findall(
        r"""(?:(?:href|src|srcset|action|poster|data)\s*=\s*["']?|url\(\s*["']?|@import\s+["'])"""
        r"""\s*((?:https?:)?//[^"'\s)>]+)""",
        text,
    )


def untranslated(html: str) -> list[str]:
    """Words of a template that no translator will ever see; a block named `…_class` holds none."""
    source = re.sub(r"{%\s*block \w+_class\s*%}.*?{%\s*endblock\s*%}", "", _without_comments(html))
    wrong = re.findall(rf'\b(?:{TRANSLATED_ARGUMENTS})="([^"]*[^\W\d_][^"]*)"', _includes(source))
    source = re.sub(
        r"{%-?\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", " ", source, flags=re.S
    )
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S)
    words = _Words()
    words.feed(source)
    words.close()
    return wrong + words.found


def _without_comments(html: str) -> str:
    return re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", "", html, flags=re.S)


def _includes(source: str) -> str:
    return "\n".join(re.findall(r"{%\s*include\b(.*?)%}", source, flags=re.S))


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag, attrs):
        self._in_script = tag == "script"
        for name, value in attrs:
            if name in TRANSLATED_ATTRIBUTES:
                self._take(value or "")

    def handle_endtag(self, tag):
        self._in_script = False

    def handle_data(self, data):
        if not self._in_script:
            self._take(data)

    def _take(self, text: str):
        text = text.strip(" \n\t–·:()")
        if text not in SAME_EVERYWHERE and re.search(r"[^\W\d_]", text):
            self.found.append(text)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #rrggbb colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palette(css: str, scheme: str) -> dict[str, str]:
    """The colours of `:root`; in the dark scheme those of the light one where it names no other."""
    light, dark = (
        dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})\b", block))
        for block in re.findall(r":root {\n(.*?)\n {2,4}}", css, flags=re.S)[:2]
    )
    return light if scheme == "light" else light | dark


# ---- the checks do see what they look for --------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "wrong", "fine"),
    [
        (sides, "a { margin-left: 0 }", "a { margin-inline-start: 0 }"),
        (sides, "a { text-align: right }", "a { text-align: end }"),
        (inline_code, '<p style="color:red">', '<p class="style">'),
        (inline_code, '<a onclick="x()">', '<a href="/on=1">'),
        (inline_code, "<script>x()</script>", '<script src="x.js" defer></script>'),
        (inline_code, "<style>a{}</style>", '<script type="application/json">{}</script>'),
        (outside_hosts, '<img src="https://a.example/x.png">', '<img src="/x.png">'),
        (outside_hosts, "a { background: url(//a.example/x.png) }", 'a { background: url("x") }'),
        (untranslated, "<p>Hello</p>", '<p>{% translate "Hello" %}</p>'),
        (untranslated, '<img alt="A dog">', '<img alt="{{ text }}" class="dog">'),
        (
            untranslated,
            '{% include "a.html" with title="Hello" only %}',
            '{% include "a.html" with title=_("Hello") kind="warn" only %}',
        ),
    ],
)
def test_a_check_tells_wrong_from_fine(check, wrong, fine):
    assert check(wrong) != []
    assert check(fine) == []


def test_contrast_follows_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


# ---- the project ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", named(of_ours(".css")))
def test_no_style_names_a_side_of_the_screen(path):
    assert sides(path.read_text()) == []


@pytest.mark.parametrize("path", named(html_templates()))
def test_a_template_is_clean(path):
    source = path.read_text()
    get_template(str(path.relative_to(TEMPLATES)))
    assert inline_code(source) == []
    assert outside_hosts(source) == []
    assert untranslated(source) == []


@pytest.mark.parametrize("path", named(of_ours(".css", ".js", ".svg")))
def test_no_file_reaches_an_outside_host(path):
    source = path.read_text()
    assert outside_hosts(source) == []
    if path.suffix == ".js":
        assert re.findall(r"https?://", source) == []
    if path.suffix == ".svg":
        assert inline_code(source) == []


def test_every_drawing_named_in_a_template_exists():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    named_in_templates = {
        name
        for path in html_templates()
        for name in re.findall(r'icon\.html" with name="([^"]+)"', path.read_text())
    }
    states = {f"state-{code}" for code in (*Status.values, *BusinessStatus.values) if code}
    assert (named_in_templates | states) - drawn == set()


TEXT_ON = {
    "--paper": ["--ink", "--ink-soft", "--action", "--action-strong", "--accent", "--clay"],
    "--surface": ["--ink", "--ink-soft", "--action", "--action-strong", "--accent", "--clay"],
    "--sunken": ["--ink", "--ink-soft", "--action"],
    "--tint": ["--ink", "--action-strong"],
    "--sky-tint": ["--ink", "--action"],
    "--sun-tint": ["--ink", "--action"],
    "--accent-tint": ["--ink", "--action", "--accent"],
    "--sun": ["--on-sun"],
    "--action": ["--on-action"],
    "--action-strong": ["--on-action"],
    "--accent": ["--on-accent"],
    "--forest": ["--on-forest", "--on-forest-soft", "--sun"],
}
SEEN_ON = {"--surface": ["--edge"], "--paper": ["--edge", "--focus"], "--sunken": ["--edge"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_can_be_read(scheme):
    colours = palette((STATIC / "polku.css").read_text(), scheme)
    ratios = {
        (ground, text): (contrast(colours[ground], colours[text]), least)
        for pairs, least in ((TEXT_ON, 4.5), (SEEN_ON, 3))
        for ground, texts in pairs.items()
        for text in texts
    }
    assert {pair: ratio for pair, (ratio, least) in ratios.items() if ratio < least} == {}


def test_the_first_view_stays_light():
    """Style, script and drawings of a public page, packed: a third of a first view's 60 KB."""
    files = [
        "polku.css",
        "polku.js",
        "saved.js",
        "icons.svg",
        "mark.svg",
        "treeline.svg",
        "landscape.svg",
    ]
    assert sum(len(gzip.compress((STATIC / name).read_bytes())) for name in files) < 20_000
