"""Facts to try: for every fact that some rules read, the values that they can tell apart.

An axis is one thing to vary (two times, for a duration; records, for a number made from them); an
option gives its facts a value, in the words of an example. A threshold is tried just below, at,
and just above.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from drafting.trial_values import TrialValues, trial_values
from drafting.written_values import Option, merged
from facts import Fact
from facts.columns import FALSE_LABEL, NO_TEXT, OPEN_LABEL, TRUE_LABEL
from rules.atoms import Atom, Beyond, Concluded, Listed
from rules.clusters import Cluster
from rules.loader import CompiledBook

Axis = tuple[Option, ...]

_SOME_TEXT = "某项规定"
#: The kind of a subject is always known.
_NEVER_BLANK = ("主体类别",)


def atoms_behind(book: CompiledBook, clusters: Iterable[Cluster]) -> tuple[Atom, ...]:
    """The atoms that clusters read, and those behind the conclusions that they read."""
    found: dict[Atom, None] = {}
    waiting = list(clusters)
    while waiting:
        for atom in waiting.pop().atoms:
            if atom in found:
                continue
            found[atom] = None
            if isinstance(atom, Concluded):
                waiting += [c for c in book.clusters if atom.name in {g.name for g in c.goals}]
    return tuple(found)


def axes(book: CompiledBook, atoms: Iterable[Atom], *, blanks: bool = True) -> list[Axis]:
    """One axis for each fact behind the atoms; with ``blanks``, each may also be left blank."""
    return list(axes_by_fact(book, atoms, blanks=blanks).values())


def axes_by_fact(
    book: CompiledBook, atoms: Iterable[Atom], *, blanks: bool = True
) -> dict[str, Axis]:
    """The axes of ``axes``, by the label of the fact."""
    by_fact: dict[Fact, list[Atom]] = {}
    for atom in atoms:
        if not isinstance(atom, Concluded):
            by_fact.setdefault(atom.fact, []).append(atom)
    values = trial_values(book)
    return {fact.label: _axis(values, fact, members, blanks) for fact, members in by_fact.items()}


def together(one: Mapping[str, Axis], other: Mapping[str, Axis]) -> list[Axis]:
    """The axes of two books: of a fact that both read, the options of both."""
    return [
        (*one.get(label, ()), *(o for o in other.get(label, ()) if o not in one.get(label, ())))
        for label in {**one, **other}
    ]


def choice_axis(fact: Fact, *, blanks: bool = True) -> Axis:
    """Every value of a fact that is no number."""
    return tuple({fact.label: value} for value in _values(fact, [], blanks))


def apart(varied: Sequence[Axis]) -> bool:
    """Does each axis have facts of its own, so that all combinations are all there are?"""
    labels = Counter(label for axis in varied for label in {k for option in axis for k in option})
    return all(count == 1 for count in labels.values())


def situations(varied: Sequence[Axis], limit: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Every combination of options, or ``limit`` of them by chance when there are more."""
    if prod(len(axis) for axis in varied) <= limit:
        for options in product(*varied):
            yield merged(options)
        return
    dice = random.Random(seed)
    for _ in range(limit):
        yield merged(dice.choice(axis) for axis in varied)


def _axis(values: TrialValues, fact: Fact, atoms: Sequence[Atom], blanks: bool) -> Axis:
    if fact.count is not None:
        one, two = values.reaching(fact, 1), values.reaching(fact, 2)
        return (one or {}, two or {})
    if fact.type not in ("number", "date", "datetime", "duration"):
        return tuple({fact.label: value} for value in _values(fact, atoms, blanks))
    thresholds = [atom.threshold for atom in atoms if isinstance(atom, Beyond)]
    options = values.around(fact, thresholds)
    if blanks or not options:
        options += values.blank(fact)
    return tuple(options)


def _values(fact: Fact, atoms: Sequence[Atom], blanks: bool) -> Iterator[Any]:
    if fact.type == "boolean":
        yield from (TRUE_LABEL, FALSE_LABEL)
    elif fact.type == "choice":
        yield from (choice.label for choice in fact.choices)
    elif fact.type == "choices":
        yield from ([a.fault_id] for a in atoms if isinstance(a, Listed))
        yield OPEN_LABEL
    elif fact.type in ("text", "identifier"):
        yield from (_SOME_TEXT, NO_TEXT)
    if blanks and fact.label not in _NEVER_BLANK:
        yield None
