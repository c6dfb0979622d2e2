"""durable-rules as the forward-chaining kernel: one rule set a cluster, one session a signature.

A session asserts one fact message that holds every atom of the cluster as T, F or U. Rules over
explicit T and F literals fire and assert steps (a rule holds, a rule fails); rules over steps
conclude the goals. What fired, with the literals it fired on, is the explanation.

Measured limits of durable-rules 2.0.28, and how they are met: at most 1,024 live states in a rule
set (each session's state is deleted when it ends); messages are told apart by a hash (every
message has a ``sid`` and an ``id``, and a refused one raises ``RefusedFactError``); ``Host`` starts
timer threads (``_run`` does nothing here); deleting the state of a session in which nothing fired
corrupts memory (one rule always fires).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, product
from typing import Any

from durable.engine import Host, MessageNotHandledException, MessageObservedException

from facts.truth import FALSE, TRUE, UNKNOWN
from rules.atoms import Formula
from rules.clusters import Cluster, CompiledRule, Goal
from rules.logic import Term, deny, terms

#: Besides false, true and unknown, a goal may turn on how the text is read, or on whether the
#: finding or the elements prevail.
READING, CONFLICT = 3, 4

_LETTERS = {FALSE: "F", TRUE: "T", UNKNOWN: "U", READING: "R", CONFLICT: "C"}
_VALUES = {letter: value for value, letter in _LETTERS.items()}
#: When several are concluded of one goal: a contradicted finding is a conflict even though the
#: finding alone would do.
_PRECEDENCE = (CONFLICT, TRUE, FALSE, READING)


class RefusedFactError(RuntimeError):
    """durable-rules took two different messages for one: the result cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that was shown to hold (or to fail) by these literals."""

    rule: str
    reading: str
    value: bool
    literals: Term


@dataclass(frozen=True, slots=True)
class LocalResult:
    """What one session concluded: a value for each goal, its basis, and what fired."""

    values: tuple[int, ...]
    bases: tuple[str, ...]
    firings: tuple[Firing, ...]


class _QuietHost(Host):  # type: ignore[misc]
    """A host without timer threads: this kernel uses no timers and no queues."""

    def _run(self) -> None:
        return


LISTING = "listing"


class Kernel:
    """The compiled rule set of one cluster. Not for use from several threads at once."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.sessions = 0
        self._positions = {atom: f"a{i}" for i, atom in enumerate(cluster.atoms)}
        self._definitions: dict[str, Any] = {}
        self._names = count()
        self._fired: list[Firing] = []
        self._steps: set[str] = set()
        self._concluded: set[tuple[str, int]] = set()
        # Deleting a state that no rule has touched corrupts memory, so one rule always fires.
        self._define([{"m": {"kind": "atoms"}}], lambda _: None)
        for goal in cluster.goals:
            self._add_goal(goal)
        self._host = _QuietHost({cluster.id: self._definitions})

    def run(self, values: Sequence[int]) -> LocalResult:
        """Decide one situation; ``values`` holds the truth of each atom of the cluster."""
        self._fired, self._steps, self._concluded = [], set(), set()
        self.sessions += 1
        session = str(self.sessions)
        message = {"sid": session, "id": "atoms", "kind": "atoms"}
        message.update((f"a{i}", _LETTERS[value]) for i, value in enumerate(values))
        try:
            self._host.assert_fact(self.cluster.id, message)
        except MessageObservedException as error:
            raise RefusedFactError(self.cluster.id) from error
        else:
            self._host.delete_state(self.cluster.id, session)
        decided = [self._decide(goal) for goal in self.cluster.goals]
        return LocalResult(
            tuple(value for value, _ in decided),
            tuple(basis for _, basis in decided),
            tuple(dict.fromkeys(self._fired)),
        )

    def _decide(self, goal: Goal) -> tuple[int, str]:
        value = next((v for v in _PRECEDENCE if (goal.id, v) in self._concluded), UNKNOWN)
        if value == CONFLICT:
            return value, "conflict"
        if value == READING:
            return value, "reading"
        if value != TRUE or goal.listing is None:
            return value, "elements" if value != UNKNOWN else "none"
        listed = f"{goal.id}/{LISTING}=T" in self._steps
        elements = f"{goal.id}/elements=T" in self._steps
        return value, "both" if listed and elements else "finding" if listed else "elements"

    # ── compilation ───────────────────────────────────────────────────────────

    def _add_goal(self, goal: Goal) -> None:
        """Atoms → rules → elements → goal, each step by a rule of its own."""
        for rule in goal.rules:
            self._add_rule(goal, rule)
        rules = [f"{goal.id}/{rule.id}" for rule in goal.rules]
        elements = f"{goal.id}/elements"
        some, every = ("T", "F") if goal.combine == "any" else ("F", "T")
        for rule_step in rules:
            self._chain([(rule_step, some)], elements, some)
            self._chain([(rule_step, "R")], elements, "R")
        self._chain([(rule_step, every) for rule_step in rules], elements, every)
        if goal.listing is None:
            for letter in "TFR":
                self._conclude([(elements, letter)], goal, letter)
            return
        listing = f"{goal.id}/{LISTING}"
        self._add_formula(goal.listing, listing, LISTING, "")
        if goal.finding == "required":
            self._conclude([(listing, "T"), (elements, "T")], goal, "T")
            self._conclude([(listing, "T"), (elements, "R")], goal, "R")
            self._conclude([(listing, "F")], goal, "F")
        else:
            self._conclude([(listing, "T")], goal, "T")
            self._conclude([(elements, "T")], goal, "T")
            self._conclude([(elements, "R")], goal, "R")
            self._conclude([(listing, "F"), (elements, "F")], goal, "F")
        self._conclude([(listing, "T"), (elements, "F")], goal, "C")

    def _add_rule(self, goal: Goal, rule: CompiledRule) -> None:
        step = f"{goal.id}/{rule.id}"
        if len(rule.readings) == 1:
            self._add_formula(rule.readings[0].formula, step, rule.id, "")
            return
        steps = []
        for reading in rule.readings:
            steps.append(f"{step}/{reading.id}")
            self._add_formula(reading.formula, steps[-1], rule.id, reading.id)
        for letters in product("TF", repeat=2):
            letter = letters[0] if letters[0] == letters[1] else "R"
            self._chain(list(zip(steps, letters, strict=True)), step, letter)

    def _add_formula(self, formula: Formula, step: str, rule: str, reading: str) -> None:
        """One durable rule for each term that makes the formula true, and false."""
        for value, side in ((True, formula), (False, deny(formula))):
            letter = "T" if value else "F"
            for term in terms(side):
                firing = Firing(rule, reading, value, term)
                self._define([{"m": self._match(term)}], self._recorder(firing, step, letter))

    def _match(self, term: Term) -> dict[str, Any]:
        parts: list[dict[str, str]] = [{"kind": "atoms"}]
        parts += [{self._positions[lit.atom]: "T" if lit.value else "F"} for lit in term]
        return {"$and": parts} if len(parts) > 1 else parts[0]

    def _chain(self, causes: list[tuple[str, str]], step: str, letter: str) -> None:
        if causes:
            self._define(self._join(causes), lambda c: self._assert(c, step, letter))

    def _conclude(self, causes: list[tuple[str, str]], goal: Goal, letter: str) -> None:
        def conclude(_: Any) -> None:
            self._concluded.add((goal.id, _VALUES[letter]))

        self._define(self._join(causes), conclude)

    @staticmethod
    def _join(causes: list[tuple[str, str]]) -> list[dict[str, Any]]:
        return [
            {f"m_{i}" if len(causes) > 1 else "m": {"step": f"{step}={letter}"}}
            for i, (step, letter) in enumerate(causes)
        ]

    def _define(self, conditions: list[dict[str, Any]], run: Callable[[Any], None]) -> None:
        self._definitions[f"r{next(self._names)}"] = {"all": conditions, "run": run}

    def _recorder(self, firing: Firing, step: str, letter: str) -> Callable[[Any], None]:
        def record(context: Any) -> None:
            self._fired.append(firing)
            self._assert(context, step, letter)

        return record

    def _assert(self, context: Any, step: str, letter: str) -> None:
        """Assert a step once; several terms may lead to it."""
        name = f"{step}={letter}"
        if name in self._steps:
            return
        self._steps.add(name)
        try:
            context.assert_fact({"id": name, "step": name})
        except MessageNotHandledException:
            pass  # nothing follows from this step
        except MessageObservedException as error:
            raise RefusedFactError(name) from error
