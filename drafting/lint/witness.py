"""Cases that meet a condition, as plain as can be: nothing else fires in them, nothing is open.

A case is sought stage by stage over facts alone (conclusions are put in terms of the facts they
rest on), then each fact is given a value that the comparisons asked for can be read off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from drafting.examples import case_rows
from drafting.lint.satisfy import Search, Term, UndecidedError, not_true
from drafting.trial_facts import axes
from drafting.written_values import merged
from facts import TRUE, Fact, table_from_rows
from facts.rows import RowValueError
from rules.atoms import Concluded, Every, Formula, Listed, Literal, OneOf, Some
from rules.clusters import CompiledRule, Goal
from rules.literals import evaluate_atom
from rules.loader import CompiledBook

Facts = dict[str, Any]

#: Judged in every case; a plain case is of the middle sort.
GRAVITY, ORDINARY = "情节", "ordinary"
KIND, PLAIN_KIND = "主体类别", "individual"


@dataclass(frozen=True)
class Witnesses:
    """Finds cases for one book; ``scope`` is its condition of application."""

    book: CompiledBook
    scope: Formula
    _options: dict[tuple[str, frozenset[Literal]], Facts | None] = field(default_factory=dict)

    def case(
        self, *wanted: Formula, inside: bool = True, settled: bool = True, gravity: str = ORDINARY
    ) -> tuple[Facts, tuple[str, ...]] | None:
        """The facts of a case in which all of ``wanted`` is true, and those that ``wanted`` reads.

        ``inside``: the book applies to it; ``settled``: a responsibility is found and nothing is
        left open that need not be. None when there is no such case, or none that can be written.
        """
        search = Search()
        goals = [self.of_facts(formula) for formula in wanted]
        try:
            start = search.witness(Every((*goals, *([self._scope] if inside else []))))
            if start is None:
                return None
            term = start
            for wish in self._wishes if settled else ():
                term = search.extended(term, wish) or term
            own = search.witness(Every(tuple(goals))) or ()
        except UndecidedError:
            return None
        facts = self._facts(term)
        if facts is None:
            return None
        self._complete(facts, gravity)
        read = {lit.atom.fact for lit in own if not isinstance(lit.atom, Concluded)}
        shown = {label for fact in read for label in _written(fact)}
        return facts, tuple(label for label in facts if label in shown)

    # ── conclusions in terms of facts ─────────────────────────────────────────

    def of_facts(self, formula: Formula) -> Formula:
        """The same condition without conclusions: each is put as what it rests on."""
        if isinstance(formula, Literal):
            if not isinstance(formula.atom, Concluded):
                return formula
            rests = self._conclusions.get(formula.atom.name)
            if rests is None:
                return formula
            whole = self.of_facts(rests)
            return whole if formula.value else not_true(whole)
        return type(formula)(tuple(self.of_facts(part) for part in formula.parts))

    @cached_property
    def _conclusions(self) -> dict[str, Formula]:
        return {g.name: resting(g) for c in self.book.clusters for g in c.goals}

    @cached_property
    def _scope(self) -> Formula:
        return self.of_facts(self.scope)

    @cached_property
    def _wishes(self) -> tuple[Formula, ...]:
        """What makes a case plain: one responsibility, no other fault, no leniency, no referral."""
        attributed = [f for rule in self._rules("attribution") for f in readings(rule)]
        wishes: list[Formula] = [Some(tuple(self.of_facts(f) for f in attributed))]
        for stage in ("duty", "finding", "adjustment", "measure", "procedure"):
            for rule in self._rules(stage):
                wishes += [not_true(self.of_facts(formula)) for formula in readings(rule)]
        return tuple(wishes)

    def _rules(self, stage: str) -> Iterator[CompiledRule]:
        for cluster in self.book.stage(stage):
            for goal in cluster.goals:
                yield from goal.rules

    # ── values ────────────────────────────────────────────────────────────────

    def _facts(self, term: Term) -> Facts | None:
        by_fact: dict[Fact, list[Literal]] = {}
        for literal in term:
            if not isinstance(literal.atom, Concluded):
                by_fact.setdefault(literal.atom.fact, []).append(literal)
        found: Facts = {}
        for fact, literals in by_fact.items():
            key = (fact.label, frozenset(literals))
            if key not in self._options:
                self._options[key] = self._option(literals)
            option = self._options[key]
            if option is None:
                return None
            found = merged([found, option])
        return found

    def _option(self, literals: Sequence[Literal]) -> Facts | None:
        """The first value of one fact for which all the literals are so; None without one."""
        (axis,) = axes(self.book, [literal.atom for literal in literals])
        rows, positions = case_rows([("", option) for option in axis])
        try:
            table = table_from_rows(self.book.vocabulary, rows)
        except RowValueError:
            return None
        truths = []
        for literal in literals:
            truth, of_case = evaluate_atom(literal.atom, table, {})
            rows_of = table.case_of[positions] if of_case else positions
            wanted = TRUE if literal.value else 1 - TRUE
            truths.append([int(truth[row]) == wanted for row in rows_of])
        for option, *met in zip(axis, *truths, strict=True):
            if all(met):
                listed = [lit.atom.name for lit in literals if isinstance(lit.atom, Listed)]
                return {label: listed if listed and v else v for label, v in option.items()}
        return None

    def _complete(self, facts: Facts, gravity: str) -> None:
        """What every case needs, where the conditions left it open."""
        for label, wanted in ((GRAVITY, gravity), (KIND, PLAIN_KIND)):
            fact = self.book.vocabulary.get(label)
            position = fact.choice_index(wanted) if fact is not None else None
            if fact is not None and position is not None:
                facts.setdefault(label, fact.choices[position].label)


def resting(goal: Goal) -> Formula:
    """What a conclusion rests on: its rules, and an official's own finding where it is needed."""
    formulas = tuple(f for rule in goal.rules for f in readings(rule)[:1])
    elements: Formula = Every(formulas) if goal.combine == "all" else Some(formulas)
    if goal.listing is not None and goal.finding == "required":
        return Every((elements, goal.listing))
    return elements


def readings(rule: CompiledRule) -> tuple[Formula, ...]:
    """The conditions of a rule, the chosen reading first."""
    chosen = rule.rule.chosen
    ordered = sorted(rule.readings, key=lambda reading: reading.id != (chosen or reading.id))
    return tuple(reading.formula for reading in ordered)


def of_kind(book: CompiledBook, kind: str) -> Formula:
    """The subject is of this kind."""
    fact = book.vocabulary.by_label(KIND)
    position = fact.choice_index(kind)
    return Literal(OneOf(fact, frozenset({position or 0})), True)


def _written(fact: Fact) -> tuple[str, ...]:
    return fact.derive or (fact.label,)
