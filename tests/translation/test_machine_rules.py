"""What is sent to a machine, what of its answers is used, and how the services are configured."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.content.translation.checks import machine_translation_is_readable
from polku.content.translation.rules import providers
from polku.content.translation.rules.answers import Refusal, Refused, accepted
from polku.content.translation.rules.languages import is_in
from polku.content.translation.rules.protection import mask
from polku.content.translation.rules.words import count


def kept(html: str, **options) -> list[str]:
    return list(mask(html, **options).kept)


# What stays


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Call 040 123 4567 today", ["040 123 4567"]),
        ("Call +358 (0)40-1234567.", ["+358 (0)40-1234567"]),
        ("Write to aamu.ry+x@example.org.", ["aamu.ry+x@example.org"]),
        ("See https://example.org/a?b=c, please", ["https://example.org/a?b=c"]),
        ("See (www.example.org).", ["www.example.org"]),
        ("On 24.12.2026 at 17:00–19:00 for 12 people", []),
        ("33100 Tampere", []),
    ],
)
def test_addresses_and_numbers_stay(text, stays):
    assert kept(text) == stays


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Welcome to Aamu ry!", ["Aamu ry"]),
        ("Aamu is early", ["Aamu"]),
        ("aamulla ja Aamussa, aamu", []),
    ],
)
def test_names_stay_as_whole_words_as_they_are_written(text, stays):
    assert kept(text, names={"Aamu", "Aamu ry"}) == stays


@pytest.mark.parametrize(
    ("language", "text", "shown", "stays"),
    [
        ("fi", "Kahvila on Jasmiinitalossa.", "Jasmiinitalossa", "Jasmiinitalo"),
        ("fi", "Tule Jasmiinitaloon!", "Jasmiinitaloon", "Jasmiinitalo"),
        ("fi", "Kysy Aamu ry:ltä, se auttaa", "Aamu ry:ltä", "Aamu ry"),
        ("fi", "Aamu ry:n kahvila", "Aamu ry:n", "Aamu ry"),
        ("fi", "Aamulla juodaan kahvia. Aamuna", None, None),
        ("fi", "Siellä on Aamunkoitto", None, None),
        ("sv", "Kom till Aamus kafé", "Aamus", "Aamu"),
        ("et", "Tule Aamusse", "Aamusse", "Aamu"),
        ("tr", "Bugün Aamu’ya gel", "Aamu’ya", "Aamu"),
        ("en", "We meet at Aamu’s place", "Aamu’s", "Aamu"),
        ("ar", "في Aamussa", None, None),
    ],
)
def test_a_name_with_an_ending_is_shown_with_it_and_stays_without(language, text, shown, stays):
    masked = mask(text, names={"Aamu", "Aamu ry", "Jasmiinitalo"}, language=language)
    assert masked.kept == ((stays,) if stays else ())
    if shown:
        [tag] = BeautifulSoup(masked.html, "html.parser").find_all("span")
        assert tag.text == shown


def test_terms_are_replaced_longest_first_with_a_capital_where_there_was_one():
    terms = {"case": "kotelo", "case worker": "omatyöntekijä"}
    assert kept("Case worker, case, suitcase, CASE", terms=terms) == [
        "Omatyöntekijä",
        "kotelo",
        "Kotelo",
    ]


def test_terms_are_found_in_a_language_without_spaces():
    assert kept("我在语言咖啡馆学习", terms={"语言咖啡馆": "kielikahvila"}, language="zh-hans") == [
        "kielikahvila"
    ]


def test_what_an_editor_has_marked_stays_with_its_markup():
    masked = mask('At <span id="span1">the <b>Moon</b></span> & more')
    assert masked.kept == ('<span id="span1">the <b>Moon</b></span>',)
    assert masked.whole() == 'At <span id="span1">the <b>Moon</b></span> &amp; more'


def test_a_text_of_names_only_needs_no_machine():
    assert not mask("Aamu ry, 040 123 4567", names={"Aamu ry"}).has_words
    assert mask("Aamu ry and others", names={"Aamu ry"}).has_words


WORDS = st.sampled_from(
    [
        "tervetuloa",
        "a < b",
        "Aamu ry",
        "040 123 4567",
        "x@example.org",
        "kahvila",
        "&",
        "\u00a0",
        ".",
    ]
)


@given(st.lists(WORDS, max_size=8), st.booleans())
def test_what_is_masked_comes_back_whole(words, is_bold):
    text = str(BeautifulSoup(" ".join(words).replace("<", "&lt;"), "html.parser"))
    html = f"<b>{text}</b> z" if is_bold else text
    assert mask(html, names={"Aamu ry"}).whole() == str(BeautifulSoup(html, "html.parser"))


@settings(deadline=None)  # the first answer that is judged loads the languages
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_a_service_that_translates_around_the_placeholders_is_believed(words):
    masked = mask("Come here " + " ".join(words).replace("<", "&lt;"), names={"Aamu ry"})
    answer = masked.html.replace("Come here", "Tule tänne")
    said = accepted(answer, masked, "fi")
    assert said.startswith("Tule tänne")
    assert all(one in said for one in masked.kept)


# What comes back


SENT = mask('Come to <a id="a1">Aamu</a> on <b>Monday</b><br/>now', names={"Aamu"})


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda said: "", Refusal.EMPTY),
        (lambda said: "  ", Refusal.EMPTY),
        (lambda said: said.replace("<b>", "").replace("</b>", ""), Refusal.MARKUP),
        (lambda said: said.replace("</b>", ""), Refusal.MARKUP),
        (lambda said: said.replace("<b>", "<i>").replace("</b>", "</i>"), Refusal.MARKUP),
        (lambda said: said.replace("<b>Mp", "</b>Mp<b>").replace("y</b>", "y"), Refusal.MARKUP),
        (lambda said: said.replace('id="a1"', 'id="a2"'), Refusal.MARKUP),
        (lambda said: said + "<script>x</script>", Refusal.MARKUP),
        (lambda said: said.replace("<br/>", ""), Refusal.MARKUP),
        (lambda said: said.replace('id="keep-1"', ""), Refusal.LOST),
        (lambda said: said.replace('id="keep-1"', 'id="keep-2"'), Refusal.LOST),
        (lambda said: said + '<span id="keep-1">Aamu</span>', Refusal.LOST),
        (lambda said: SENT.html, Refusal.SAME),
        (lambda said: SENT.html.upper().replace("SPAN", "span"), Refusal.LOST),
        (lambda said: said.replace("Tule", "Приходите сюда, пожалуйста"), Refusal.LANGUAGE),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(change, refusal):
    good = SENT.html.replace("Come to", "Tule").replace("on", "paikkaan").replace("now", "nyt")
    taken = 'Tule <a id="a1">Aamu</a> paikkaan <b>Mpaikkaanday</b><br/>nyt'
    assert accepted(good, SENT, "fi") == taken
    with pytest.raises(Refused) as found:
        accepted(change(good), SENT, "fi")
    assert found.value.refusal == refusal


def test_what_stays_comes_from_our_text_whatever_came_back_inside():
    answer = SENT.html.replace("Come to", "Tule").replace(">Aamu<", ">Morning<")
    assert ">Aamu</a>" in accepted(answer, SENT, "fi")


SAMPLES = {
    "fi": "Kielikahvila on avoin kaikille, jotka haluavat puhua",
    "zh-hans": "语言咖啡馆对所有想说话的人开放",
    "ar": "مقهى اللغة مفتوح لكل من يريد أن يتحدث",
    "fa": "کافه زبان برای همه کسانی که صحبت می‌کنند باز است",
    "ru": "Языковое кафе открыто для всех, кто хочет поговорить, и мы вас ждём",
    "uk": "Мовне кафе відкрите для всіх, хто хоче поговорити",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_each_script_is_known_from_the_others(language):
    assert {other for other, text in SAMPLES.items() if is_in(text, language)} == {language}


def test_a_name_in_another_script_does_no_harm():
    assert is_in("مقهى اللغة في Kulma مفتوح للجميع", "ar")


def test_a_language_whose_script_nobody_knows_is_believed():
    assert is_in("ਭਾਸ਼ਾ ਕੈਫੇ ਸਾਰਿਆਂ ਲਈ ਖੁੱਲ੍ਹਾ ਹੈ", "pa")


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One, two – three!", 3), ("it’s 5 o’clock", 3), ("我学习", 3), ("... -", 0)],
)
def test_words_are_counted(text, words):
    assert count(text) == words


# Configuration

LIBRE = '[libretranslate]\nurl = "http://localhost:5000"\npairs = ["fi > en", "* > so"]\n'
DEEPL = '[deepl]\nkey = "x:fx"\npairs = ["fi > *"]\nglossaries = {"fi > en" = "g1"}\n'


def configured(tmp_path, text: str) -> providers.Configuration:
    file = tmp_path / "machine.toml"
    file.write_text(text, "utf-8")
    return providers.read(str(file))


def test_without_a_file_nothing_is_configured():
    assert providers.read("").provider_for("fi", "en") is None


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("fi", "en", "libretranslate"),
        ("fi", "sv", "deepl"),
        ("ar", "so", "libretranslate"),
        ("ar", "fi", None),
        ("so", "so", None),
        ("fi", "fi", None),
    ],
)
def test_the_first_service_whose_pair_fits_is_asked(tmp_path, source, target, kind):
    found = configured(tmp_path, LIBRE + DEEPL).provider_for(source, target)
    assert (found and found.kind) == kind


def test_the_file_says_how_many_words_everyone_gets(tmp_path):
    assert configured(tmp_path, "words_a_month = 500\n" + LIBRE).words_a_month == 500
    assert configured(tmp_path, LIBRE).words_a_month == providers.WORDS_A_MONTH


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[libretranslate", "is no TOML"),
        ("[bing]\n", "“bing” is no service"),
        ("deepl = 1\n", "must be a section"),
        ('[libretranslate]\npairs = ["fi > en"]\n', "lacks url"),
        ('[deepl]\nkey = "x"\npairs = []\n', "lacks pairs"),
        (LIBRE + "color = 1\n", "knows no color"),
        (LIBRE + "key = 1\n", "key must be a text in quotes"),
        (LIBRE.replace("http://", "ftp://"), "must begin with https://"),
        (LIBRE.replace("fi > en", "fi-en"), "a pair is written “fi > en”"),
        (LIBRE.replace("fi > en", "fi > xx"), "“xx” is no language"),
        (LIBRE.replace("fi > en", "fi > fi"), "names the same language twice"),
        (DEEPL + 'formality = "rude"\n', "formality must be one of"),
        ("words_a_month = -1\n", "words_a_month must be a whole number"),
        ('words_a_month = "many"\n', "words_a_month must be a whole number"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, settings, text, said):
    with pytest.raises(providers.Unreadable, match=said):
        configured(tmp_path, text)
    settings.POLKU_MACHINE_TRANSLATION = str(tmp_path / "machine.toml")
    assert [said in fault.msg for fault in machine_translation_is_readable(None)] == [True]


def test_google_needs_its_package(tmp_path, monkeypatch):
    file = '[google]\nproject = "x"\npairs = ["fi > en"]\nurl = "https://example.org"\n'
    assert configured(tmp_path, file).provider_for("fi", "en").kind == "google"
    monkeypatch.setattr(providers, "find_spec", lambda name: None)
    with pytest.raises(providers.Unreadable, match="install it"):
        configured(tmp_path, file)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(providers.Unreadable, match="cannot be read: No such file"):
        providers.read(str(tmp_path / "none.toml"))
