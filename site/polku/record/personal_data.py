"""The registry of personal data: how each model's rows about a person are erased, copied, merged
and kept.

Each room registers its own models when it is ready; a test fails when a model with a personal or
sensitive field has no handlers. The subject is either a client (`people.Person`) or an account
(`orgs.User`); handlers get its primary key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

CLIENT = "client"
ACCOUNT = "account"


@dataclass(frozen=True)
class Handlers:
    """What can be done with one model's rows about a subject.

    erase(id): removes every personal and sensitive value; returns the number of rows changed.
    copy(id): the rows as plain dictionaries, for the person to read.
    merge(kept_id, gone_id): moves rows from one subject to the other; returns the number moved.
    keep_until(id): the last day on which these rows must stay, None where nothing holds them.
    """

    subject: str
    erase: Callable[[int], int]
    copy: Callable[[int], list[dict]]
    merge: Callable[[int, int], int]
    keep_until: Callable[[int], date | None]


_registry: dict[str, Handlers] = {}


def register(model_label: str, handlers: Handlers) -> None:
    """`model_label` as `people.Person`. A second registration of a model is an error."""
    if model_label in _registry:
        raise ValueError(f"{model_label} is registered already.")
    _registry[model_label] = handlers


def registered() -> dict[str, Handlers]:
    return dict(_registry)


def erase(subject: str, subject_id: int) -> dict[str, int]:
    """Erase a subject from every model; returns the rows changed, by model."""
    return {
        label: handlers.erase(subject_id)
        for label, handlers in _registry.items()
        if handlers.subject == subject
    }


def copy(subject: str, subject_id: int) -> dict[str, list[dict]]:
    """All that is stored about a subject, by model."""
    return {
        label: handlers.copy(subject_id)
        for label, handlers in _registry.items()
        if handlers.subject == subject
    }


def merge(subject: str, kept_id: int, gone_id: int) -> dict[str, int]:
    return {
        label: handlers.merge(kept_id, gone_id)
        for label, handlers in _registry.items()
        if handlers.subject == subject
    }


def keep_until(subject: str, subject_id: int) -> date | None:
    """The last day on which anything holds the subject's data, None where nothing does."""
    days = [
        handlers.keep_until(subject_id)
        for handlers in _registry.values()
        if handlers.subject == subject
    ]
    return max((day for day in days if day), default=None)
