import gettext
import os

import pytest

from polku.base.catalogues import CatalogueBroken, compile_newer

SOMALI = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: so\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Welcome"
msgstr "Soo dhowow"

#, fuzzy
msgid "Price"
msgstr "Qiime?"

msgid "%(count)d hour"
msgid_plural "%(count)d hours"
msgstr[0] "%(count)d saac"
msgstr[1] "%(count)d saacadood"
"""


@pytest.fixture
def po(tmp_path):
    path = tmp_path / "so" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SOMALI, "utf-8")
    return path


def _read(po):
    with po.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_catalogue_is_compiled_with_its_plurals(po, tmp_path):
    assert compile_newer([tmp_path]) == [po]
    catalogue = _read(po)
    assert catalogue.gettext("Welcome") == "Soo dhowow"
    assert catalogue.ngettext("%(count)d hour", "%(count)d hours", 2) == "%(count)d saacadood"


def test_doubtful_translation_is_left_out(po, tmp_path):
    compile_newer([tmp_path])
    assert _read(po).gettext("Price") == "Price"


def test_only_what_is_newer_is_compiled(po, tmp_path):
    compile_newer([tmp_path])
    assert compile_newer([tmp_path]) == []
    later = po.stat().st_mtime + 10
    os.utime(po, (later, later))
    assert compile_newer([tmp_path]) == [po]


def test_broken_catalogue_is_named(po, tmp_path):
    po.write_text(SOMALI.replace("nplurals=2", "nplurals=INTEGER"), "utf-8")
    with pytest.raises(CatalogueBroken, match=r"catalogue of so .*django\.po"):
        compile_newer([tmp_path])
    assert not po.with_suffix(".mo").exists()
