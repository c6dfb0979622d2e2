"""Kleene logic on formulas: denial, and the terms (conjunctions) that make one true.

In Kleene's logic a formula is true exactly when one of the terms of its disjunctive form is
true, and false exactly when one of the terms of its denial is; so two lists of terms, over
explicit true and false literals, say all that a forward-chaining engine needs: no negation as
failure.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from facts.truth import FALSE, TRUE, UNKNOWN
from rules.atoms import Atom, Every, Formula, Literal, Some

Term = tuple[Literal, ...]

#: More terms than this in one condition: split the rule.
MAX_TERMS = 256


class TooManyTermsError(ValueError):
    """The condition expands to more than MAX_TERMS conjunctions."""


def deny(formula: Formula) -> Formula:
    """The denial, with the denials at the atoms."""
    if isinstance(formula, Literal):
        return Literal(formula.atom, not formula.value)
    parts = tuple(deny(part) for part in formula.parts)
    return Some(parts) if isinstance(formula, Every) else Every(parts)


def kleene(formula: Formula, truths: Mapping[Atom, int]) -> int:
    """The value of a formula: FALSE, TRUE or UNKNOWN."""
    if isinstance(formula, Literal):
        value = truths[formula.atom]
        return value if value == UNKNOWN or formula.value else 1 - value
    values = {kleene(part, truths) for part in formula.parts}
    decisive, otherwise = (FALSE, TRUE) if isinstance(formula, Every) else (TRUE, FALSE)
    if decisive in values:
        return decisive
    return UNKNOWN if UNKNOWN in values else otherwise


def waiting(formula: Formula, truths: Mapping[Atom, int]) -> Iterator[Atom]:
    """The unknown atoms that an unknown formula still turns on, as far as its parts tell."""
    if kleene(formula, truths) != UNKNOWN:
        return
    if isinstance(formula, Literal):
        yield formula.atom
        return
    for part in formula.parts:
        yield from waiting(part, truths)


def terms(formula: Formula) -> tuple[Term, ...]:
    """The shortest terms that make the formula true; () when nothing does, ((),) when all does."""
    kept: list[frozenset[Literal]] = []
    order: dict[frozenset[Literal], Term] = {}
    for term in _expand(formula):
        literals = frozenset(term)
        if any(Literal(lit.atom, not lit.value) in literals for lit in literals):
            continue
        order.setdefault(literals, tuple(dict.fromkeys(term)))
    for literals in sorted(order, key=len):
        if not any(shorter <= literals for shorter in kept):
            kept.append(literals)
    return tuple(term for literals, term in order.items() if literals in kept)


def _expand(formula: Formula) -> list[Term]:
    if isinstance(formula, Literal):
        return [(formula,)]
    inner = [_expand(part) for part in formula.parts]
    if isinstance(formula, Some):
        found = [term for part in inner for term in part]
    else:
        size = 1
        for part in inner:
            size *= len(part)
            if size > MAX_TERMS:
                raise TooManyTermsError
        found = [sum(choice, ()) for choice in product(*inner)]
    if len(found) > MAX_TERMS:
        raise TooManyTermsError
    return found
