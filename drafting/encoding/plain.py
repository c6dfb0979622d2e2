"""The plain case of a book, and cases that differ from it as little as possible."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import z3

from drafting.encoding.conclusions import Conclusions
from drafting.encoding.space import FactSpace, Term, is_whole, number
from facts import Fact
from facts.columns import date_number, datetime_number
from rules.atoms import Beyond
from rules.loader import CompiledBook

#: What a plain case says of a choice, where the fact offers it.
_PLAIN_CHOICES = ("other", "ordinary", "individual", "main_leader", "competent")


#: (name, equalities to try in order) of some variables.
Wishes = Sequence[tuple[str, Sequence[Term]]]


@dataclass(frozen=True)
class Plain:
    """For each variable, by name, the values to try in order: the plainest first."""

    wishes: Mapping[str, Sequence[Any]]

    def of(self, space: FactSpace) -> Wishes:
        """The wishes of every variable of a space; what comes last is the first to give way."""
        later = {f.derive[0] for f in space.vocabulary.facts if f.derive is not None}
        ordered = sorted(space.terms.items(), key=lambda pair: pair[0] in later)
        return [
            (name, [term == value for value in self.wishes.get(name, ())]) for name, term in ordered
        ]


def settle(solver: Any, groups: Iterable[Wishes]) -> Any:
    """A model of a solver that has just found one, which grants as many wishes as it can.

    Groups come in the order of their weight. Within one, as few wishes as possible are refused
    (an option other than the first is a refusal); which ones is settled in the order given.
    """
    model = solver.model()
    for wishes in groups:
        kept = [options for _, options in wishes if options]
        refused = [(z3.Not(options[0]), 1) for options in kept]
        for most in range(len(refused)):
            if solver.check(z3.PbLe(refused, most)) == z3.sat:
                model = solver.model()
                solver.add(z3.PbLe(refused, most))
                break
        for options in kept:
            model = _granted(solver, model, options)
    return model


def _granted(solver: Any, model: Any, options: Sequence[Term]) -> Any:
    """Add the first option that fits; the model that it fits."""
    for option in options:
        if z3.is_true(model.eval(option, model_completion=True)):
            solver.add(option)
            return model
        if solver.check(option) == z3.sat:
            model = solver.model()
            solver.add(option)
            return model
    return model


def plain(conclusions: Sequence[Conclusions]) -> Plain:
    """A case in scope without any fault, plain in every fact; from the last of some books."""
    wishes: dict[str, list[Any]] = {}
    cuts = _cuts([c.book for c in conclusions])
    start = conclusions[-1].book.book.metadata.in_force.start
    for found in conclusions:
        for name in found.space.terms:
            fact = found.space.facts[name.partition("#")[0]]
            wishes.setdefault(name, _candidates(fact, name, cuts, start))
    own = conclusions[-1]
    solver = z3.Solver()
    solver.add(*own.domain)
    if solver.check(own.scope, z3.Not(own.fault)) == z3.sat:
        solver.add(own.scope, z3.Not(own.fault))
    solver.check()
    model = settle(solver, [Plain(wishes).of(own.space)])
    for name, term in own.space.terms.items():
        value = model.eval(term, model_completion=True)
        others = [v for v in wishes[name] if not v.eq(value)]
        wishes[name] = [value, *others]
    return Plain(wishes)


def no_dispute(conclusions: Conclusions) -> Wishes:
    """That nothing is left for a person to choose."""
    found = [
        (name, [z3.Not(z3.Or(terms.conflict, terms.reading))])
        for name, terms in conclusions.goals.items()
    ]
    return [*found, ("silent", [z3.Not(conclusions.silent)])]


def _cuts(books: Sequence[CompiledBook]) -> dict[str, list[float]]:
    found: dict[str, set[float]] = {}
    for book in books:
        for cluster in book.clusters:
            for atom in cluster.atoms:
                if isinstance(atom, Beyond):
                    found.setdefault(atom.fact.label, set()).add(atom.threshold)
                    for part in (atom.fact.derive or ())[:1]:
                        found.setdefault(f"{part}+", set()).add(atom.threshold)
    return {label: sorted(values) for label, values in found.items()}


def _candidates(
    fact: Fact, name: str, cuts: Mapping[str, Sequence[float]], start: date
) -> list[Any]:
    if name.endswith("#never"):
        return [z3.BoolVal(False)]
    if fact.type in ("boolean", "text", "choices"):
        return [z3.BoolVal(False)]
    if fact.type == "choice":
        ids = [choice.id for choice in fact.choices]
        wished = [ids.index(i) for i in _PLAIN_CHOICES if i in ids]
        ordered = dict.fromkeys([*wished, *range(len(ids))])
        return [z3.IntVal(i) for i in ordered]
    day = date(start.year + 1, 3, 1)
    morning = datetime_number(datetime(day.year, day.month, day.day, 8))
    first = {"date": date_number(day), "datetime": morning}.get(fact.type, fact.minimum or 0.0)
    tried = [float(fact.count is not None), first] if fact.type == "number" else [first]
    if f"{fact.label}+" in cuts:
        tried = [morning + 60]
        tried += [morning + cut + step for cut in cuts[f"{fact.label}+"] for step in (0, 1, -1)]
    whole = is_whole(fact)
    for cut in cuts.get(fact.label, ()):
        near = 1 if cut == int(cut) else 0.01
        tried += [cut, cut + near, cut - near]
    return [z3.IntVal(int(v)) if whole else number(v) for v in dict.fromkeys(tried)]
