"""Can a condition hold at all, and does one condition imply another?

Atoms of one fact constrain each other: a choice has one value, an amount lies on one line, and
a comparison of a fact that is not known is neither true nor false.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, inf

from facts import Fact
from rules.atoms import (
    Atom,
    Beyond,
    Concluded,
    Every,
    Formula,
    Listed,
    Literal,
    OneOf,
    Some,
    Stated,
    literals_of,
)

Term = tuple[Literal, ...]
#: The literals of each fact (or conclusion, or fault that is listed).
_ByFact = Mapping[tuple[str, int], Term]

_MOST_STEPS = 50_000


class UndecidedError(Exception):
    """The conditions are too large to be searched."""


@dataclass
class Search:
    """Looks for a situation in which a formula holds; ``never`` are names nobody concludes."""

    never: frozenset[str] = frozenset()
    steps: int = field(default=0, init=False)

    def witness(self, formula: Formula) -> Term | None:
        """Literals that can hold together and make the formula true; None when there are none."""
        self.steps = 0
        return self._first(formula, ())

    def extended(self, term: Term, formula: Formula) -> Term | None:
        """The term with literals that make the formula true as well; None when none fit."""
        self.steps = 0
        return self._first(formula, term)

    def can_hold(self, *formulas: Formula) -> bool:
        """Can all of them hold together?"""
        return self.witness(Every(formulas)) is not None

    def implies(self, first: Formula, second: Formula) -> bool:
        """Is the second true wherever the first is?"""
        return not self.can_hold(first, not_true(second, _statable(first) | _statable(second)))

    def equal(self, first: Formula, second: Formula) -> bool:
        """Are both true in the same situations?"""
        return self.implies(first, second) and self.implies(second, first)

    def always(self, formula: Formula) -> bool:
        """Is it true whatever the facts?"""
        return not self.can_hold(not_true(formula, _statable(formula)))

    def _first(self, formula: Formula, term: Term) -> Term | None:
        start: dict[tuple[str, int], Term] = {}
        for literal in term:
            key = _key(literal.atom)
            start[key] = (*start.get(key, ()), literal)
        found = next(self._terms(formula, start), None)
        return None if found is None else tuple(lit for own in found.values() for lit in own)

    def _terms(self, formula: Formula, term: _ByFact) -> Iterator[_ByFact]:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise UndecidedError
        if isinstance(formula, Literal):
            key = _key(formula.atom)
            own = term.get(key, ())
            if formula in own:
                yield term
            elif self._fits(formula, own):
                yield {**term, key: (*own, formula)}
        elif isinstance(formula, Some):
            for part in formula.parts:
                yield from self._terms(part, term)
        elif not formula.parts:
            yield term
        else:
            rest = Every(formula.parts[1:])
            for longer in self._terms(formula.parts[0], term):
                yield from self._terms(rest, longer)

    def _fits(self, literal: Literal, own: Term) -> bool:
        atom = literal.atom
        if isinstance(atom, Concluded) and literal.value and atom.name in self.never:
            return False
        return _consistent([*own, literal])


def not_true(formula: Formula, statable: frozenset[Fact] = frozenset()) -> Formula:
    """Where the formula is not true: false, or, for facts asked about with 已知, not known."""
    if isinstance(formula, Literal):
        denied = Literal(formula.atom, not formula.value)
        atom = formula.atom
        if isinstance(atom, Stated | Concluded | Listed) or atom.fact not in statable:
            return denied
        return Some((denied, Literal(Stated(atom.fact), False)))
    parts = tuple(not_true(part, statable) for part in formula.parts)
    return Some(parts) if isinstance(formula, Every) else Every(parts)


def without(formula: Formula, literal: Literal, granted: bool = True) -> Formula:
    """The formula with a literal taken for granted; or, not granted, for false."""
    if isinstance(formula, Literal):
        constant = Every(()) if granted else Some(())
        return constant if formula == literal else formula
    return type(formula)(tuple(without(part, literal, granted) for part in formula.parts))


def _statable(formula: Formula) -> frozenset[Fact]:
    atoms = (literal.atom for literal in literals_of(formula))
    return frozenset(atom.fact for atom in atoms if isinstance(atom, Stated))


def _key(atom: Atom) -> tuple[str, int]:
    if isinstance(atom, Concluded):
        return atom.name, -2
    if isinstance(atom, Listed):
        return atom.fact.label, atom.position
    return atom.fact.label, -1


def _consistent(literals: list[Literal]) -> bool:
    """Can these literals, all of one fact, hold together?"""
    if any(Literal(lit.atom, not lit.value) in literals for lit in literals):
        return False
    if any(isinstance(lit.atom, Stated) and not lit.value for lit in literals):
        return all(isinstance(lit.atom, Stated) for lit in literals)
    choices: set[int] | None = None
    low, high = -inf, inf
    low_open = high_open = False
    fact: Fact | None = None
    for lit in literals:
        atom = lit.atom
        if isinstance(atom, OneOf):
            choices = set(range(len(atom.fact.choices))) if choices is None else choices
            choices = choices & atom.choices if lit.value else choices - atom.choices
        elif isinstance(atom, Beyond):
            fact = atom.fact
            if lit.value:
                strict = atom.op == ">"
                low, low_open = max((low, low_open), (atom.threshold, strict))
            else:
                strict = atom.op == "≥"
                below, high_open = max((-high, high_open), (-atom.threshold, strict))
                high = -below
    if choices is not None:
        return bool(choices)
    return fact is None or _interval_holds(fact, low, low_open, high, high_open)


def _interval_holds(fact: Fact, low: float, low_open: bool, high: float, high_open: bool) -> bool:
    """Does the fact have a value between the bounds?"""
    if fact.minimum is not None and fact.minimum > low:
        low, low_open = fact.minimum, False
    if fact.type == "date" or fact.unit == "人":
        if low > -inf:
            low, low_open = (floor(low) + 1 if low_open else ceil(low)), False
        if high < inf:
            high, high_open = (ceil(high) - 1 if high_open else floor(high)), False
    return low < high or (low == high and not low_open and not high_open)
