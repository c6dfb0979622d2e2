"""Facts to try: for every fact that some rules read, the values that they can tell apart.

An axis is one thing to vary (two times, for a duration); an option gives its facts a value, in
the words of an example. A threshold is tried just below, at, and just above.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import product
from math import prod
from typing import Any

from drafting.examples import OTHERS
from facts import Fact
from facts.columns import FALSE_LABEL, NO_TEXT, OPEN_LABEL, TRUE_LABEL
from facts.vocabulary import EPOCH
from rules.atoms import Atom, Beyond, Concluded, Listed
from rules.clusters import Cluster
from rules.loader import CompiledBook

Option = Mapping[str, Any]
Axis = tuple[Option, ...]

#: When what is timed begins.
_STARTED = datetime(2010, 3, 1, 8, 0)
_SOME_TEXT = "某项规定"
_OTHER_SUBJECT = {"责任主体": "乙", "主体类别": "个人", "角色": "分管领导"}
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


def axes(atoms: Iterable[Atom], *, blanks: bool = True) -> list[Axis]:
    """One axis for each fact behind the atoms; with ``blanks``, each may also be left blank."""
    by_fact: dict[Fact, list[Atom]] = {}
    for atom in atoms:
        if not isinstance(atom, Concluded):
            by_fact.setdefault(atom.fact, []).append(atom)
    return [_axis(fact, members, blanks) for fact, members in by_fact.items()]


def choice_axis(fact: Fact, *, blanks: bool = True) -> Axis:
    """Every choice of a fact."""
    return _axis(fact, [], blanks)


def situations(varied: Sequence[Axis], limit: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Every combination of options, or ``limit`` of them by chance when there are more."""
    if prod(len(axis) for axis in varied) <= limit:
        for options in product(*varied):
            yield _merged(options)
        return
    dice = random.Random(seed)
    for _ in range(limit):
        yield _merged([dice.choice(axis) for axis in varied])


def _merged(options: Iterable[Option]) -> dict[str, Any]:
    return {label: value for option in options for label, value in option.items()}


def _axis(fact: Fact, atoms: Sequence[Atom], blanks: bool) -> Axis:
    if fact.count is not None:
        return ({OTHERS: None}, {OTHERS: [_OTHER_SUBJECT]})
    if fact.derive is not None:
        return _durations(fact, atoms, blanks)
    values = list(_values(fact, atoms))
    if blanks and fact.label not in _NEVER_BLANK:
        values.append(None)
    return tuple({fact.label: value} for value in values)


def _values(fact: Fact, atoms: Sequence[Atom]) -> Iterator[Any]:
    if fact.type == "boolean":
        yield from (TRUE_LABEL, FALSE_LABEL)
    elif fact.type == "choice":
        yield from (choice.label for choice in fact.choices)
    elif fact.type == "choices":
        yield from ([a.fault_id] for a in atoms if isinstance(a, Listed))
        yield OPEN_LABEL
    elif fact.type in ("text", "identifier"):
        yield from (_SOME_TEXT, NO_TEXT)
    else:
        yield from (_written(fact, number) for number in _around(fact, atoms))


def _around(fact: Fact, atoms: Sequence[Atom]) -> list[float]:
    """Just below, at and just above every threshold, and the least value there is."""
    found = set() if fact.minimum is None else {fact.minimum}
    for atom in atoms:
        if isinstance(atom, Beyond):
            step = 1 if atom.threshold == int(atom.threshold) else 0.001
            found |= {atom.threshold - step, atom.threshold, atom.threshold + step}
    least = fact.minimum if fact.minimum is not None else float("-inf")
    return sorted(number for number in found if number >= least)


def _written(fact: Fact, number: float) -> Any:
    if fact.type == "date":
        return EPOCH + timedelta(days=number)
    if fact.type == "datetime":
        return _moment(datetime(1970, 1, 1) + timedelta(minutes=number))
    return int(number) if number == int(number) else number


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _durations(fact: Fact, atoms: Sequence[Atom], blanks: bool) -> Axis:
    """The later time is set so that the duration lies around each threshold."""
    assert fact.derive is not None
    later, earlier = fact.derive
    started = {earlier: _moment(_STARTED)}
    lengths = [length for length in _around(fact, atoms) if length >= 0]
    options: list[Option] = [
        {**started, later: _moment(_STARTED + timedelta(minutes=length))} for length in lengths
    ]
    if blanks:
        options += [{earlier: None, later: None}, {**started, later: None}]
    return tuple(options)
