"""Each mutant is tried on the examples: do they notice the change?"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from drafting.examples import (
    Example,
    ExampleFile,
    Expectation,
    differences,
    example_table,
    run_examples,
)
from drafting.mutation.missing import MissingTest, Searcher
from drafting.mutation.mutants import Mutant, changed, mutants
from facts import CaseTable
from rules.errors import BookError
from rules.loader import CompiledBook, compile_source
from rules.possibility import PossibilityTable
from rules.source import Source
from rules.variables import Variables
from sanctions import Decider, decide
from sanctions.decider import Outcome as SubjectOutcome

#: ``killed``: an example fails. ``survived``: none does, though some case comes out otherwise.
#: ``same``: no case was found that comes out otherwise. ``refused``: the book is not even valid.
Verdict = Literal["killed", "survived", "same", "refused"]


#: What kills a mutant that cannot be run at all, such as a team's measures for a person.
BROKEN_OFF = "（运行中断）"


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one mutant. ``missing`` is the test that a survivor lacks."""

    mutant: Mutant
    verdict: Verdict
    killed_by: str = ""
    missing: MissingTest | None = None


@dataclass(frozen=True)
class Score:
    """All mutants of a book. ``left_out`` are the examples that fail on the book as it is."""

    tried: tuple[Tried, ...]
    left_out: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many mutants had each verdict."""
        found = Counter(t.verdict for t in self.tried)
        return {v: found[v] for v in ("killed", "survived", "same", "refused")}

    @property
    def percent(self) -> float:
        """Killed among those that can be told from the book; 100 when there are none."""
        told = self.counts["killed"] + self.counts["survived"]
        return 100 * self.counts["killed"] / told if told else 100.0

    @property
    def survivors(self) -> tuple[Tried, ...]:
        """The mutants that the examples ought to have noticed."""
        return tuple(t for t in self.tried if t.verdict == "survived")


@dataclass(frozen=True)
class Panel:
    """Some passing examples in one table, and the outcome of each under the book as it is."""

    examples: tuple[Example, ...]
    table: CaseTable
    positions: tuple[int, ...]
    outcomes: tuple[SubjectOutcome, ...]


@dataclass(frozen=True)
class Trial:
    """The book as it is, its passing examples, and its decider to borrow from."""

    book: CompiledBook
    source: Source
    decider: Decider
    examples: tuple[Example, ...]
    searcher: Searcher
    _panels: dict[frozenset[str], Panel] = field(default_factory=dict)

    def panel(self, about: Iterable[str] = ()) -> Panel:
        """The examples about some rules or clauses; all examples when none are named."""
        names = frozenset(about)
        found = self._panels.get(names)
        if found is None:
            chosen = tuple(e for e in self.examples if not names or names & set(e.about))
            table, positions = example_table(self.book, chosen)
            ids = decide(self.decider, table).outcomes if chosen else ()
            outcomes = tuple(self.decider.outcome(int(ids[p])) for p in positions)
            found = Panel(chosen, table, tuple(positions), outcomes)
            self._panels[names] = found
        return found

    def of(self, mutant: Mutant) -> Tried:
        """Try one mutant: on the examples about its part first, since they are few."""
        try:
            book = compile_source(changed(self.source, mutant))
        except BookError:
            return Tried(mutant, "refused")
        decider = borrowing(book, self.decider)
        try:
            killer = self._killer(decider, mutant.about) or self._killer(decider)
        except (LookupError, ValueError):
            killer = BROKEN_OFF
        if killer:
            return Tried(mutant, "killed", killer)
        missing = self.searcher.missing_test(mutant, decider)
        return Tried(mutant, "survived" if missing else "same", missing=missing)

    def _killer(self, decider: Decider, about: Iterable[str] = ()) -> str:
        """The first example about some rules that fails under a mutant; "" when all pass."""
        panel = self.panel(about)
        if decider.book.vocabulary != self.book.vocabulary:  # facts are worked out otherwise
            panel = replace(panel, table=example_table(decider.book, panel.examples)[0])
        return _killer(decider, panel)


def score_mutants(
    book: CompiledBook,
    source: Source,
    file: ExampleFile,
    examples: Sequence[Example] | None = None,
    wanted: Callable[[Mutant], bool] = lambda _: True,
) -> Score:
    """Try every wanted mutant on ``examples`` (all of the file's, unless given)."""
    chosen = tuple(file.examples if examples is None else examples)
    decider = Decider(book)
    outcomes = run_examples(book, chosen)
    passing = tuple(o.example for o in outcomes if not o.differences)
    trial = Trial(book, source, decider, passing, Searcher(book, decider, file, passing))
    tried = tuple(trial.of(mutant) for mutant in mutants(book, source) if wanted(mutant))
    return Score(tried, tuple(o.example.id for o in outcomes if o.differences))


def borrowing(book: CompiledBook, lender: Decider) -> Decider:
    """A decider that takes over what another has worked out for clusters that are the same."""
    decider = Decider(book)
    known = {cluster.id: cluster for cluster in lender.book.clusters}
    alike = _questions_alike(decider.variables, lender.variables)
    for cluster in book.clusters:
        if known.get(cluster.id) == cluster:
            local = lender.engine.tables[cluster.id]
            decider.engine.tables[cluster.id] = local
            decider.possible[cluster.id] = (
                lender.possible[cluster.id] if alike else PossibilityTable(local, decider.variables)
            )
    return decider


def _questions_alike(mine: Variables, theirs: Variables) -> bool:
    """Do the bits of a mask of questions mean the same?"""
    disputes = [[(d.kind, d.goal.id) for d in v.disputes] for v in (mine, theirs)]
    return mine.facts == theirs.facts and disputes[0] == disputes[1]


def _killer(decider: Decider, panel: Panel) -> str:
    """The first example that fails; "" when all pass.

    Columns are compared first, since a determination in full takes longer: the status, the
    measures and the interval; then the examples whose outcome is no longer what it was.
    """
    if not panel.examples:
        return ""
    decisions = decide(decider, panel.table)
    moved: list[tuple[Example, int]] = []
    still: list[tuple[Example, int]] = []
    for example, position, before in zip(
        panel.examples, panel.positions, panel.outcomes, strict=True
    ):
        outcome = decider.outcome(int(decisions.outcomes[position]))
        if _otherwise(example.expect, decisions.status[position], outcome):
            return example.id
        (still if outcome == before else moved).append((example, position))
    for example, position in moved + still:
        if differences(example.expect, decisions[position]):
            return example.id
    return ""


def _otherwise(expect: Expectation, status: str, outcome: SubjectOutcome) -> bool:
    """Is the outcome surely not the expected one?"""
    if status != expect.status:
        return True
    if expect.lightest is not None and expect.lightest != outcome.lightest:
        return True
    if expect.heaviest is not None and expect.heaviest != outcome.heaviest:
        return True
    if status != "recommended" or expect.measures is None:
        return False
    return expect.measures not in {point.measures for point in outcome.points}
