"""Messages that count say the number in every form: the form for one is that for 21 as well in
Russian and Ukrainian, and some languages have one form for all."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("site", "orgs", "activities", "referrals")
_COUNTED = re.compile(
    r"{% blocktranslate[^%]*\bcount (\w+)=[^%]*%}(.*?){% plural %}(.*?){% endblocktranslate %}",
    re.S,
)


def _in_code(file: Path):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            words = [word for word in words if isinstance(word, str)]
            if node.func.id.startswith("ngettext"):
                yield words[0], words[1]
            elif node.func.id.startswith("npgettext"):
                yield words[1], words[2]


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)|{{ ?(\w+)", text))


CODE = [pair for room in ROOMS for file in (ROOT / room).rglob("*.py") for pair in _in_code(file)]
TEMPLATES = [
    found.groups()
    for file in (ROOT / "templates").rglob("*.*")
    for found in _COUNTED.finditer(file.read_text("utf-8"))
]


@pytest.mark.parametrize(("one", "many"), CODE)
def test_both_forms_of_a_message_of_the_code_name_the_same(one, many):
    assert _placeholders(one) == _placeholders(many) != set()


@pytest.mark.parametrize(("number", "one", "many"), TEMPLATES)
def test_both_forms_of_a_message_of_a_template_name_the_same_and_the_number(number, one, many):
    assert _placeholders(one) == _placeholders(many)
    assert f"{{{{ {number} }}}}" in one


def test_messages_are_found():
    assert len(CODE) > 10 and len(TEMPLATES) > 5
