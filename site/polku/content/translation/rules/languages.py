"""Whether a text can be in a language: by its letters, and by its words where the package
lingua-language-detector is installed (`pip install polku[machine]`).

Only a text that is surely in another language is refused: short texts, names and numbers never are.
"""

import re
from functools import cache

from polku.base.languages import INTERFACE

try:
    import lingua
except ImportError:
    lingua = None

_ARABIC, _CYRILLIC, _HAN, _LATIN = "ARABIC", "CYRILLIC", "HAN", "LATIN"
_SCRIPTS = {
    _ARABIC: re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"),
    _CYRILLIC: re.compile(r"[\u0400-\u052f]"),
    _HAN: re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    _LATIN: re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
# Of the languages of the interface; a site may add others.
_SCRIPT_OF = {"ar": _ARABIC, "fa": _ARABIC, "ru": _CYRILLIC, "uk": _CYRILLIC, "zh-hans": _HAN}
_SCRIPT_OF |= {language: _LATIN for language in INTERFACE if language not in _SCRIPT_OF}
# Letters that the other language of the same script does not have.
_ONLY = {
    "ru": re.compile(r"[ыэёъ]", re.I),
    "uk": re.compile(r"[іїєґ]", re.I),
    "fa": re.compile(r"[پچژگکی]"),
    "ar": re.compile(r"[ةىيك]"),
}
_NEIGHBOUR = {"ru": "uk", "uk": "ru", "fa": "ar", "ar": "fa"}
# So many letters tell languages of one script apart.
_ENOUGH = 20
# So many letters let words be judged, and so sure must the judgement be, from 0 to 1. Of the 7,300
# texts of so many letters in our catalogues and in the Declaration of Human Rights it then takes
# two for another language (one quotes a formula, one is a proper name), and sees 96 of 100 texts in
# a wrong language; with 20 letters it would err with more short ones.
_LETTERS, _SURE = 30, 0.99


def is_in(text: str, language: str) -> bool:
    """Whether a text can be in the language. True where we do not know the language."""
    if not _has_letters_of(text, language):
        return False
    if lingua is None or sum(map(str.isalpha, text)) < _LETTERS:
        return True
    detector, known = _detector()
    if language not in known:
        return True
    likeliest = detector.compute_language_confidence_values(text)[0]
    return likeliest.language == known[language] or likeliest.value < _SURE


def _has_letters_of(text: str, language: str) -> bool:
    """More than half are of its script, and it has no more that only its neighbour of the same
    script has."""
    if language not in _SCRIPT_OF:
        return True
    counts = {script: len(pattern.findall(text)) for script, pattern in _SCRIPTS.items()}
    own = counts[_SCRIPT_OF[language]]
    if own * 2 <= sum(counts.values()):
        return False
    if own < _ENOUGH or language not in _NEIGHBOUR:
        return True
    mine, other = _ONLY[language], _ONLY[_NEIGHBOUR[language]]
    return len(mine.findall(text)) >= len(other.findall(text))


@cache
def _detector():
    """Made for the first answer that is judged, which the worker does: its models take 20 MB of
    memory, those of the exact mode 330."""
    codes = {name.lower(): name for name in dir(lingua.IsoCode639_1) if name.isupper()}
    known = {
        language: lingua.Language.from_iso_code_639_1(
            getattr(lingua.IsoCode639_1, codes[language.partition("-")[0]])
        )
        for language in INTERFACE
        if language.partition("-")[0] in codes
    }
    languages = lingua.LanguageDetectorBuilder.from_languages(*known.values())
    return languages.with_low_accuracy_mode().build(), known
