"""What a person could still answer: the facts behind the atoms, and the answers that differ.

Two answers that give every atom of the book the same truth are one answer: an amount is asked
as "> 0元" or "≤ 0元", not as a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from facts import Fact
from facts.columns import show_value
from rules.atoms import Atom, Beyond, Concluded, Listed, OneOf, Stated, Truthful
from rules.clusters import Goal
from rules.loader import CompiledBook
from rules.masks import words_for


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer, in words, and the truth that it gives to each atom."""

    label: str
    truths: tuple[tuple[Atom, bool], ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact that a person may still state; for a derived fact, its parts are asked."""

    label: str
    fact: Fact | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A choice that only a person can make: ``kind`` is reading or conflict, of a goal."""

    kind: str
    goal: Goal

    @property
    def label(self) -> str:
        """What the question is called."""
        return f"{'读法' if self.kind == 'reading' else '认定与要素'}：{self.goal.name}"

    @property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """The ids and texts of the two readings of the goal's ambiguous rule."""
        for rule in self.goal.rules:
            if len(rule.readings) == 2:
                mark = {rule.rule.chosen: "（本规则书选用）"}
                return tuple((r.id, r.text + mark.get(r.id, "")) for r in rule.readings)
        return ()


@dataclass(frozen=True)
class Variables:
    """All variables and disputes of a book; a bit of a mask stands for each, in this order."""

    facts: tuple[Variable, ...]
    disputes: tuple[Dispute, ...]

    @cached_property
    def of_atom(self) -> dict[Atom, int]:
        """The position of the variable that an atom belongs to."""
        return {
            atom: index
            for index, variable in enumerate(self.facts)
            for atom, _ in variable.answers[0].truths
        }

    @cached_property
    def truths(self) -> tuple[tuple[dict[Atom, bool], ...], ...]:
        """For each fact and each answer to it: what it makes of each of its atoms."""
        return tuple(tuple(dict(answer.truths) for answer in f.answers) for f in self.facts)

    @property
    def silence_bit(self) -> int:
        """The position of the question which responsibility the text leaves open."""
        return len(self.facts) + len(self.disputes)

    @property
    def gravity_bit(self) -> int:
        """The position of the question of gravity, the last."""
        return self.silence_bit + 1

    @property
    def words(self) -> int:
        """How many words a mask of questions takes."""
        return words_for(self.gravity_bit + 1)

    def dispute_bit(self, kind: str, goal: str) -> int:
        """The position of a dispute."""
        for index, dispute in enumerate(self.disputes):
            if dispute.kind == kind and dispute.goal.id == goal:
                return len(self.facts) + index
        raise KeyError((kind, goal))


def variables_of(book: CompiledBook) -> Variables:
    """The variables of every cluster of a book, in order of first use."""
    by_label: dict[str, list[Atom]] = {}
    disputes: list[Dispute] = []
    for cluster in book.clusters:
        for atom in cluster.atoms:
            if not isinstance(atom, Stated):
                label = atom.name if isinstance(atom, Concluded) else atom.fact.label
                atoms = by_label.setdefault(label, [])
                if atom not in atoms:
                    atoms.append(atom)
        for goal in cluster.goals:
            if any(len(rule.readings) == 2 for rule in goal.rules):
                disputes.append(Dispute("reading", goal))
            if goal.listing is not None:
                disputes.append(Dispute("conflict", goal))
    facts = tuple(_variable(label, atoms) for label, atoms in by_label.items())
    return Variables(facts, tuple(disputes))


def _variable(label: str, atoms: Sequence[Atom]) -> Variable:
    first = atoms[0]
    if isinstance(first, Concluded):
        return Variable(label, None, _yes_no(atoms))
    fact = first.fact
    if isinstance(first, Listed):
        return Variable(label, fact, tuple(_listings(atoms)))
    if isinstance(first, OneOf):
        return Variable(label, fact, tuple(_choices(fact, atoms)))
    if isinstance(first, Beyond):
        return Variable(label, fact, tuple(_regions(fact, atoms)))
    return Variable(label, fact, _yes_no(atoms))


def _yes_no(atoms: Sequence[Atom]) -> tuple[Answer, ...]:
    first = atoms[0]
    words = ("是", "否")
    if isinstance(first, Truthful) and first.fact.type == "text":
        words = ("已写明", "无")
    return tuple(
        Answer(word, tuple((atom, value) for atom in atoms))
        for word, value in zip(words, (True, False), strict=True)
    )


def _listings(atoms: Sequence[Atom]) -> Iterable[Answer]:
    yield Answer("一项也不认定", tuple((atom, False) for atom in atoms))
    for chosen in atoms:
        yield Answer(chosen.words(True), tuple((atom, atom == chosen) for atom in atoms))


def _choices(fact: Fact, atoms: Sequence[Atom]) -> Iterable[Answer]:
    merged: dict[tuple[tuple[Atom, bool], ...], list[str]] = {}
    for position, choice in enumerate(fact.choices):
        truths: tuple[tuple[Atom, bool], ...] = tuple(
            (a, position in a.choices) for a in atoms if isinstance(a, OneOf)
        )
        merged.setdefault(truths, []).append(choice.label)
    for truths, labels in merged.items():
        yield Answer("、".join(labels), truths)


def _regions(fact: Fact, atoms: Sequence[Atom]) -> Iterable[Answer]:
    """One answer for each stretch between thresholds, and one at each threshold that matters."""
    beyond = [atom for atom in atoms if isinstance(atom, Beyond)]
    cuts = sorted({atom.threshold for atom in beyond})
    samples: list[tuple[float, str]] = []
    below, least = None, fact.minimum
    for cut in cuts:
        samples.append(
            (_between(below if below is not None else least, cut), _stretch(fact, below, cut))
        )
        samples.append((cut, f"{fact.label} = {show_value(fact, cut, cut)}"))
        below = cut
    samples.append((cuts[-1] + 0.5, _stretch(fact, below, None)))
    merged: dict[tuple[tuple[Atom, bool], ...], list[str]] = {}
    for value, words in samples:
        if fact.minimum is not None and value < fact.minimum:
            continue
        truths: tuple[tuple[Atom, bool], ...] = tuple(
            (atom, atom.holds(value, value) == 1) for atom in beyond
        )
        merged.setdefault(truths, []).append(words)
    for truths, stretches in merged.items():
        label = " 或 ".join(stretches)
        if len(beyond) == 1:
            at_least = len(stretches) == 1 and beyond[0].threshold == fact.minimum
            label = stretches[0] if at_least else beyond[0].words(truths[0][1])
        yield Answer(label, truths)


def _between(low: float | None, high: float) -> float:
    """A number below ``high``, and above ``low`` where there is room."""
    return (low + high) / 2 if low is not None and low < high else high - 0.5


def _stretch(fact: Fact, low: float | None, high: float | None) -> str:
    if low is None:
        return f"{fact.label} < {show_value(fact, high or 0, high or 0)}"
    if high is None:
        return f"{fact.label} > {show_value(fact, low, low)}"
    return f"{show_value(fact, low, low)} < {fact.label} < {show_value(fact, high, high)}"
