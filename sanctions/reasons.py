"""Reasons: what fired in each local situation, joined with the facts of one subject."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from facts import KNOWN, Fact
from facts.truth import FALSE, TRUE, UNKNOWN
from rules.atoms import Concluded, Stated
from rules.book import Fault
from rules.clusters import Cluster
from rules.inference import Inference
from rules.kernel import CONFLICT, LISTING, READING, Firing, LocalResult
from rules.logic import waiting
from sanctions.determination import Considered, FactUsed, FaultFinding, Reason
from sanctions.prescribed import Prescribed
from sanctions.scales import Facing

#: Ends the rule of a reason that shows how a fault's condition failed.
FAILED = "#failed"


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
        found = list(self._scope(i))
        if status == "out_of_scope":
            return tuple(found)
        blameless = status == "no_accountability" and not any(
            result.values[0] == TRUE for _, result in self._faults(i)
        )
        for cluster in book.stage("duty"):
            result = self.inference.result(cluster.id, i)
            if result.values[0] == TRUE:
                found += self._fired(self._telling(result, {True}), "duty", i)
        for fault, result in self._faults(i):
            if result.values[0] in (TRUE, READING, CONFLICT):
                wanted = {True} if result.values[0] == TRUE else {True, False}
                found += self._fired(self._telling(result, wanted), "finding", i, fault)
            elif blameless and result.values[0] == FALSE:
                found += self._fired(self._telling(result, {False}), "finding", i, fault)
        if blameless:
            return tuple(found) + tuple(self._referred(i))
        for attribution in book.stage("attribution"):
            found += self._attributed(attribution, i)
        if status in ("recommended", "exempt") and facing is not None:
            found += self._measured(i, facing)
        for cluster in (*book.stage("measure"), *book.stage("adjustment")):
            result = self.inference.result(cluster.id, i)
            if result.values[0] == TRUE:
                found += self._fired(result.firings, cluster.stage, i)
        return tuple(found) + tuple(self._referred(i))

    @staticmethod
    def _telling(result: LocalResult, wanted: set[bool]) -> list[Firing]:
        """The firings that bear on the value: listings only where the finding counts."""
        return [
            firing
            for firing in result.firings
            if firing.value in wanted and (firing.rule != LISTING or firing.value)
        ]

    def _scope(self, i: int) -> Iterator[Reason]:
        result = self.inference.result("scope", i)
        outside = result.values[0] == FALSE
        firings = [f for f in result.firings if f.value != outside]
        if outside:
            yield from self._fired(firings, "scope", i)
        elif firings:
            cites = [c for f in firings for c in self.inference.book.rules[f.rule].rule.cite]
            citation = "; ".join(dict.fromkeys(cites))
            yield Reason("scope", "scope", citation, self.facts_of(firings, i))

    def _attributed(self, cluster: Cluster, i: int) -> list[Reason]:
        result = self.inference.result(cluster.id, i)
        settled = [g for g, v in zip(cluster.goals, result.values, strict=True) if v == TRUE]
        if settled:
            rules = {rule.id for goal in settled for rule in goal.rules}
            firings = [f for f in result.firings if f.value and f.rule in rules]
            return self._fired(firings, "attribution", i)
        if UNKNOWN in result.values:
            return []
        silence = self.inference.book.book.metadata.silence
        asked = [a.fact for a in cluster.atoms if not isinstance(a, Concluded)]
        facts = tuple(self._used(f, i) for f in dict.fromkeys(asked) if f.label != "主体类别")
        return [Reason("silence", "attribution", "; ".join(silence.cite), facts)]

    def _measured(self, i: int, facing: Facing) -> Iterator[Reason]:
        gravity = self._used(self.inference.table.vocabulary.by_label("情节"), i)
        labels = {r.id: r.label for r in self.inference.book.book.metadata.responsibilities}
        borne = labels.get(facing.responsibility)
        responsibility = None if borne is None else FactUsed("责任", borne, "")
        return self.prescribed.reasons(facing, responsibility, gravity)

    def _referred(self, i: int) -> Iterator[Reason]:
        for cluster in self.inference.book.stage("procedure"):
            result = self.inference.result(cluster.id, i)
            if result.values[0] == TRUE:
                yield from self._fired(result.firings, "procedure", i)

    def _fired(
        self, firings: Iterable[Firing], stage: str, i: int, fault: Fault | None = None
    ) -> list[Reason]:
        """One reason a rule (and reading), with the facts of all its terms that fired."""
        grouped: dict[str, list[Firing]] = {}
        for firing in firings:
            name = firing.rule
            if firing.rule == LISTING and fault is not None:
                name = f"{fault.id}.listed"
            elif firing.reading:
                name = f"{firing.rule}@{firing.reading}"
            if stage == "finding" and not firing.value:
                name += FAILED
            grouped.setdefault(name, []).append(firing)
        reasons = []
        for name, group in grouped.items():
            cites = fault.cite if fault is not None else ()
            if group[0].rule != LISTING:
                cites = self.inference.book.rules[group[0].rule].rule.cite
            reasons.append(Reason(name, stage, "; ".join(cites), self.facts_of(group, i)))
        return reasons

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
        local = self.inference.tables[cluster]
        digits = local.digits(int(self.inference.codes[cluster][i]))
        truths = dict(zip(local.atoms, digits, strict=True))
        conditions = [f for goal in local.cluster.goals for f in goal.formulas]
        unknown = [atom for formula in conditions for atom in waiting(formula, truths)]
        missing = tuple(
            dict.fromkeys(
                part.label
                for atom in unknown
                if not isinstance(atom, Concluded)
                for part in self.inference.table.base_facts(atom.fact)
                if self.inference.table.state(part, i) != KNOWN
            )
        )
        telling = self._telling(result, {True} if value == TRUE else {True, False})
        failing = [] if value == TRUE else [f for f in telling if not f.value]
        return Considered(
            fault=name,
            value="true" if value == TRUE else "false" if value == FALSE else "unknown",
            basis=result.bases[0],
            citations=cites,
            because=self.facts_of(telling, i),
            failing=tuple(dict.fromkeys(self._failed(f) for f in failing)),
            missing=missing if value not in (TRUE, FALSE) else (),
        )

    def _failed(self, firing: Firing) -> str:
        """The literals that failed, and under which reading where there are two."""
        words = " 且 ".join(lit.atom.words(lit.value) for lit in firing.literals)
        rule = self.inference.book.rules.get(firing.rule)
        texts = {r.id: r.text for r in rule.readings if r.id} if rule else {}
        return f"{words}（{texts[firing.reading]}）" if firing.reading in texts else words
