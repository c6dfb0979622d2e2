"""Atoms: the smallest questions that a condition asks, checked against the vocabulary.

A condition becomes a ``Formula`` over atoms. Each atom is true, false or unknown for a row.
"""

from dataclasses import dataclass

from facts import Fact
from facts.columns import show_value


@dataclass(frozen=True, slots=True)
class Truthful:
    """A yes/no fact that is 是, or a text fact that was given (and is not 无)."""

    fact: Fact

    def words(self, value: bool) -> str:
        """The atom, or its denial, in Chinese."""
        if self.fact.type == "text":
            return f"已写明{self.fact.label}" if value else f"没有{self.fact.label}"
        return f"{self.fact.label} = {'是' if value else '否'}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice fact that holds one of some choices (positions)."""

    fact: Fact
    choices: frozenset[int]

    def words(self, value: bool) -> str:
        """The atom, or its denial, in Chinese."""
        labels = [c.label for i, c in enumerate(self.fact.choices) if i in self.choices]
        if len(labels) == 1:
            return f"{self.fact.label} {'=' if value else '≠'} {labels[0]}"
        listed = f"属于 [{', '.join(labels)}]"
        return f"{self.fact.label} {'' if value else '不'}{listed}"


_DENIED = {">": "≤", "≥": "<"}


@dataclass(frozen=True, slots=True)
class Beyond:
    """A number, date or duration above a threshold; ``op`` is > or ≥, in base units."""

    fact: Fact
    op: str
    threshold: float

    def words(self, value: bool) -> str:
        """The atom, or its denial, in Chinese."""
        op = self.op if value else _DENIED[self.op]
        return f"{self.fact.label} {op} {show_value(self.fact, self.threshold, self.threshold)}"

    def holds(self, low: float, high: float) -> int:
        """FALSE, TRUE or UNKNOWN for a closed interval."""
        if self.op == ">":
            return 1 if low > self.threshold else 0 if high <= self.threshold else 2
        return 1 if low >= self.threshold else 0 if high < self.threshold else 2


@dataclass(frozen=True, slots=True)
class Stated:
    """已知(x): a value was given. Never unknown itself."""

    fact: Fact

    def words(self, value: bool) -> str:
        """The atom, or its denial, in Chinese."""
        return f"{'已知' if value else '不明'}({self.fact.label})"


@dataclass(frozen=True, slots=True)
class Listed:
    """列明(x): the official's own finding names the fault at ``position``."""

    fact: Fact
    fault_id: str
    name: str
    position: int

    def words(self, value: bool) -> str:
        """The atom, or its denial, in Chinese."""
        return f"经办人{'已' if value else '未'}认定{self.name}"


@dataclass(frozen=True, slots=True)
class Concluded:
    """An earlier conclusion of the book, by its name."""

    name: str

    def words(self, value: bool) -> str:
        """The atom, or its denial, in Chinese."""
        return f"{self.name}{'成立' if value else '不成立'}"


Atom = Truthful | OneOf | Beyond | Stated | Listed | Concluded


@dataclass(frozen=True, slots=True)
class Literal:
    """An atom, affirmed or denied."""

    atom: Atom
    value: bool


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts hold; true when there are none."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the parts holds; false when there are none."""

    parts: tuple["Formula", ...]


Formula = Literal | Every | Some


def literals_of(formula: Formula) -> tuple[Literal, ...]:
    """The literals of a formula, each once, in order of appearance."""
    if isinstance(formula, Literal):
        return (formula,)
    found: dict[Literal, None] = {}
    for part in formula.parts:
        found.update(dict.fromkeys(literals_of(part)))
    return tuple(found)


def atoms_of(formula: Formula) -> tuple[Atom, ...]:
    """The atoms of a formula, each once, in order of appearance."""
    return tuple(dict.fromkeys(literal.atom for literal in literals_of(formula)))
