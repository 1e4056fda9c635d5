"""“What do you need help with?”: what the home page asks first. The room above that knows the
answers hands a function in when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass, field

from wagtail.models import Page


@dataclass(frozen=True)
class Choice:
    """One answer, for templates/components/need_cards.html. `lang` and `dir` are those of the text;
    `foreign` names its language where that is not the reader's."""

    url: str
    title: str
    summary: str
    icon: str
    lang: str
    dir: str
    foreign: str = ""


@dataclass(frozen=True)
class Question:
    """`url`: of its own page."""

    url: str
    title: str
    lang: str
    dir: str
    choices: list[Choice] = field(default_factory=list)


# (home page, code of the reader's language) → the question; None where the site asks none
Source = Callable[[Page, str], Question | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def asked(home: Page, reader: str) -> Question | None:
    """The question with something to choose from; None where there is none."""
    for source in _sources:
        question = source(home, reader)
        if question and question.choices:
            return question
    return None
