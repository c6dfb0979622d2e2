"""Reasons of a local situation: the same for every subject in it, but for the facts' values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facts import Fact
from facts.truth import FALSE, TRUE, UNKNOWN
from rules.atoms import Concluded
from rules.book import Fault
from rules.clusters import Cluster
from rules.inference import Inference
from rules.kernel import CONFLICT, LISTING, READING, Firing, LocalResult
from rules.loader import CompiledBook
from sanctions.determination import FactUsed, Reason

#: Ends the rule of a reason that shows how a fault's condition failed.
FAILED = "#failed"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A reason without values. ``facts`` is None where they lie behind other conclusions."""

    rule: str
    stage: str
    citation: str
    firings: tuple[Firing, ...]
    facts: tuple[Fact, ...] | None

    def reason(self, facts: tuple[FactUsed, ...]) -> Reason:
        """The reason of one subject."""
        return Reason(self.rule, self.stage, self.citation, facts)


def telling(result: LocalResult, wanted: set[bool]) -> list[Firing]:
    """The firings that bear on the value: listings only where the finding counts."""
    return [
        firing
        for firing in result.firings
        if firing.value in wanted and (firing.rule != LISTING or firing.value)
    ]


def sketches(
    inference: Inference, cluster: Cluster, code: int, blameless: bool
) -> tuple[Sketch, ...]:
    """What a cluster tells in one situation; of the ``blameless`` also why no fault stands."""
    book, result = inference.book, inference.tables[cluster.id].result(code)
    value = result.values[0]
    if cluster.stage == "scope":
        return tuple(_scope(book, result))
    if cluster.stage == "attribution":
        return tuple(_attributed(book, cluster, result))
    if cluster.stage == "finding":
        wanted = {TRUE: {True}, READING: {True, False}, CONFLICT: {True, False}}.get(value)
        if blameless and value == FALSE:
            wanted = {False}
        if wanted is None:
            return ()
        faults = {fault.id: fault for fault in book.book.metadata.faults}
        fault = faults[cluster.goals[0].id]
        return tuple(_fired(book, telling(result, wanted), "finding", fault))
    if value != TRUE:
        return ()
    firings = telling(result, {True}) if cluster.stage == "duty" else result.firings
    return tuple(_fired(book, firings, cluster.stage))


def _scope(book: CompiledBook, result: LocalResult) -> Iterator[Sketch]:
    outside = result.values[0] == FALSE
    firings = [f for f in result.firings if f.value != outside]
    if outside:
        yield from _fired(book, firings, "scope")
    elif firings:
        cites = [c for f in firings for c in book.rules[f.rule].rule.cite]
        yield _sketch("scope", "scope", tuple(dict.fromkeys(cites)), firings)


def _attributed(book: CompiledBook, cluster: Cluster, result: LocalResult) -> Iterator[Sketch]:
    settled = [g for g, v in zip(cluster.goals, result.values, strict=True) if v == TRUE]
    if settled:
        rules = {rule.id for goal in settled for rule in goal.rules}
        firings = [f for f in result.firings if f.value and f.rule in rules]
        yield from _fired(book, firings, "attribution")
    elif UNKNOWN not in result.values:
        asked = dict.fromkeys(a.fact for a in cluster.atoms if not isinstance(a, Concluded))
        facts = tuple(fact for fact in asked if fact.label != "主体类别")
        cites = "; ".join(book.book.metadata.silence.cite)
        yield Sketch("silence", "attribution", cites, (), facts)


def _fired(
    book: CompiledBook, firings: Iterable[Firing], stage: str, fault: Fault | None = None
) -> Iterator[Sketch]:
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
    for name, group in grouped.items():
        cites = fault.cite if fault is not None else ()
        if group[0].rule != LISTING:
            cites = book.rules[group[0].rule].rule.cite
        yield _sketch(name, stage, cites, group)


def _sketch(name: str, stage: str, cites: tuple[str, ...], firings: list[Firing]) -> Sketch:
    atoms = [literal.atom for firing in firings for literal in firing.literals]
    facts = None
    if not any(isinstance(atom, Concluded) for atom in atoms):
        facts = tuple(dict.fromkeys(a.fact for a in atoms if not isinstance(a, Concluded)))
    return Sketch(name, stage, "; ".join(cites), tuple(firings), facts)
