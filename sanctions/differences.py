"""What makes the difference between two outcomes: the clauses and rules, or the baseline."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rules.loader import CompiledBook
from sanctions.determination import Determination, FaultFinding, Reason
from sanctions.prescribed import BASELINE_RULE, MERGE_RULE

#: What the official found, as a step of its own.
_LISTED = ".listed"
#: Not settled, and not merely for want of facts.
_DOUBTED = ("conflict", "reading")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change does. ``kind``: fault, responsibility, adjustment, measure, or baseline.

    ``id`` is the fault that falls away or becomes doubtful, the responsibility that is borne
    then, or the adjustment that then applies or no longer does; "" for others. ``rules`` are ids
    of rules of the book, or of rows of its table.
    """

    kind: str
    id: str
    citations: tuple[str, ...]
    rules: tuple[str, ...] = ()


def differences(
    base: Determination, outcome: Determination, book: CompiledBook
) -> tuple[Difference, ...]:
    """Why ``outcome`` is another than ``base``: by law where the law makes a difference."""
    found = [
        *_other_faults(base, outcome, book),
        *_other_adjustments(base, outcome),
        *_other_responsibility(base, outcome, book),
    ]
    if not found or outcome.gravity != base.gravity:
        found += _other_measures(base, outcome)
    return tuple(found)


def _other_faults(
    base: Determination, outcome: Determination, book: CompiledBook
) -> Iterator[Difference]:
    held = {fault.id: fault.value for fault in outcome.faults}
    nothing = outcome.status == "no_accountability"
    for fault in base.faults:
        gone = fault.id not in held and (nothing or fault.basis in _DOUBTED)
        if gone or (fault.value == "true" and held.get(fault.id) != "true"):
            rules = _finding(base, fault, book) or _finding(outcome, fault, book)
            yield Difference("fault", fault.id, fault.citations, rules)


def _finding(d: Determination, fault: FaultFinding, book: CompiledBook) -> tuple[str, ...]:
    """The rules by which the fault was found, or is in doubt, or fails."""
    found = (r.rule for r in d.reasons if r.stage == "finding")
    ids = dict.fromkeys(rule.partition("#")[0].partition("@")[0] for rule in found)
    named = tuple(id_ for id_ in ids if id_ in book.rules and fault.id in _targets(book, id_))
    return named or tuple(id_ for id_ in ids if id_ == fault.id + _LISTED)


def _targets(book: CompiledBook, rule: str) -> Collection[str]:
    return book.rules[rule].conclusion.targets


def _other_adjustments(base: Determination, outcome: Determination) -> Iterator[Difference]:
    before, after = ({a.id: a.citations for a in d.adjustments} for d in (base, outcome))
    nothing = outcome.status == "no_accountability"
    for id_ in dict.fromkeys([*before, *after]):
        if (id_ in before) != (id_ in after) and (id_ in after or not nothing):
            yield Difference("adjustment", id_, after.get(id_) or before[id_], (id_,))


def _other_responsibility(
    base: Determination, outcome: Determination, book: CompiledBook
) -> Iterator[Difference]:
    """Who bears what by which rule; no rule where the text is silent."""
    nobody = outcome.status == "no_accountability" and outcome.responsibility is None
    if outcome.responsibility != base.responsibility and not nobody:
        steps = [r for r in outcome.reasons if r.stage == "attribution"]
        cites, rules = _resting(steps)
        known = tuple(rule for rule in rules if rule in book.rules)
        yield Difference("responsibility", outcome.responsibility or "", cites, known)


def _other_measures(base: Determination, outcome: Determination) -> Iterator[Difference]:
    """Other rows of the statutory table; the baseline where the law is the same."""
    steps = [r for r in outcome.reasons if r.stage == "measure"]
    rows = [r for r in steps if r.rule not in (BASELINE_RULE, MERGE_RULE)]
    before = {r.rule for r in base.reasons if r.stage == "measure"}
    if any(r.rule not in before for r in rows):
        yield Difference("measure", "", *_resting(rows))
    else:
        yield Difference("baseline", "", (), (BASELINE_RULE,))


def _resting(steps: Iterable[Reason]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The clauses and the rules of some steps."""
    found = list(steps)
    parts = (part.strip() for step in found for part in step.citation.split(";"))
    cites = tuple(dict.fromkeys(part for part in parts if part))
    return cites, tuple(dict.fromkeys(step.rule.partition("@")[0] for step in found))
