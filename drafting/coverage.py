"""What the examples exercise: every rule, every clause, and every literal of every condition.

A literal is decisive in an example when it is known there and flipping it alone would flip the
value of the condition. Covered both ways (MC/DC): decisive once while true, once while false.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafting.examples import (
    Example,
    ExampleFile,
    Expectation,
    case_rows,
    clauses_of,
    example_table,
    expectation_of,
)
from drafting.trial_facts import apart, atoms_behind, axes, situations
from drafting.written_example import own_facts, written_example
from facts import FALSE, TRUE, UNKNOWN, table_from_rows
from rules.atoms import Atom, Formula, Literal, literals_of
from rules.clusters import Cluster
from rules.inference import Inference
from rules.loader import CompiledBook
from rules.logic import kleene
from sanctions import Decider, decide

#: How many combinations of facts are tried for a suggestion.
_COMBINATIONS = 4000


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """In how many examples a rule (one reading of it) holds, fails, and is left unknown."""

    rule: str
    reading: str
    holds: int
    fails: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """A clause of the outline; ``status`` is tested, codified, discretion or out_of_scope."""

    clause: str
    status: str
    examples: int


@dataclass(frozen=True, slots=True)
class LiteralCoverage:
    """One literal of a condition, and the first example in which it is decisive each way.

    ``possible`` tells for (true, false) whether any facts at all make it decisive; None where an
    example does already or where not all facts could be tried. ``suggested`` are examples, ready
    to paste, for the ways that are possible and lack one.
    """

    rule: str
    reading: str
    literal: str
    true: str
    false: str
    possible: tuple[bool | None, bool | None]
    suggested: tuple[str, ...] = ()

    @property
    def covered(self) -> bool:
        """Decisive both ways, or each way that is possible."""
        return all(
            found or possible is False
            for found, possible in zip((self.true, self.false), self.possible, strict=True)
        )


@dataclass(frozen=True)
class Coverage:
    """The coverage of a book by its examples."""

    rules: tuple[RuleCoverage, ...]
    clauses: tuple[ClauseCoverage, ...]
    literals: tuple[LiteralCoverage, ...]


@dataclass(frozen=True, slots=True)
class _Condition:
    """One condition of a book: a reading of a rule, or when a listing counts."""

    cluster: Cluster
    rule: str
    reading: str
    formula: Formula
    about: tuple[str, ...]


def cover(
    book: CompiledBook, file: ExampleFile, examples: Sequence[Example] | None = None
) -> Coverage:
    """What ``examples`` (all of the file's, unless given) exercise."""
    chosen = tuple(file.examples if examples is None else examples)
    decider = Decider(book)
    seen, cited = _Seen(book, None, (), ()), list[frozenset[str]]()
    if chosen:
        table, positions = example_table(book, chosen, file.line_of)
        decisions = decide(decider, table)
        seen = _Seen(book, decisions.inference, chosen, tuple(positions))
        cited = [clauses_of(decisions[position]) for position in positions]
    clauses = []
    for clause in book.book.outline.clauses:
        count = sum(clause.id in found for found in cited)
        status = "tested" if clause.status == "codified" and count else clause.status
        clauses.append(ClauseCoverage(clause.id, status, count))
    conditions = list(_conditions(book))
    suggester = _Suggester(book, decider, file, chosen)
    literals = [
        covered for condition in conditions for covered in _literals(condition, seen, suggester)
    ]
    rules = [seen.counted(condition) for condition in conditions]
    return Coverage(tuple(rules), tuple(clauses), tuple(literals))


def brief(expect: Expectation, book: CompiledBook) -> Expectation:
    """The expectation without what says nothing in particular of a case."""
    law = book.book.tariff is not None
    dropped: dict[str, Any] = {} if law else {"options": None}
    dropped |= {"offered": None} if not expect.offered else {}
    dropped |= {"steps": None} if not expect.steps else {}
    return expect.model_copy(update=dropped)


def decisive_value(formula: Formula, literal: Literal, truths: Mapping[Atom, int]) -> int:
    """The value of a literal where flipping it alone flips the formula; UNKNOWN elsewhere."""
    given = truths[literal.atom]
    if given == UNKNOWN:
        return UNKNOWN
    here = kleene(formula, truths)
    there = kleene(formula, {**truths, literal.atom: 1 - given})
    if UNKNOWN in (here, there) or here == there:
        return UNKNOWN
    return int(given == literal.value)


# ── what the examples do ──────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Seen:
    """The truth of every atom in every example."""

    book: CompiledBook
    inference: Inference | None
    examples: tuple[Example, ...]
    positions: tuple[int, ...]

    def truths(self, cluster: Cluster) -> Iterator[tuple[Example, dict[Atom, int]]]:
        """The truths of a cluster's atoms, example by example."""
        for example, position in zip(self.examples, self.positions, strict=True):
            assert self.inference is not None
            yield example, truths_of(self.inference, cluster, position)

    def counted(self, condition: _Condition) -> RuleCoverage:
        """How often a condition has each value."""
        values = [kleene(condition.formula, t) for _, t in self.truths(condition.cluster)]
        counts = [values.count(v) for v in (TRUE, FALSE, UNKNOWN)]
        return RuleCoverage(condition.rule, condition.reading, *counts)


def truths_of(inference: Inference, cluster: Cluster, position: int) -> dict[Atom, int]:
    """The truth of each atom of a cluster for one subject of a table."""
    local = inference.tables[cluster.id]
    digits = local.digits(int(inference.codes[cluster.id][position]))
    return dict(zip(local.atoms, digits, strict=True))


def _conditions(book: CompiledBook) -> Iterator[_Condition]:
    for cluster in book.clusters:
        for goal in cluster.goals:
            for rule in goal.rules:
                for reading in rule.readings:
                    about = (rule.id,)
                    yield _Condition(cluster, rule.id, reading.id, reading.formula, about)
            if goal.listing is not None:
                cite = book.book.fault(goal.id).cite
                yield _Condition(cluster, goal.id, "", goal.listing, cite)


def _literals(
    condition: _Condition, seen: _Seen, suggester: "_Suggester"
) -> Iterator[LiteralCoverage]:
    for literal in literals_of(condition.formula):
        found = {TRUE: "", FALSE: ""}
        for example, truths in seen.truths(condition.cluster):
            value = decisive_value(condition.formula, literal, truths)
            if value != UNKNOWN and not found[value]:
                found[value] = example.id
        possible: list[bool | None] = []
        suggested: list[str] = []
        for value in (TRUE, FALSE):
            text, whole = ("", False) if found[value] else suggester(condition, literal, value)
            possible.append(True if text else False if whole else None)
            suggested += [text] if text else []
        yield LiteralCoverage(
            condition.rule,
            condition.reading,
            literal.atom.words(literal.value),
            found[TRUE],
            found[FALSE],
            (possible[0], possible[1]),
            tuple(suggested),
        )


# ── suggestions ───────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Suggester:
    """Finds facts that make a literal decisive, and writes them out as an example."""

    book: CompiledBook
    decider: Decider
    file: ExampleFile
    examples: Sequence[Example]

    def __call__(self, condition: _Condition, literal: Literal, value: int) -> tuple[str, bool]:
        """An example ("" when none was found), and whether all combinations were tried."""
        varied = axes(self.book, atoms_behind(self.book, [condition.cluster]), blanks=False)
        tried = list(situations(varied, _COMBINATIONS))
        whole = len(tried) < _COMBINATIONS and apart(varied)
        labels = {label for axis in varied for option in axis for label in option}
        setting = self._setting(condition.about)
        cases = [{**{k: v for k, v in setting.items() if k not in labels}, **f} for f in tried]
        rows, positions = case_rows([("", facts) for facts in cases])
        inference = self.decider.engine.infer(table_from_rows(self.book.vocabulary, rows))
        decisive = [
            (len(own_facts(self.file, facts)), number)
            for number, (facts, position) in enumerate(zip(cases, positions, strict=True))
            if decisive_value(
                condition.formula, literal, truths_of(inference, condition.cluster, position)
            )
            == value
        ]
        if not decisive:
            return "", whole
        return self._written(condition, literal, value, cases[min(decisive)[1]]), whole

    def _setting(self, about: Sequence[str]) -> Mapping[str, Any]:
        """The facts of the first example about the rule, else of any, else the common ones."""
        near = (e.facts for e in self.examples if set(about) & set(e.about))
        return next(near, self.examples[0].facts if self.examples else self.file.common)

    def _written(
        self, condition: _Condition, literal: Literal, value: int, facts: Mapping[str, Any]
    ) -> str:
        rows, _ = case_rows([("", facts)])
        found = decide(self.decider, table_from_rows(self.book.vocabulary, rows))[0]
        words = literal.atom.words(literal.value == bool(value))
        name = f"cover.{condition.rule}{'.' if condition.reading else ''}{condition.reading}"
        title = f"{condition.rule}：“{words}”单独决定结果"
        expect = brief(expectation_of(found), self.book)
        return written_example(self.file, name, title, condition.about, facts, expect)
