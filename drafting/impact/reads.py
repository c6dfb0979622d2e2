"""The facts that a part of a book reads."""

from collections.abc import Iterator

from drafting.impact.amendments import Key
from rules.atoms import Concluded, Formula, atoms_of
from rules.loader import CompiledBook

#: The judgement that picks the column of the baseline.
GRAVITY = "情节"


def facts_read(key: Key, book: CompiledBook) -> list[str]:
    """The labels of the facts that bear on this part; none when the book has no such part."""
    if key.part == "suggest":
        return [GRAVITY]
    found = [label for formula in _formulas(key, book) for label in _labels(formula)]
    by_table = key.part in ("cell", "lower", "measure", "row", "merge", "within")
    return list(dict.fromkeys([GRAVITY, *found] if by_table else found))


def _formulas(key: Key, book: CompiledBook) -> Iterator[Formula]:
    if key.part in ("rule", "scope"):
        rule = book.rules.get(key.id)
        if rule is not None:
            yield from (reading.formula for reading in rule.readings)
    elif key.part == "fault":
        for cluster in book.stage("finding"):
            yield from (g.listing for g in cluster.goals if g.id == key.id and g.listing)
    elif key.part in ("cell", "lower", "responsibility"):
        yield from _concluding(book, "attribution", _responsibilities(key, book))
    elif key.part == "silence":
        yield from _concluding(book, "attribution", None)
    elif key.part == "referral":
        yield from _concluding(book, "procedure", {key.id})


def _responsibilities(key: Key, book: CompiledBook) -> set[str]:
    """The responsibilities whose outcome a cell decides, those that take it lowered too."""
    own = key.id.partition("/")[0]
    return {own, *(low.responsibility for low in book.book.baseline.lower if low.source == own)}


def _concluding(book: CompiledBook, stage: str, targets: set[str] | None) -> Iterator[Formula]:
    """The conditions of the rules of a stage that conclude one of the targets, or anything."""
    for cluster in book.stage(stage):
        for goal in cluster.goals:
            for rule in goal.rules:
                if targets is None or targets & set(rule.conclusion.targets):
                    yield from (reading.formula for reading in rule.readings)


def _labels(formula: Formula) -> list[str]:
    return [atom.fact.label for atom in atoms_of(formula) if not isinstance(atom, Concluded)]
