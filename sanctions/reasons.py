"""Reasons: what fired in each local situation, joined with the facts of one subject."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from facts import KNOWN, Fact
from facts.truth import FALSE, TRUE
from rules.atoms import Concluded, Stated
from rules.book import Fault
from rules.clusters import Cluster
from rules.inference import Inference
from rules.kernel import Firing, LocalResult
from rules.logic import waiting
from sanctions.determination import Considered, FactUsed, FaultFinding, Reason
from sanctions.prescribed import Prescribed
from sanctions.scales import Facing
from sanctions.sketches import Sketch, sketches, telling


def _not_asked(firing: Firing) -> bool:
    """Does a duty fail only because nobody filled in what it asks first? Nothing to show."""
    return not firing.value and any(
        isinstance(lit.atom, Stated) and not lit.value for lit in firing.literals
    )


@dataclass(frozen=True)
class Reasoner:
    """Builds the reasons of single subjects from an inference."""

    inference: Inference
    prescribed: Prescribed
    _sketches: dict[tuple[str, int, bool], tuple[Sketch, ...]] = field(default_factory=dict)

    def faults(self, i: int) -> tuple[FaultFinding, ...]:
        """The faults that are established or in dispute; the unknown ones when none is."""
        found = []
        established = False
        for fault, result in self._faults(i):
            value = result.values[0]
            established |= value == TRUE
            if value != FALSE:
                name = "true" if value == TRUE else "unknown"
                cites = self._cites[fault.id]
                found.append(FaultFinding(fault.id, name, result.bases[0], cites))
        if established:
            found = [f for f in found if f.basis != "none"]
        return tuple(found)

    def _faults(self, i: int) -> Iterator[tuple[Fault, LocalResult]]:
        for fault in self.inference.book.book.metadata.faults:
            yield fault, self.inference.result(f"finding/{fault.id}", i)

    @cached_property
    def _cites(self) -> dict[str, tuple[str, ...]]:
        """For each fault: its own clauses, and those that its rules add."""
        found = {f.id: dict.fromkeys(f.cite) for f in self.inference.book.book.metadata.faults}
        for rule in self.inference.book.rules.values():
            for target in rule.conclusion.targets:
                if target in found:
                    found[target].update(dict.fromkeys(rule.rule.cite))
        return {fault: tuple(cites) for fault, cites in found.items()}

    def reasons(self, i: int, status: str, facing: Facing | None) -> tuple[Reason, ...]:
        """Every step that led to the outcome, in the order of the stages.

        ``facing`` is given when the outcome is settled.
        """
        book = self.inference.book
        found = list(self._told(book.stage("scope"), i))
        if status == "out_of_scope":
            return tuple(found)
        found += self._told(book.stage("duty"), i)
        if status == "no_accountability" and not any(
            result.values[0] == TRUE for _, result in self._faults(i)
        ):
            found += self._told(book.stage("finding"), i, blameless=True)
            found += self._told(book.stage("procedure"), i)
            return tuple(found)
        found += self._told(book.stage("finding"), i)
        found += self._told(book.stage("attribution"), i)
        if status in ("recommended", "exempt") and facing is not None:
            found += self._measured(i, facing)
        for stage in ("measure", "adjustment", "procedure"):
            found += self._told(book.stage(stage), i)
        return tuple(found)

    def _told(
        self, clusters: Iterable[Cluster], i: int, *, blameless: bool = False
    ) -> Iterator[Reason]:
        for cluster in clusters:
            code = int(self.inference.codes[cluster.id][i])
            key = (cluster.id, code, blameless)
            found = self._sketches.get(key)
            if found is None:
                found = self._sketches[key] = sketches(self.inference, cluster, code, blameless)
            for sketch in found:
                yield sketch.reason(self._facts(sketch, i))

    def _measured(self, i: int, facing: Facing) -> Iterator[Reason]:
        gravity = self._used(self.inference.table.vocabulary.by_label("情节"), i)
        labels = {r.id: r.label for r in self.inference.book.book.metadata.responsibilities}
        borne = labels.get(facing.responsibility)
        responsibility = None if borne is None else FactUsed("责任", borne, "")
        return self.prescribed.reasons(facing, responsibility, gravity)

    def _facts(self, sketch: Sketch, i: int) -> tuple[FactUsed, ...]:
        if sketch.facts is None:
            return self.facts_of(sketch.firings, i)
        return tuple(self._used(fact, i) for fact in sketch.facts)

    def facts_of(self, firings: Iterable[Firing], i: int) -> tuple[FactUsed, ...]:
        """The facts that some firings rested on, each once, with their cells.

        Of a broken duty, those that it rested on itself.
        """
        return tuple(self._used(fact, i) for fact in dict.fromkeys(self._behind(firings, i)))

    def _behind(self, firings: Iterable[Firing], i: int) -> Iterator[Fact]:
        for firing in firings:
            for literal in firing.literals:
                if not isinstance(literal.atom, Concluded):
                    yield literal.atom.fact
                elif literal.atom.name in self._duties:
                    result = self.inference.result(self._duties[literal.atom.name], i)
                    telling = [f for f in result.firings if f.value == literal.value]
                    yield from self._behind((f for f in telling if not _not_asked(f)), i)

    @cached_property
    def _duties(self) -> dict[str, str]:
        """The cluster that concludes each duty, by the duty's name."""
        return {c.goals[0].name: c.id for c in self.inference.book.stage("duty")}

    def _used(self, fact: Fact, i: int) -> FactUsed:
        table = self.inference.table
        return FactUsed(fact.label, table.show(fact, i), table.cells(fact, i))

    # ── why, and why not ──────────────────────────────────────────────────────

    def faults_considered(self, i: int) -> Iterator[Considered]:
        """Every fault: what establishes it, what excludes it, or what is missing."""
        for fault, result in self._faults(i):
            cluster = f"finding/{fault.id}"
            yield self._considered(cluster, fault.id, self._cites[fault.id], result, i)

    def adjustment_considered(self, cluster: str, i: int) -> Considered:
        """Why an adjustment does not apply (or not yet)."""
        rule = cluster.removeprefix("adjustment/")
        cites = self.inference.book.rules[rule].rule.cite
        return self._considered(cluster, rule, cites, self.inference.result(cluster, i), i)

    def _considered(
        self, cluster: str, name: str, cites: tuple[str, ...], result: LocalResult, i: int
    ) -> Considered:
        value = result.values[0]
        firings = telling(result, {True} if value == TRUE else {True, False})
        failing = [] if value == TRUE else [f for f in firings if not f.value]
        return Considered(
            fault=name,
            value="true" if value == TRUE else "false" if value == FALSE else "unknown",
            basis=result.bases[0],
            citations=cites,
            because=self.facts_of(firings, i),
            failing=tuple(dict.fromkeys(self._failed(f) for f in failing)),
            missing=() if value in (TRUE, FALSE) else self._missing(cluster, i),
        )

    def _missing(self, cluster: str, i: int) -> tuple[str, ...]:
        """The facts that a conclusion of one subject still waits for."""
        table = self.inference.table
        local = self.inference.tables[cluster]
        digits = local.digits(int(self.inference.codes[cluster][i]))
        truths = dict(zip(local.atoms, digits, strict=True))
        labels = (
            part.label
            for goal in local.cluster.goals
            for formula in goal.formulas
            for atom in waiting(formula, truths)
            if not isinstance(atom, Concluded)
            for part in table.base_facts(atom.fact)
            if table.state(part, i) != KNOWN
        )
        return tuple(dict.fromkeys(labels))

    def _failed(self, firing: Firing) -> str:
        """The literals that failed, and under which reading where there are two."""
        words = " 且 ".join(lit.atom.words(lit.value) for lit in firing.literals)
        rule = self.inference.book.rules.get(firing.rule)
        texts = {r.id: r.text for r in rule.readings if r.id} if rule else {}
        return f"{words}（{texts[firing.reading]}）" if firing.reading in texts else words
