"""CLIPS through clipspy: deftemplates and defrules made from the book, a batch of subjects a run.

Subjects are facts; rules conclude facts about them, which name the rule that concluded them: those
are the reasons. A slot that nobody filled says ``unknown`` and matches no test. Stages are kept
apart by salience, so that "not denied" is asked when everything has been denied that can be.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import clips  # type: ignore[import-untyped]
import numpy as np

from benchmarks.peers.answers import (
    FAULT_NAMES,
    GRAVITIES,
    NO_ACCOUNTABILITY,
    OUT_OF_SCOPE,
    OUTCOMES,
    REFERRALS,
    RESPONSIBILITIES,
    SETTLED,
    Answers,
    write_answers,
)
from benchmarks.peers.book import Book, Clause, Fault, Test, read_book
from benchmarks.peers.register import CHOICES, FAULTS, NO, UNKNOWN, YES, YES_NO, read_register
from benchmarks.peers.stopwatch import Stopwatch

#: Subjects in working memory at once; one at a time takes longer.
BATCH = 1_000
VALUES = {"no": NO, "unknown": UNKNOWN, "yes": YES}
NUMBERS = ("incident_date", "report_time", "direct_loss")
CLAUSES, FINDINGS, CHAINED, DEFAULTS, OUTCOME = 50, 40, 30, 20, 10


def run(source: Path, target: Path, watch: Stopwatch) -> None:
    """Assert a batch, run the agenda, read the conclusions, reset; and again."""
    with watch.phase("read"):
        register = read_register(source)
        records = register.records()
    with watch.phase("decide"):
        environment = clips.Environment()
        for construct in constructs(read_book()):
            environment.build(construct)
        names = (*FAULT_NAMES, "mitigation-7", *REFERRALS)
        columns = {name: np.full(len(records), UNKNOWN, np.int8) for name in names}
        responsibility = np.zeros(len(records), np.int8)
        outcomes = np.zeros(len(records), np.int16)
        reasons: list[list[str]] = [[] for _ in records]
        for first in range(0, len(records), BATCH):
            environment.reset()
            subject = environment.find_template("subject")
            for place, record in enumerate(records[first : first + BATCH], first):
                subject.assert_fact(id=place, **{n: _value(v) for n, v in record.items()})
            environment.run()
            for fact in environment.find_template("truth").facts():
                columns_of = columns.get(fact["about"])
                if columns_of is not None:
                    columns_of[fact["subject"]] = VALUES[fact["value"]]
            for fact in environment.find_template("bears").facts():
                responsibility[fact["subject"]] = RESPONSIBILITIES.index(fact["who"])
            for fact in environment.find_template("outcome").facts():
                outcomes[fact["subject"]] = fact["outcome"]
            for fact in environment.find_template("shown").facts():
                reasons[fact["subject"]].append(fact["by"])
    with watch.phase("write"):
        write_answers(register, Answers(columns, responsibility, outcomes, reasons), target)


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return clips.Symbol("yes" if value else "no")
    return clips.Symbol(value) if isinstance(value, str) else value


# ── constructs ────────────────────────────────────────────────────────────────


def constructs(book: Book) -> Iterator[str]:
    """Every template, rule and table of the book."""
    slots = [*YES_NO.values(), "provision_broken", *NUMBERS]
    slots += [f"listed_{n}" for n in range(1, FAULTS + 1)]
    slots += [name for name, _ in CHOICES.values()]
    told = " ".join(f"(slot {name} (default unknown))" for name in slots)
    yield f"(deftemplate subject (slot id) {told})"
    yield "(deftemplate shown (slot subject) (slot about) (slot value) (slot by))"
    yield "(deftemplate truth (slot subject) (slot about) (slot value))"
    yield "(deftemplate bears (slot subject) (slot who))"
    yield "(deftemplate cell (slot who) (slot gravity) (slot lenient) (slot outcome))"
    yield "(deftemplate outcome (slot subject) (slot outcome))"
    for fault in book.faults:
        yield from _fault_rules(fault)
    plain = {"scope": book.scope, **book.referrals}
    for about, clauses in plain.items():
        yield from _clause_rules(about, clauses, CLAUSES)
        yield from _shown_is_true(about)
    yield from _clause_rules("mitigation-7", book.mitigation, CHAINED)
    yield from _shown_is_true("mitigation-7")
    yield from _attribution_rules(book)
    yield from _outcome_rules()


def _fault_rules(fault: Fault) -> Iterator[str]:
    about, listed = f"fault-{fault.number}", f"listed_{fault.number}"
    yield from _clause_rules(about, fault.clauses, CLAUSES)
    yes, no = (f"(shown (subject ?s) (about {about}) (value {v}))" for v in ("yes", "no"))
    is_listed, not_listed = (f"(subject (id ?s) ({listed} {v}))" for v in ("yes", "no"))
    if fault.required:
        yield _concluding(f"{about}.established", FINDINGS, f"{is_listed} {yes}", about, "yes")
        yield _concluding(f"{about}.not-listed", FINDINGS, not_listed, about, "no")
        return
    by = f"{about}.listed"
    listing = f"(assert (shown (subject ?s) (about {about}) (value yes) (by {by})))"
    yield _rule(by, FINDINGS + 1, f"{is_listed} (not {no})", listing)
    yield _concluding(f"{about}.established", FINDINGS, yes, about, "yes")
    yield _concluding(f"{about}.excluded", FINDINGS, f"{not_listed} {no}", about, "no")


def _clause_rules(about: str, clauses: Iterable[Clause], salience: int) -> Iterator[str]:
    for number, clause in enumerate(clauses):
        value, mark = ("yes", "") if clause.holds else ("no", "#failed")
        by = clause.rule.replace("; ", "+") + mark
        told = f"(assert (shown (subject ?s) (about {about}) (value {value}) (by {by})))"
        yield _rule(f"{about}-clause-{number}", salience, _patterns(clause.tests), told)


def _shown_is_true(about: str) -> Iterator[str]:
    for value in ("yes", "no"):
        shown = f"(shown (subject ?s) (about {about}) (value {value}))"
        yield _concluding(f"{about}.{value}", CHAINED, shown, about, value)


def _attribution_rules(book: Book) -> Iterator[str]:
    for number, (rule, who, term) in enumerate(book.attributions):
        told = f"(assert (bears (subject ?s) (who {who}))"
        told += f" (shown (subject ?s) (about responsibility) (value {who}) (by {rule})))"
        yield _rule(f"attribution-{number}", CLAUSES, _patterns(term), told)
    nobody = "(subject (id ?s)) (not (bears (subject ?s)))"
    yield _rule("undecided", DEFAULTS, nobody, "(assert (bears (subject ?s) (who undecided)))")
    lenient = "(subject (id ?s)) (not (truth (subject ?s) (about mitigation-7)))"
    yield _concluding("lenience-unknown", DEFAULTS, lenient, "mitigation-7", "unknown")


def _outcome_rules() -> Iterator[str]:
    some = "|".join(FAULT_NAMES)
    found = f"(truth (subject ?s) (about {some}) (value yes))"
    yield _concluding("some-fault", DEFAULTS, found, "fault", "yes")
    none = " ".join(f"(truth (subject ?s) (about {f}) (value no))" for f in FAULT_NAMES)
    yield _concluding("no-fault", DEFAULTS, none, "fault", "no")
    words = [*CHOICES["情节"][1], "unknown"]
    cells = " ".join(
        f"(cell (who {who}) (gravity {words[gravity]}) (lenient {_word(lenient)})"
        f" (outcome {OUTCOMES.index(outcome)}))"
        for (who, gravity, lenient), outcome in SETTLED.items()
    )
    assert len(words) == len(GRAVITIES) + 1
    yield f"(deffacts baseline {cells})"
    scope, no_scope = (f"(truth (subject ?s) (about scope) (value {v}))" for v in ("yes", "no"))
    fault, no_fault = (f"(truth (subject ?s) (about fault) (value {v}))" for v in ("yes", "no"))
    yield _rule("out-of-scope", OUTCOME, no_scope, _outcome(OUTCOMES.index((OUT_OF_SCOPE, ""))))
    nothing = _outcome(OUTCOMES.index((NO_ACCOUNTABILITY, "")))
    yield _rule("no-accountability", OUTCOME, f"{scope} {no_fault}", nothing)
    cell = (
        f"{scope} {fault} (bears (subject ?s) (who ?w)) (subject (id ?s) (gravity ?g))"
        " (truth (subject ?s) (about mitigation-7) (value ?l))"
        " (cell (who ?w) (gravity ?g) (lenient ?l) (outcome ?o))"
    )
    yield _rule("baseline-cell", OUTCOME, cell, _outcome("?o"))


def _word(truth: int) -> str:
    return next(word for word, value in VALUES.items() if value == truth)


def _outcome(value: int | str) -> str:
    return f"(assert (outcome (subject ?s) (outcome {value})))"


def _concluding(name: str, salience: int, patterns: str, about: str, value: str) -> str:
    told = f"(assert (truth (subject ?s) (about {about}) (value {value})))"
    return _rule(name, salience, patterns, told)


def _rule(name: str, salience: int, patterns: str, action: str) -> str:
    return f"(defrule {name} (declare (salience {salience})) {patterns} => {action})"


def _patterns(term: Iterable[Test]) -> str:
    slots: dict[str, list[str]] = {}
    concluded = []
    for number, test in enumerate(term):
        if test.fact.startswith("fault_"):
            value = "yes" if test.value else "no"
            about = test.fact.replace("_", "-")
            concluded.append(f"(truth (subject ?s) (about {about}) (value {value}))")
        else:
            slots.setdefault(test.fact, []).append(_constraint(test, number))
    asked = " ".join(f"({name} {'&'.join(wanted)})" for name, wanted in slots.items())
    return f"(subject (id ?s) {asked}) {' '.join(concluded)}"


def _constraint(test: Test, number: int) -> str:
    if test.op == "is":
        return "yes" if test.value else "no"
    if test.op == "in":
        return "|".join(test.value)
    if test.op == "not in":
        return "&".join(f"~{word}" for word in (*test.value, "unknown"))
    return f"?x{number}&:(numberp ?x{number})&:({test.op} ?x{number} {test.value})"
