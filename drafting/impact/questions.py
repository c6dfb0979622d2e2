"""The cost of a book in open questions: what subjects wait for, under each book."""

from dataclasses import dataclass

import numpy as np

from rules.masks import has, some
from rules.variables import Variable
from sanctions import Decisions


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that is asked for: how many subjects wait for it before and after."""

    label: str
    kind: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Subjects without a settled outcome, and the questions open for them all together."""

    subjects: int
    questions: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Both books. Questions that bear on a referral alone are not counted."""

    before: Waiting
    after: Waiting
    wanted: tuple[Wanted, ...]


def cost(old: Decisions, new: Decisions) -> Cost:
    """What is asked for under both books; what most subjects wait for in either comes first."""
    before, after = counts(old), counts(new)
    wanted = [
        Wanted(label, kind, before.get((label, kind), 0), after.get((label, kind), 0))
        for label, kind in dict.fromkeys([*before, *after])
    ]
    wanted.sort(key=lambda w: (-max(w.before, w.after), w.label, w.kind))
    return Cost(_waiting(old, before), _waiting(new, after), tuple(wanted))


def _waiting(decisions: Decisions, found: dict[tuple[str, str], int]) -> Waiting:
    return Waiting(int(np.count_nonzero(some(decisions.masks))), sum(found.values()))


def counts(decisions: Decisions) -> dict[tuple[str, str], int]:
    """How many subjects wait for each thing: (label, kind) → subjects.

    A fact that is worked out from others goes by its own name (报告用时).
    """
    found: dict[tuple[str, str], int] = {}
    for bit, label, kind in _bits(decisions):
        count = int(np.count_nonzero(has(decisions.masks, bit)))
        if count:
            found[label, kind] = found.get((label, kind), 0) + count
    return found


def _bits(decisions: Decisions) -> list[tuple[int, str, str]]:
    """The bits of a question mask: position, label and kind."""
    decider = decisions.decider
    facts, disputes = decider.variables.facts, decider.variables.disputes
    found = [(bit, variable.label, _kind(variable)) for bit, variable in enumerate(facts)]
    found += [(len(facts) + i, dispute.label, dispute.kind) for i, dispute in enumerate(disputes)]
    found.append((decider.variables.silence_bit, "责任认定", "silence"))
    found.append((decider.variables.gravity_bit, "情节", "judgement"))
    return found


def _kind(variable: Variable) -> str:
    """As in QUESTION_LABELS; whether a fact was left open is not told apart here."""
    judged = variable.fact is not None and variable.fact.kind == "judgement"
    return "judgement" if judged else "unknown"
