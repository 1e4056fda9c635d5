"""Constraints on the inline codes and annotations of a unit."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .inline import Token
from .units import Part, Unit

CODES = frozenset(["ph", "pc", "sc", "ec"])
FINER = {
    **dict.fromkeys(["xlf:b", "xlf:i", "xlf:u", "xlf:lb", "xlf:pb"], "fmt"),
    "xlf:var": "ui",
}
EDITING = ("canCopy", "canDelete", "canReorder", "canOverlap")


def faults(unit: Unit) -> Iterator[str]:
    """What is wrong with them, without a word on which unit it is."""
    sources = [t for part in unit.parts for t in _tokens(part.source)]
    targets = [t for part in unit.in_order_of_target() for t in _tokens(part.target or ())]
    yield from _faults_of_numbers(unit, sources, targets)
    for side in (sources, targets):
        yield from _faults_of_pairs(side)
        for token in side:
            yield from _faults_of_kind(token)
        yield from _faults_of_copies(side, sources)
        yield from _faults_of_annotations(side)
        yield from _sequences(side)[1]
    yield from _faults_of_sequences(sources, targets)
    for part in unit.parts:
        yield from _lost(part, targets)


def _tokens(tokens: tuple[str | Token, ...]) -> list[Token]:
    return [token for token in tokens if isinstance(token, Token)]


def _starts(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if not token.is_end]


def _number(token: Token) -> str | None:
    return token.attributes.get("id")


def _faults_of_numbers(unit: Unit, sources: list[Token], targets: list[Token]) -> Iterator[str]:
    """A code of the translation has the number of its code in the original, or one of its own."""
    parts = [part.element.get("id") for part in unit.parts]
    names = {_number(token): token.name for token in sources}
    in_source = Counter([*parts, *map(_number, _starts(sources))])
    in_target = Counter(map(_number, _starts(targets)))
    for number in (n for n, count in (in_source + Counter()).items() if count > 1 and n):
        yield _("the number “%(id)s” is given twice.") % {"id": number}
    for number in (n for n, count in in_target.items() if count > 1 and n):
        yield _("the number “%(id)s” is given twice.") % {"id": number}
    for token in _starts(targets):
        number = _number(token)
        if number is not None and (
            number in parts or names.get(number, token.name) not in _alike(token.name)
        ):
            yield _("the number “%(id)s” means something else in the translation.") % {"id": number}


def _alike(name: str) -> tuple[str, ...]:
    """A pair of codes may stand as one element or as two; so may an annotation."""
    pairs = (("pc", "sc"), ("mrk", "sm"))
    return next((pair for pair in pairs if name in pair), (name,))


def _faults_of_pairs(tokens: list[Token]) -> Iterator[str]:
    opened: dict[str, Token] = {}
    for token in tokens:
        given = token.attributes
        is_isolated = given.get("isolated") == "yes"
        if token.name == "sc" and not is_isolated:
            opened[_number(token)] = token
        if token.name != "ec":
            continue
        if is_isolated != ("id" in given) or is_isolated == ("startRef" in given):
            yield _("an end has a number of its own exactly if its start is elsewhere.")
            continue
        if "dir" in given and not is_isolated:
            yield _("an end cannot have a direction.")
        if is_isolated:
            continue
        start = opened.pop(given["startRef"], None)
        if start is None:
            yield _("the end of “%(id)s” comes without its start.") % {"id": given["startRef"]}
            continue
        for name in EDITING:
            wanted = start.attributes.get(name, "yes").replace("firstNo", "no")
            if given.get(name, "yes") != wanted:
                yield _("the start and the end of “%(id)s” differ in %(name)s.") % {
                    "id": given["startRef"],
                    "name": name,
                }
    for number in opened:
        yield _("“%(id)s” begins and does not end.") % {"id": number}


def _faults_of_kind(token: Token) -> Iterator[str]:
    given = token.attributes
    finer = given.get("subType")
    if finer and "type" not in given:
        yield _("“%(id)s” has a finer type, but no type.") % {"id": _number(token)}
    elif finer and finer.startswith("xlf:") and FINER.get(finer) != given["type"]:
        yield _("the type of “%(id)s” does not fit its finer type.") % {"id": _number(token)}
    if given.get("canReorder") in ("no", "firstNo") and (
        given.get("canCopy") != "no" or given.get("canDelete") != "no"
    ):
        yield _("a code that cannot be moved cannot be copied or deleted either.")


def _faults_of_copies(tokens: list[Token], sources: list[Token]) -> Iterator[str]:
    bases = {_number(t): t for t in (*sources, *tokens) if t.name in CODES and not t.is_end}
    for token in _starts(tokens):
        given = token.attributes
        if "copyOf" not in given:
            continue
        base = bases.get(given["copyOf"])
        if base is None or base.attributes.get("canCopy") == "no":
            yield _("“%(id)s” is a copy of what cannot be copied.") % {"id": _number(token)}
        if any(name.startswith("dataRef") for name in given):
            yield _("the copy “%(id)s” cannot have data of its own.") % {"id": _number(token)}


def _faults_of_annotations(tokens: list[Token]) -> Iterator[str]:
    opened = set()
    for token in tokens:
        if token.name == "sm":
            opened.add(_number(token))
        elif token.name == "em":
            if token.attributes["startRef"] not in opened:
                yield _("the end of “%(id)s” comes without its start.") % {
                    "id": token.attributes["startRef"]
                }
            opened.discard(token.attributes["startRef"])
    for number in opened:
        yield _("“%(id)s” begins and does not end.") % {"id": number}


# What cannot be moved on its own

Step = tuple[str | None, bool]  # a code, and whether this is its end


def _sequences(tokens: list[Token]) -> tuple[list[list[Step]], list[str]]:
    """Rows of codes that stay together, as steps; and what is wrong with them."""
    rows: list[list[Step]] = []
    found, faults = False, []
    for token in tokens:
        if token.name not in CODES:
            continue
        order = token.attributes.get("canReorder", "yes")
        if token.is_end and order != "yes":
            order = "no"
        if order == "firstNo":
            rows.append([])
            found = True
        elif order == "yes":
            found = False
        elif not found:
            faults.append(_("a code that cannot be moved has none before it to stay with."))
        if found:
            rows[-1].append(_step(token))
    return rows, faults


def _step(token: Token) -> Step:
    if token.name == "ec":
        return token.attributes.get("startRef", _number(token)), True
    return _number(token), token.is_end


def _faults_of_sequences(sources: list[Token], targets: list[Token]) -> Iterator[str]:
    there = [_step(token) for token in targets if token.name in CODES]
    for row in _sequences(sources)[0]:
        if not set(row) & set(there):
            continue
        start = there.index(row[0]) if row[0] in there else len(there)
        if there[start : start + len(row)] != row and set(row) <= set(there):
            yield _("codes that stay together were moved.")


def _lost(part: Part, targets: list[Token]) -> Iterator[str]:
    if part.target is None:
        return
    there = {_step(token)[0] for token in targets}
    for token in _starts(_tokens(part.source)):
        number = _step(token)[0]
        if token.attributes.get("canDelete") == "no" and number not in there:
            yield _("“%(id)s” cannot be deleted, and is missing in the translation.") % {
                "id": number
            }
