"""durable-rules case by case: a rule set in its own language, one session a subject.

A session is asserted what was written about the subject; the rules that fire are its reasons. What
they show is asserted again for the rules that build on it: findings, then (七), then the outcome.
Nothing is remembered from one subject to the next. Its limits are kept: a state is deleted after
its session (at most 1,024 may live), one rule always fires, and its timer threads are not started.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import Any

import numpy as np
from durable.engine import Host
from durable.lang import m, ruleset, when_all

from benchmarks.peers.answers import (
    FAULT_NAMES,
    NO_ACCOUNTABILITY,
    OUT_OF_SCOPE,
    OUTCOMES,
    REFERRALS,
    RESPONSIBILITIES,
    SETTLED,
    Answers,
    write_answers,
)
from benchmarks.peers.book import Book, Clause, Term, Test, read_book
from benchmarks.peers.register import CHOICES, NO, UNKNOWN, YES, read_register
from benchmarks.peers.stopwatch import Stopwatch

BOOK = "zhangye-2009"
VALUES = {"no": NO, "unknown": UNKNOWN, "yes": YES}
WORDS = {value: word for word, value in VALUES.items()}
SUBJECT, FOUND, JUDGED = "subject", "found", "judged"


def run(source: Path, target: Path, watch: Stopwatch) -> None:
    """One session a subject."""
    with watch.phase("read"):
        register = read_register(source)
        records = register.records()
    with watch.phase("decide"):
        book = read_book()
        session = Session(book)
        names = (*FAULT_NAMES, "mitigation-7", *REFERRALS)
        columns = {name: np.empty(len(records), np.int8) for name in names}
        responsibility = np.empty(len(records), np.int8)
        outcomes = np.empty(len(records), np.int16)
        reasons = []
        for place, record in enumerate(records):
            truths, who, outcomes[place] = session.decide(place, record)
            responsibility[place] = RESPONSIBILITIES.index(who)
            for name, column in columns.items():
                column[place] = VALUES[truths.get(name, "unknown")]
            reasons.append([*dict.fromkeys(session.fired)])
        watch.counts["sessions"] = len(records)
    with watch.phase("write"):
        write_answers(register, Answers(columns, responsibility, outcomes, reasons), target)


class _QuietHost(Host):  # type: ignore[misc]
    def _run(self) -> None:
        """No timer threads."""


class Session:
    """The rule set, and what the session under way has shown."""

    def __init__(self, book: Book) -> None:
        self.fired: list[str] = []
        self._shown: dict[tuple[str, str], None] = {}
        self._required = {f"fault-{f.number}": f.required for f in book.faults}
        rules = ruleset(BOOK)
        with rules:
            self._rule(m.stage == SUBJECT, "", "", "")
            self._rule(m.stage == FOUND, "", "", "")
            self._rule(m.stage == JUDGED, "", "", "")
            for fault in book.faults:
                self._clauses(f"fault-{fault.number}", fault.clauses, SUBJECT)
            self._clauses("scope", book.scope, SUBJECT)
            for name, clauses in book.referrals.items():
                self._clauses(name, clauses, SUBJECT)
            for rule, who, term in book.attributions:
                self._rule((m.stage == SUBJECT) & _matches([term]), "responsibility", who, rule)
            self._clauses("mitigation-7", book.mitigation, FOUND)
            self._outcomes()
        name, definitions = rules.define()
        self._host = _QuietHost({name: definitions})

    def decide(self, place: int, record: dict[str, Any]) -> tuple[dict[str, str], str, int]:
        """Truths in words, the responsibility, and the position in OUTCOMES."""
        self.fired, self._shown = [], {}
        facts = {name: _word(value) for name, value in record.items()}
        self._assert(place, SUBJECT, facts)
        faults = {name: self._finding(name, facts) for name in self._required}
        concluded = {name.replace("-", "_"): value for name, value in faults.items()}
        self._assert(place, FOUND, facts | concluded)
        truths = faults | {about: value for about, value in self._shown if about not in faults}
        who = truths.pop("responsibility", "undecided")
        judged = {
            "scope": truths.get("scope", "unknown"),
            "fault": _any(faults.values()),
            "who": who,
            "gravity": record.get("gravity", "unknown"),
            "lenient": truths.get("mitigation-7", "unknown"),
        }
        self._assert(place, JUDGED, judged)
        outcome = next((int(value) for about, value in self._shown if about == "outcome"), 0)
        self._host.delete_state(BOOK, str(place))
        return truths, who, outcome

    def _assert(self, place: int, stage: str, facts: dict[str, Any]) -> None:
        self._host.assert_fact(BOOK, {"sid": str(place), "id": stage, "stage": stage, **facts})

    def _finding(self, name: str, facts: dict[str, Any]) -> str:
        """A listing stands by itself unless its elements are denied; else the elements decide."""
        listed = facts.get(f"listed_{name.removeprefix('fault-')}", "unknown")
        elements = next((v for v in ("yes", "no") if (name, v) in self._shown), "unknown")
        if self._required[name]:
            return (
                "no"
                if listed == "no"
                else elements
                if (listed, elements) == ("yes", "yes")
                else "unknown"
            )
        if listed == "yes":
            return "unknown" if elements == "no" else "yes"
        return "unknown" if (listed, elements) == ("unknown", "no") else elements

    # ── rules ─────────────────────────────────────────────────────────────────

    def _clauses(self, about: str, clauses: Iterable[Clause], stage: str) -> None:
        """One rule of durable-rules for all the ways in which one of the book holds (or fails)."""
        ways: dict[tuple[str, bool], list[Term]] = {}
        for clause in clauses:
            ways.setdefault((clause.rule, clause.holds), []).append(clause.tests)
        for (rule, holds), terms in ways.items():
            condition = (m.stage == stage) & _matches(terms)
            by = rule if holds else f"{rule}#failed"
            self._rule(condition, about, "yes" if holds else "no", by)

    def _outcomes(self) -> None:
        judged = m.stage == JUDGED
        nowhere = OUTCOMES.index((OUT_OF_SCOPE, ""))
        nothing = OUTCOMES.index((NO_ACCOUNTABILITY, ""))
        self._rule(judged & (m.scope == "no"), "outcome", str(nowhere), "")
        faultless = judged & (m.scope == "yes") & (m.fault == "no")
        self._rule(faultless, "outcome", str(nothing), "")
        words = [*CHOICES["情节"][1], "unknown"]
        for (who, gravity, lenient), outcome in SETTLED.items():
            cell = (m.scope == "yes") & (m.fault == "yes") & (m.who == who)
            cell = judged & cell & (m.gravity == words[gravity]) & (m.lenient == WORDS[lenient])
            self._rule(cell, "outcome", str(OUTCOMES.index(outcome)), f"baseline.{who}")

    def _rule(self, condition: Any, about: str, value: str, by: str) -> None:
        when_all(condition)(self._recorder(about, value, by))

    def _recorder(self, about: str, value: str, by: str) -> Callable[[Any], None]:
        def record(_: Any) -> None:
            if about:
                self._shown[about, value] = None
            if by:
                self.fired.append(by)

        return record


def _word(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _any(values: Iterable[str]) -> str:
    met = set(values)
    return "yes" if "yes" in met else "unknown" if "unknown" in met else "no"


def _matches(terms: Iterable[Term]) -> Any:
    return reduce(or_, [reduce(and_, [_match(test) for test in term]) for term in terms])


def _match(test: Test) -> Any:
    field = getattr(m, test.fact)
    if test.op == "is":
        return field == ("yes" if test.value else "no")
    if test.op == "in":
        return reduce(or_, [field == word for word in test.value])
    if test.op == "not in":
        return reduce(and_, [field != word for word in test.value])
    if test.op == ">":
        return field > test.value
    if test.op == ">=":
        return field >= test.value
    return field < test.value if test.op == "<" else field <= test.value
