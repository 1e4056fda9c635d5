"""An answer in another language is refused, whatever its script; short texts, names and numbers
never are."""

import polib
import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from polku.base.languages import INTERFACE
from polku.content.translation.checks import languages_of_answers_are_known
from polku.content.translation.models import MachineRun
from polku.content.translation.queries import runs
from polku.content.translation.rules import languages
from polku.content.translation.rules.answers import Refusal
from polku.content.translation.rules.languages import is_in
from tests.factories.libretranslate import translated
from tests.translation.machine import ask, configure

SENTENCES = {
    "fi": "Kielikahvila on avoin kaikille, jotka haluavat puhua suomea toisten kanssa.",
    "sv": "Språkkaféet är öppet för alla som vill prata svenska tillsammans med andra.",
    "en": "The language café is open to everyone who would like to talk with other people.",
    "ru": "Языковое кафе открыто для всех, кто хочет поговорить по-фински с другими людьми.",
    "uk": "Мовне кафе відкрите для всіх, хто хоче поговорити фінською з іншими людьми.",
    "et": "Keelekohvik on avatud kõigile, kes soovivad teistega koos eesti keelt rääkida.",
    "fr": "Le café des langues est ouvert à tous ceux qui veulent parler avec les autres.",
    "es": "El café de idiomas está abierto a todas las personas que quieran hablar con otras.",
    "tr": "Dil kahvesi, başkalarıyla konuşmak isteyen herkese her hafta açıktır, bekleriz.",
    "so": "Makhaayadda luqadda waxay u furan tahay qof kasta oo doonaya inuu dadka la hadlo.",
    "ar": "مقهى اللغة مفتوح لكل من يريد أن يتحدث مع الآخرين كل أسبوع في البيت الكبير",
    "fa": "کافه زبان برای همه کسانی که می‌خواهند با دیگران صحبت کنند هر هفته باز است",
    "zh-hans": "语言咖啡馆对所有想和别人说话的人开放，我们每个星期都在大房子里见面，欢迎大家来",
}
DECLARATION = {
    "fin": "fi",
    "swe": "sv",
    "eng": "en",
    "rus": "ru",
    "est": "et",
    "fra": "fr",
    "spa": "es",
    "tur": "tr",
    "som": "so",
    "arb": "ar",
    "cmn_hans": "zh-hans",
}


def test_every_language_of_the_interface_has_its_sentence():
    assert set(SENTENCES) == set(INTERFACE)


@pytest.mark.parametrize("language", SENTENCES)
def test_each_language_is_told_from_the_twelve_others(language):
    assert {other for other, text in SENTENCES.items() if is_in(text, language)} == {language}


@pytest.mark.parametrize("file", DECLARATION)
def test_the_declaration_of_human_rights_is_in_its_own_language_only(shared_data, file):
    html = (shared_data / "texts" / "udhr" / f"{file}.html").read_text("utf-8")
    texts = [
        text
        for paragraph in BeautifulSoup(html, "html.parser").find_all("p")
        if sum(map(str.isalpha, text := paragraph.get_text())) >= 100
        or (file == "cmn_hans" and len(text) > 40)
    ]
    assert len(texts) > 15
    language = DECLARATION[file]
    assert [text for text in texts if not is_in(text, language)] == []
    for other in INTERFACE.keys() - {language}:
        assert [text for text in texts if is_in(text, other)] == []


@pytest.mark.parametrize("language", sorted(INTERFACE.keys() - {"en"}))
def test_what_our_translators_wrote_is_hardly_ever_refused(language):
    folder = language.replace("hans", "Hans").replace("-", "_")
    path = settings.LOCALE_PATHS[0] / folder / "LC_MESSAGES" / "django.po"
    said = [
        entry.msgstr
        for entry in polib.pofile(str(path))
        if entry.msgstr and entry.msgstr != entry.msgid and "%(" not in entry.msgstr
    ]
    assert len(said) > 500
    refused = [text for text in said if not is_in(text, language)]
    assert len(refused) <= len(said) / 200, refused


@pytest.mark.parametrize(
    "text",
    ["Language café", "Moon House", "Aamu ry", "Mon 17–19, 12 €", "Hello!", "WhatsApp, Zoom"],
)
def test_short_texts_and_names_are_never_refused(text):
    assert all(is_in(text, one) for one in ("fi", "sv", "et", "fr", "es", "tr", "so", "en"))


def test_without_the_package_scripts_are_still_told_apart(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(languages, "lingua", None)
    assert is_in(SENTENCES["sv"], "fi")
    assert not is_in(SENTENCES["ru"], "fi")
    assert not is_in(SENTENCES["ru"], "uk")
    assert languages_of_answers_are_known(None) == []
    configure(settings, tmp_path, '[libretranslate]\nurl = "http://x"\npairs = ["fi > sv"]\n')
    [warning] = languages_of_answers_are_known(None)
    assert "polku[machine]" in warning.hint


def test_with_the_package_nothing_is_warned_of(settings, tmp_path):
    configure(settings, tmp_path, '[libretranslate]\nurl = "http://x"\npairs = ["fi > sv"]\n')
    assert languages_of_answers_are_known(None) == []


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["en", "sv", "et", "so", "ru"])
def test_an_answer_in_another_language_is_left_out_and_told(house, service, wrong):
    def in_another(said: str) -> str:
        placeholders = BeautifulSoup(said, "html.parser").find_all("span")
        return SENTENCES[wrong] + " ".join(map(str, placeholders))

    service.spoil = {"Talk with others": in_another}
    run = ask(house, "fi")
    assert (run.state, run.refusals) == (MachineRun.State.DONE, {Refusal.LANGUAGE.value: 1})
    assert "it came back in another language" in runs.told(run)
    said = house.said("fi")
    assert "summary" not in said
    assert said["title"] == translated("Language café", "fi")
