"""Findings in words: two subjects, the facts that differ, and the clause that could explain it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from exporters.consistency import labels
from exporters.dossier import CaseFile, Dossier, FactLine, SubjectFile
from exporters.names import NO_VALUE
from exporters.statistics.given import MeasureReader
from exporters.wording import Wording
from rules.atoms import Concluded
from rules.loader import CompiledBook
from sanctions.consistency import Finding
from sanctions.consistency.standing import HEAVIER
from sanctions.consistency.worse import directions
from sanctions.determination import Determination

if TYPE_CHECKING:
    from exporters.consistency.collecting import Collector

#: Findings that are put in words: nobody reads more, and each reads two cases again.
MOST_TOLD = 1_000
#: Facts of these types never make two cases unlike: their effect shows in what was concluded.
_PASSING = frozenset({"date", "datetime", "identifier", "text"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two subjects, in words. ``row`` is where it stands, as 责任人!3 ("" in public)."""

    index: int
    case_id: str
    subject: str
    role: str
    responsibility: str
    gravity: str
    faults: str
    recommended: str
    given: str
    row: str
    given_cell: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that differs, with its cells, as 案件!H7 ("" where there is none).

    ``clauses`` are those of the rules that read it; none: no rule does.
    """

    fact: str
    lighter: str
    heavier: str
    clauses: tuple[str, ...]
    lighter_cell: str
    heavier_cell: str


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in words; ``rank`` 1 is the hardest to explain."""

    rank: int
    finding: Finding
    sentence: str
    lighter: Side
    heavier: Side
    differences: tuple[Difference, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class ConsistencyRecord:
    """``told``: the findings hardest to explain, ``MOST_TOLD`` at most, of ``found`` in all.

    ``pairs`` and ``complete`` as in ``sanctions.consistency.Report``; ``compared``: how many
    subjects had an outcome on each basis.
    """

    found: int
    told: tuple[Told, ...]
    pairs: Mapping[str, int]
    complete: bool
    compared: Mapping[str, int]

    def document(self) -> dict[str, Any]:
        """The record as plain data, ready for JSON."""
        return {
            "found": self.found,
            "pairs": dict(self.pairs),
            "complete": self.complete,
            "compared": dict(self.compared),
            "findings": [asdict(told) for told in self.told],
        }


def record(dossier: Dossier, collector: "Collector", lang: str = "zh") -> ConsistencyRecord:
    """Put the findings of a run in words. Reads only the cases that they name again."""
    report = collector.report()
    places = {s.index: s.case for s in collector.standings}
    teller = _Teller(dossier, lang)
    told = tuple(
        teller.told(rank, finding, places)
        for rank, finding in enumerate(report.findings[:MOST_TOLD], 1)
    )
    compared = {
        "recommended": sum(s.recommended is not None for s in collector.standings),
        "given": sum(s.given is not None for s in collector.standings),
    }
    return ConsistencyRecord(len(report.findings), told, report.pairs, report.complete, compared)


class _Teller:
    def __init__(self, dossier: Dossier, lang: str) -> None:
        self.dossier, self.book = dossier, dossier.book
        self.words = Wording(dossier.book, lang)
        self.reader = MeasureReader(dossier.book)
        self.directions = directions(dossier.book)
        self._types = {fact.label: fact.type for fact in dossier.book.vocabulary.facts}
        self._known: dict[int, CaseFile] = {}

    def told(self, rank: int, finding: Finding, places: Mapping[int, int]) -> Told:
        ends = [self._file(index, places) for index in (finding.lighter, finding.heavier)]
        (one, lighter), (other, heavier) = ends
        differences = tuple(self._differences(one, lighter, other, heavier))
        sentence = self.words.names.text(
            labels.SENTENCES[finding.kind][finding.basis],
            lighter=finding.subjects[0],
            heavier=finding.subjects[1],
        )
        return Told(
            rank,
            finding,
            sentence,
            self._side(one, lighter),
            self._side(other, heavier),
            differences,
            self._explanation(finding, lighter, heavier, differences),
        )

    def _file(self, index: int, places: Mapping[int, int]) -> tuple[CaseFile, SubjectFile]:
        place = places[index]
        if place not in self._known:
            self._known[place] = self.dossier.cases[place]
        case = self._known[place]
        return case, next(s for s in case.subjects if s.index == index)

    def _side(self, case: CaseFile, subject: SubjectFile) -> Side:
        d, names = subject.determination, self.words.names
        given = self.reader.given(case, subject)
        return Side(
            subject.index,
            case.case_id,
            d.subject or "",
            names.choice("role", d.role),
            names.responsibility(d.responsibility) or NO_VALUE,
            names.choice("gravity", d.gravity) or NO_VALUE,
            names.joined(names.fault(f.id) for f in d.faults) or NO_VALUE,
            self.words.outcome(d),
            given.text if given else "",
            subject.origin.place,
            given.source if given else "",
        )

    def _differences(
        self, one: CaseFile, lighter: SubjectFile, other: CaseFile, heavier: SubjectFile
    ) -> Iterator[Difference]:
        mine = {line.label: line for line in (*one.facts, *lighter.facts)}
        theirs = {line.label: line for line in (*other.facts, *heavier.facts)}
        for label, line in mine.items():
            beside = theirs.get(label)
            if line.kind in ("record", "extra") or self._types.get(label) in _PASSING:
                continue
            if beside is None or (line.state, line.value) == (beside.state, beside.value):
                continue
            both_known = line.state == beside.state == "known"
            if not both_known and label not in self.directions:
                continue  # a blank beside a value is no difference yet
            clauses = self._clauses.get(label, ())
            values = self._value(line), self._value(beside)
            yield Difference(label, *values, clauses, line.source, beside.source)

    def _value(self, line: FactLine) -> str:
        return line.value or self.words.names.text(labels.BLANK)

    @cached_property
    def _clauses(self) -> dict[str, tuple[str, ...]]:
        """For each fact that is written: the clauses of the rules that read it."""
        found = clauses_by_fact(self.book, None)
        for fact in self.book.vocabulary.facts:
            if fact.id == "gravity":
                found.setdefault(fact.label, (self.words.names.text(labels.BASELINE),))
        return found

    @cached_property
    def _lenient(self) -> dict[str, tuple[str, ...]]:
        """The same, of the rules that make an outcome lighter."""
        return clauses_by_fact(self.book, "adjustment")

    def _explanation(
        self,
        finding: Finding,
        lighter: SubjectFile,
        heavier: SubjectFile,
        differences: tuple[Difference, ...],
    ) -> str:
        """The named adjustment; else a clause of leniency that reads a fact in favour."""
        names = self.words.names
        if finding.explained_by:
            cites = dict.fromkeys(
                cite
                for end in (lighter.determination, heavier.determination)
                for a in end.adjustments
                if a.id in finding.explained_by
                for cite in a.citations
            )
            what = self._adjusted(finding, lighter.determination, heavier.determination)
            return names.text(labels.EXPLAINED, clauses=names.joined(cites), what=what)
        possible = {
            d.fact: self._lenient[d.fact]
            for d in differences
            if d.fact in self._lenient and self._favours(d)
        }
        if possible:
            cites = dict.fromkeys(cite for clauses in possible.values() for cite in clauses)
            return names.text(
                labels.POSSIBLE,
                clauses=names.joined(cites),
                facts=names.joined(map(names.label, possible)),
            )
        return names.text(labels.UNEXPLAINED)

    def _favours(self, difference: Difference) -> bool:
        """Could the fact speak for the one treated more lightly?"""
        sign = self.directions.get(difference.fact)
        if sign is None:
            return True
        good, bad = ("否", "是") if sign > 0 else ("是", "否")
        return difference.lighter != bad and difference.heavier != good

    def _adjusted(self, finding: Finding, lighter: Determination, heavier: Determination) -> str:
        """从宽, 从严 or both, with the words of the adjustments."""
        names = self.words.names
        ids = set(finding.explained_by)
        mild = [a for a in lighter.adjustments if a.id in ids and a.kind not in HEAVIER]
        severe = [a for a in heavier.adjustments if a.id in ids and a.kind in HEAVIER]
        parts = []
        if mild:
            parts.append(names.text(labels.MILD))
        if severe:
            parts.append(names.text(labels.SEVERE))
        return names.joined(parts)


def clauses_by_fact(book: CompiledBook, stage: str | None) -> dict[str, tuple[str, ...]]:
    """For each fact that a person writes: the clauses of the rules (of one stage) that read it."""
    found: dict[str, dict[str, None]] = {}
    for cluster in book.clusters:
        if stage is not None and cluster.stage != stage:
            continue
        for goal in cluster.goals:
            cites = [cite for rule in goal.rules for cite in rule.rule.cite]
            for atom in goal.atoms:
                if not isinstance(atom, Concluded):
                    for part in book.vocabulary.written_behind(atom.fact):
                        found.setdefault(part.label, {}).update(dict.fromkeys(cites))
    return {label: tuple(cites) for label, cites in found.items()}
