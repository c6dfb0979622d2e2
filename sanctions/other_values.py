"""The other values that a fact could have had, as far as some condition can tell them apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from facts import KNOWN, Column, Fact, Vocabulary
from facts.columns import NO_TEXT, listed, listed_mask, show_value
from rules.atoms import Atom, Beyond, Concluded, OneOf

#: Gives the values of a fact as they were found: a column of one.
Found = Callable[[Fact], Column]


@dataclass(frozen=True)
class Option:
    """One other value of a fact: what it is in words, and the columns that say it."""

    fact: Fact
    words: str
    numbers: Mapping[Fact, tuple[float, float]]
    text: str | None = None


def options(
    vocabulary: Vocabulary, read: Iterable[Atom], fact: Fact, found: Found
) -> Iterator[Option]:
    """One option for each value that some condition can tell from the one that was found."""
    column = found(fact)
    low, high = float(column.low[0]), float(column.high[0])
    atoms = tuple(dict.fromkeys(atom for atom in read if _about(atom, fact)))
    if fact.type == "boolean":
        value = 0.0 if low else 1.0
        yield Option(fact, f"{fact.label} = {show_value(fact, value, value)}", _all(fact, value))
    elif fact.type == "choice":
        yield from _other_choices(fact, atoms, int(low))
    elif fact.type == "choices":
        yield from _shorter_lists(fact, listed_mask(low, high))
    elif fact.type in ("text", "identifier"):
        if column.text[0] != NO_TEXT:
            yield Option(fact, f"{fact.label} = {NO_TEXT}", {}, NO_TEXT)
    else:
        parts = [vocabulary.by_label(part) for part in fact.derive or ()]
        for words, value in _other_stretches(fact, atoms, (low, high)):
            yield Option(fact, words, _written(fact, value, parts, found))


def _about(atom: Atom, fact: Fact) -> bool:
    return not isinstance(atom, Concluded) and atom.fact == fact


def _all(fact: Fact, value: float) -> dict[Fact, tuple[float, float]]:
    return {fact: (value, value)}


def _other_choices(fact: Fact, atoms: Sequence[Atom], now: int) -> Iterator[Option]:
    """The other choices; those that no condition tells apart are one option."""
    alike: dict[tuple[bool, ...] | int, list[int]] = {}
    told = [atom for atom in atoms if isinstance(atom, OneOf)]
    for position in range(len(fact.choices)):
        truths = tuple(position in atom.choices for atom in told)
        alike.setdefault(truths if told else position, []).append(position)
    for positions in alike.values():
        if now not in positions:
            labels = " 或 ".join(fact.choices[position].label for position in positions)
            yield Option(fact, f"{fact.label} = {labels}", _all(fact, float(positions[0])))


def _shorter_lists(fact: Fact, mask: int) -> Iterator[Option]:
    """One item the fewer, or none."""
    positions = [i for i in range(len(fact.choices)) if mask >> i & 1]
    for position in positions:
        words = f"{fact.label} 不列 {fact.choices[position].label}"
        yield Option(fact, words, {fact: listed(p for p in positions if p != position)})
    if len(positions) > 1:
        yield Option(fact, f"{fact.label} 一项也不列", _all(fact, 0.0))


def _other_stretches(
    fact: Fact, atoms: Sequence[Atom], now: tuple[float, float]
) -> Iterator[tuple[str, float]]:
    """Each stretch between thresholds that the value does not lie in."""
    beyond = sorted((a for a in atoms if isinstance(a, Beyond)), key=lambda a: a.threshold)
    counted = fact.derive or fact.aggregate
    least = fact.minimum if fact.minimum is not None else 0.0 if counted else -np.inf
    samples = sorted({a.threshold + step for a in beyond for step in (-1.0, 0.0, 1.0)})
    seen = {tuple(atom.holds(*now) for atom in beyond)}
    for value in samples:
        truths = tuple(atom.holds(value, value) for atom in beyond)
        if value < least or truths in seen:
            continue
        seen.add(truths)
        over = [a for a, truth in zip(beyond, truths, strict=True) if truth][-1:]
        under = [a for a, truth in zip(beyond, truths, strict=True) if not truth][:1]
        words = [a.words(True) for a in over] + [a.words(False) for a in under]
        yield " 且 ".join(words), value


def _written(
    fact: Fact, value: float, parts: Sequence[Fact], found: Found
) -> dict[Fact, tuple[float, float]]:
    """What would have to be written; a duration is told by when it ends."""
    if not parts:
        return _all(fact, value)
    later, earlier = parts
    begun = found(earlier)
    start = float(begun.high[0]) if begun.state[0] == KNOWN else 0.0
    return {earlier: (start, start), later: (start + value, start + value)}
