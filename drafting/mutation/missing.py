"""The missing test: a case that comes out one way under the book and another under a mutant.

The facts that the changed rules read are tried in every combination (or a large sample), first
by themselves and then in the setting of the book's own examples; the simplest case that differs
is kept, and facts that do not matter are taken out of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from drafting.examples import (
    ENTRY_FIELDS,
    Difference,
    Example,
    ExampleFile,
    Expectation,
    case_rows,
    differences,
    expectation_of,
)
from drafting.lint.witness import Witnesses, readings
from drafting.mutation.mutants import Mutant, contrast
from drafting.trial_facts import (
    Axis,
    atoms_behind,
    axes,
    axes_by_fact,
    choice_axis,
    situations,
    together,
)
from drafting.trial_values import trial_values
from drafting.written_example import own_facts, shared_groups, written_example
from facts import TRUE, CaseTable, table_from_rows
from rules.atoms import Every
from rules.clusters import Cluster
from rules.inference import Inference
from rules.loader import CompiledBook
from sanctions import Decider, Decisions, Determination, decide

#: How many combinations of facts, of settings, and of both are tried.
_COMBINATIONS, _SETTINGS, _TOLD, _SAMPLED = 4000, 40, 40, 60
#: How many differing cases are compared in full.
_CANDIDATES = 60
#: How many of a row's faults are tried, one by one and two by two.
_FAULTS = 3
#: Clusters that bear on the weight of an outcome where there is a fault.
_WEIGHING = ("measure/", "adjustment/")

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MissingTest:
    """A case that tells the mutant from the book; ``expect`` is what the book determines."""

    facts: Mapping[str, Any]
    expect: Expectation
    #: What the mutant gets otherwise.
    instead: tuple[Difference, ...]
    #: The entry, ready to paste into the examples file.
    text: str


@dataclass(frozen=True)
class Searcher:
    """Looks for missing tests in the setting of a book's examples."""

    book: CompiledBook
    decider: Decider
    file: ExampleFile
    examples: Sequence[Example]
    _plain: dict[tuple[str, ...], Facts | None] = field(default_factory=dict)

    def missing_test(self, mutant: Mutant, other: Decider) -> MissingTest | None:
        """The simplest case found that ``other`` (the mutant) decides otherwise; None if none."""
        touched = self._touched(other.book)
        varied = list(self._varied(touched, other.book))
        labels = {label for axis in varied for option in axis for label in option}
        told = self._told(touched, varied, other)
        cases = [
            {**{k: v for k, v in setting.items() if k not in labels}, **facts}
            for facts in told
            for setting in (*self._settings(mutant.about), *self._plain_faults(mutant.about))
        ]
        found = self._simplest(cases, touched, other)
        if found is None:
            return None
        facts = self._without_idle_facts(found, other)
        return self._written(mutant, facts, other)

    # ── what to try ───────────────────────────────────────────────────────────

    def _touched(self, mutated: CompiledBook) -> dict[str, bool]:
        """The clusters that the mutant changes, and whether it changes what they conclude.

        Empty when it changes tables only.
        """
        mine = {cluster.id: cluster for cluster in self.book.clusters}
        return {
            c.id: _conclusions(mine.get(c.id)) != _conclusions(c)
            for c in mutated.clusters
            if mine.get(c.id) != c
        }

    def _varied(self, touched: Mapping[str, bool], mutated: CompiledBook) -> Iterator[Axis]:
        """The facts behind the changed clusters; for tables, those behind what a cell needs."""
        if touched:
            mine, theirs = (
                axes_by_fact(
                    book, atoms_behind(book, [c for c in book.clusters if c.id in touched])
                )
                for book in (self.book, mutated)
            )
            yield from together(mine, theirs)
            if self.book.book.tariff is None or not any(c.startswith(_WEIGHING) for c in touched):
                return
            yield choice_axis(self.book.vocabulary.by_label("情节"))
            return
        stages: list[Cluster] = [
            *self.book.stage("attribution"),
            *self.book.stage("measure"),
            *self.book.stage("adjustment"),
        ]
        yield from axes(self.book, (a for c in stages for a in c.atoms), blanks=False)
        yield choice_axis(self.book.vocabulary.by_label("情节"))
        if self.book.book.tariff is not None:
            yield from self._law()

    def _law(self) -> Iterator[Axis]:
        """The facts that periods and days run from."""
        metadata, values = self.book.book.metadata, trial_values(self.book)
        effects = metadata.effects
        days = [effects.start] if effects is not None else []
        days += [step.after for step in metadata.procedures if step.after]
        for label in dict.fromkeys(days):
            day = values.plain(self.book.vocabulary.by_label(label))
            if day is not None:
                yield (day,)
        if effects is not None and effects.carry:
            carried = self.book.vocabulary.by_label(effects.carry)
            yield tuple(filter(None, (values.reaching(carried, n) for n in (0, 7, 60))))

    def _told(self, touched: Mapping[str, bool], varied: list[Axis], other: Decider) -> list[Facts]:
        """The combinations that the changed clusters tell apart, those without blanks first."""
        tried = list(situations(varied, _COMBINATIONS if touched else _SAMPLED))
        if not touched:
            return tried
        differing = [
            f for f, d in zip(tried, self._locally(tried, touched, other), strict=True) if d
        ]
        differing.sort(key=lambda facts: sum(v is None for v in facts.values()))
        return differing[:_TOLD]

    def _locally(
        self, cases: Sequence[Facts], touched: Mapping[str, bool], other: Decider
    ) -> list[bool]:
        """Where a changed cluster concludes something else."""
        rows, positions = case_rows([("", facts) for facts in cases])
        tables = self._tables(rows, other)
        mine, theirs = self.decider.engine.infer(tables[0]), other.engine.infer(tables[1])
        return [_differs_locally(mine, theirs, p, touched) for p in positions]

    def _settings(self, about: Iterable[str]) -> list[Facts]:
        """The facts of examples about the same rules, then of others spread over the file."""
        names = set(about)
        near = [e.facts for e in self.examples if names & set(e.about)][: _SETTINGS // 2]
        rest = [e.facts for e in self.examples if not names & set(e.about)]
        step = max(1, len(rest) * 2 // _SETTINGS)
        return [*near, *rest[::step]] or [dict(self.file.common)]

    def _plain_faults(self, about: Iterable[str]) -> Iterator[Facts]:
        """Of a statute: cases with one of the faults meant, or two, and nothing else."""
        if self.book.book.tariff is None:
            return
        faults = [f.id for f in self.book.book.metadata.faults]
        named = [f for f in about if f in faults][:_FAULTS] or faults[:_FAULTS]
        for count in (1, 2):
            for chosen in combinations(named, count):
                if chosen not in self._plain:
                    self._plain[chosen] = self._with_faults(chosen)
                facts = self._plain[chosen]
                if facts is not None:
                    yield {**self.file.common, **facts}

    def _with_faults(self, faults: Sequence[str]) -> Facts | None:
        scope = Every(
            tuple(r.readings[0].formula for c in self.book.stage("scope") for r in c.goals[0].rules)
        )
        goals = [c.goals[0] for c in self.book.stage("finding")]
        wanted = [readings(g.rules[0])[0] for g in goals if g.id in faults]
        found = Witnesses(self.book, scope).case(*wanted)
        return found[0] if found is not None else None

    # ── the simplest case ─────────────────────────────────────────────────────

    def _simplest(
        self, cases: Sequence[Facts], touched: Mapping[str, bool], other: Decider
    ) -> Facts | None:
        if not cases:
            return None
        mine, theirs, positions = self._decided(cases, other)
        differing = [
            (mine.status[p] != theirs.status[p], number)
            for number, p in enumerate(positions)
            if _differs(mine, theirs, p, touched)
        ]
        ranked = sorted(
            (not status, self._cost(cases[number], mine.status[positions[number]]), number)
            for status, number in differing
        )
        if not ranked and not touched:  # periods and steps are not told by the outcome
            ranked = [(True, 0, n) for n in range(min(len(cases), _CANDIDATES))]
        for *_, number in ranked[:_CANDIDATES]:
            position = positions[number]
            if differences(expectation_of(mine[position]), theirs[position]):
                return cases[number]
        return None

    def _cost(self, facts: Facts, status: str) -> int:
        """Few facts of its own, nothing blank, and a settled outcome make a simple case."""
        own = own_facts(self.file, facts)
        unsettled = 5 * status.startswith("needs")
        return len(own) + unsettled + sum(v is None for v in own.values())

    def _decided(
        self, cases: Sequence[Facts], other: Decider
    ) -> tuple[Decisions, Decisions, list[int]]:
        rows, positions = case_rows([("", facts) for facts in cases])
        mine, theirs = self._tables(rows, other)
        return decide(self.decider, mine), decide(other, theirs), positions

    def _tables(self, rows: Sequence[Facts], other: Decider) -> tuple[CaseTable, CaseTable]:
        """The rows as each book works them out; one table where they do so alike."""
        mine, theirs = self.book.vocabulary, other.book.vocabulary
        table = table_from_rows(mine, rows)
        return table, table if theirs == mine else table_from_rows(theirs, rows)

    def _without_idle_facts(self, facts: Facts, other: Decider) -> Facts:
        """Facts put back to the common ones while the status and the difference stay.

        A group of facts that the file shares (`*clean`) goes, or stays, as a whole.
        """
        wanted = self._told_by(facts, other)
        units = self._units(facts)
        while units:
            simpler = [self._common_again(facts, unit) for unit in units]
            mine, theirs, positions = self._decided(simpler, other)
            idle = next(
                (n for n, p in enumerate(positions) if _told(mine[p], theirs[p]) == wanted), None
            )
            if idle is None:
                break
            facts = simpler[idle]
            del units[idle]
        return facts

    def _units(self, facts: Facts) -> list[frozenset[str]]:
        own = own_facts(self.file, facts)
        units: list[frozenset[str]] = []
        for group in shared_groups(self.file, own):
            units.append(frozenset(k for k, v in group.items() if k in own and own[k] == v))
        grouped = frozenset[str]().union(*units)
        return [*units, *(frozenset({label}) for label in own if label not in grouped)]

    def _common_again(self, facts: Facts, labels: frozenset[str]) -> Facts:
        rest = {k: v for k, v in facts.items() if k not in labels}
        return {**rest, **{k: v for k, v in self.file.common.items() if k in labels}}

    def _told_by(self, facts: Facts, other: Decider) -> tuple[str, frozenset[str]]:
        mine, theirs, positions = self._decided([facts], other)
        return _told(mine[positions[0]], theirs[positions[0]])

    # ── writing ───────────────────────────────────────────────────────────────

    def _written(self, mutant: Mutant, facts: Facts, other: Decider) -> MissingTest:
        mine, theirs, positions = self._decided([facts], other)
        whole = expectation_of(mine[positions[0]])
        instead = differences(whole, theirs[positions[0]])
        expect = _relevant(whole, instead)
        old, new = contrast(mutant.old, mutant.new)
        title = f"{mutant.part}：“{old}”误作“{new}”时，结果应当不同"
        name = "missing." + mutant.id.replace("/", ".").replace(" ", "")
        text = written_example(self.file, name, title, mutant.about, facts, expect)
        return MissingTest(facts, expect, instead, text)


def _differs(mine: Decisions, theirs: Decisions, row: int, touched: Mapping[str, bool]) -> bool:
    """Do status, outcome or a changed cluster differ for a row?"""
    if mine.status[row] != theirs.status[row]:
        return True
    outcome = mine.decider.outcome(int(mine.outcomes[row]))
    if outcome != theirs.decider.outcome(int(theirs.outcomes[row])):
        return True
    return _differs_locally(mine.inference, theirs.inference, row, touched)


def _differs_locally(
    mine: Inference, theirs: Inference, row: int, touched: Mapping[str, bool]
) -> bool:
    """Does a changed cluster conclude otherwise, or conclude something else at all?"""
    for cluster, something_else in touched.items():
        values = mine.result(cluster, row).values
        if values != theirs.result(cluster, row).values or (something_else and TRUE in values):
            return True
    return False


def _conclusions(cluster: Cluster | None) -> list[object]:
    goals = cluster.goals if cluster is not None else ()
    return [(goal.id, [rule.conclusion for rule in goal.rules]) for goal in goals]


def _told(mine: Determination, theirs: Determination) -> tuple[str, frozenset[str]]:
    """The status under the book, and the fields in which the mutant differs."""
    found = differences(expectation_of(mine), theirs)
    return mine.status, frozenset(d.field for d in found)


def _relevant(whole: Expectation, instead: Sequence[Difference]) -> Expectation:
    """What an example should say: the status, the faults, the measures, and what differs."""
    kept = {"status", "faults", *(d.field for d in instead)}
    if whole.status == "recommended":
        kept.add("measures")
    if whole.status.startswith("needs"):
        kept.add("in_doubt")
    if whole.responsibility is None:
        kept.discard("responsibility")
    values = {name: getattr(whole, name) for name in kept}
    for name in ENTRY_FIELDS:
        if name in kept and name != "in_doubt":
            values[name] = {d.key: d.expected for d in instead if d.field == name}
    return Expectation(**values)
