"""GoRules zen-engine: one decision graph of decision tables and expressions, made from the book.

Its own advice is followed: a graph compiled once and evaluated in batches, decision tables and
expressions only, no function nodes. Tracing is on, and the rows that matched are kept as the
reasons. (One table that collects every matching row took as long; one by one took longer.) The
expression language refuses ``null and true``, so every rule has a row for "holds" and rows for
"fails"; what matches neither is unknown.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import zen

from benchmarks.peers.answers import (
    FAULT_NAMES,
    GRAVITIES,
    NO_ACCOUNTABILITY,
    OPEN,
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

KEY, BATCH = "zhangye-2009", 1_000
TRUTHS = {"no": NO, "unknown": UNKNOWN, "yes": YES}
ALWAYS, WHEN, UNDECIDED = "", "when", "undecided"
#: A row of a table: what is asked, what follows, and what it is called in a trace.
Row = tuple[dict[str, str], dict[str, str], str]


def run(source: Path, target: Path, watch: Stopwatch) -> None:
    """One evaluation a subject, traced."""
    with watch.phase("read"):
        register = read_register(source)
        records = register.records()
    with watch.phase("decide"):
        content = {KEY: graph(read_book())}
        engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
        columns = {name: np.empty(len(records), np.int8) for name in _TRUTH_NAMES}
        responsibility = np.empty(len(records), np.int8)
        outcomes = np.empty(len(records), np.int16)
        reasons = []
        for place, answer in enumerate(_evaluated(engine, records)):
            result = answer["result"]
            for name, column in columns.items():
                column[place] = TRUTHS[result[_field(name)]]
            responsibility[place] = RESPONSIBILITIES.index(result["responsibility"])
            outcomes[place] = int(result["outcome"])
            reasons.append(_matched(answer["trace"]))
    with watch.phase("write"):
        write_answers(register, Answers(columns, responsibility, outcomes, reasons), target)


def _evaluated(engine: Any, records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for first in range(0, len(records), BATCH):
        batch = [{"key": KEY, "context": record} for record in records[first : first + BATCH]]
        for answer in engine.evaluate_batch(batch, {"trace": True}):
            yield answer["data"]


_TRUTH_NAMES = (*FAULT_NAMES, "mitigation-7", *REFERRALS)


def _matched(trace: dict[str, Any]) -> list[str]:
    """The rules whose rows matched, in the order of the graph."""
    found = []
    for node in sorted(trace.values(), key=itemgetter("order")):
        rule = (node.get("traceData") or {}).get("rule") if node["name"] != "outcome" else None
        if rule and rule["_description"] != UNDECIDED:
            found.append(rule["_description"])
    return found


def graph(book: Book) -> dict[str, Any]:
    """The decision graph: findings, then what reads them, then the outcome."""
    first = [_fault_table(fault.number, fault.required, fault.clauses) for fault in book.faults]
    first.append(_truth_table("scope", book.scope))
    first += [_truth_table(_field(name), clauses) for name, clauses in book.referrals.items()]
    first.append(_attribution(book))
    second = [_truth_table(_field("mitigation-7"), _over_words(book.mitigation)), _any_fault()]
    last = _outcome()
    nodes: list[dict[str, Any]] = [
        {"id": "input", "type": "inputNode", "name": "input"},
        *first,
        *second,
        last,
        {"id": "output", "type": "outputNode", "name": "output"},
    ]
    edges = [("input", node["id"]) for node in first]
    edges += [("input", node["id"]) for node in second]
    edges += [(node["id"], after["id"]) for node in first for after in second]
    edges += [(node["id"], last["id"]) for node in [*first, *second]]
    edges += [("input", last["id"])]
    edges += [(node["id"], "output") for node in [*first, *second, last]]
    return {
        "nodes": nodes,
        "edges": [
            {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in edges
        ],
    }


def _field(name: str) -> str:
    return name.replace("-", "_")


# ── conditions as expressions ─────────────────────────────────────────────────


def _expression(term: Term) -> str:
    return " and ".join(_comparison(test) for test in term)


def _comparison(test: Test) -> str:
    if test.op == "is":
        value = str(test.value).lower() if isinstance(test.value, bool) else f"'{test.value}'"
        return f"{test.fact} == {value}"
    if test.op in ("in", "not in"):
        listed = ", ".join(f"'{word}'" for word in test.value)
        return f"{test.fact} != null and {test.fact} {test.op} [{listed}]"
    return f"{test.fact} != null and {test.fact} {test.op} {test.value}"


def _any(clauses: Iterable[Clause], *, holds: bool) -> str:
    return " or ".join(f"({_expression(c.tests)})" for c in clauses if c.holds is holds)


def _over_words(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Earlier conclusions are words here: yes, no, unknown."""
    return tuple(
        Clause(c.rule, c.cite, c.holds, tuple(_over_word(test) for test in c.tests))
        for c in clauses
    )


def _over_word(test: Test) -> Test:
    if not test.fact.startswith("fault_"):
        return test
    return Test(test.fact, "is", "yes" if test.value else "no")


# ── nodes ─────────────────────────────────────────────────────────────────────


def _table(name: str, asked: dict[str, str], told: Iterable[str], rows: list[Row]) -> Any:
    """A first-hit decision table; ``asked`` maps a column to its field, "" for expressions."""
    outputs = list(told)
    return {
        "id": name,
        "type": "decisionTableNode",
        "name": name,
        "content": {
            "hitPolicy": "first",
            "inputs": [
                {"id": column, "name": column, **({"field": field} if field else {})}
                for column, field in asked.items()
            ],
            "outputs": [{"id": f"out_{field}", "name": field, "field": field} for field in outputs],
            "rules": [
                {
                    "_id": f"{name}-{number}",
                    "_description": rule,
                    **{column: conditions.get(column, ALWAYS) for column in asked},
                    **{f"out_{field}": results[field] for field in outputs},
                }
                for number, (conditions, results, rule) in enumerate(rows)
            ],
        },
    }


def _truth_table(name: str, clauses: tuple[Clause, ...]) -> Any:
    rows = [
        ({WHEN: _expression(c.tests)}, {name: "'yes'" if c.holds else "'no'"}, _told(c))
        for c in clauses
    ]
    return _table(name, {WHEN: ""}, [name], [*rows, ({}, {name: "'unknown'"}, UNDECIDED)])


def _told(clause: Clause) -> str:
    return clause.rule if clause.holds else f"{clause.rule}#failed"


def _fault_table(number: int, required: bool, clauses: tuple[Clause, ...]) -> Any:
    """A listing stands by itself unless its elements are all denied; else the elements decide."""
    name, listed = f"fault_{number}", f"listed_{number}"
    denied = f"({_any(clauses, holds=False)})"
    rows: list[Row] = []

    def add(condition: str, value: str, rule: str) -> None:
        rows.append(({WHEN: condition}, {name: f"'{value}'"}, rule))

    if required:
        add(f"{listed} == false", "no", f"fault-{number}.not-listed")
    else:
        add(f"{listed} == true and {denied}", "unknown", f"fault-{number}.conflict")
        add(f"{listed} == true", "yes", f"fault-{number}.listed")
    for clause in clauses:
        condition = _expression(clause.tests)
        if clause.holds:
            needed = f"{listed} == true and " if required else ""
            add(f"{needed}{condition}", "yes", clause.rule)
        elif not required:
            add(f"{listed} == false and {condition}", "no", f"{clause.rule}#failed")
    add(ALWAYS, "unknown", UNDECIDED)
    return _table(name, {WHEN: ""}, [name], rows)


def _attribution(book: Book) -> Any:
    rows: list[Row] = [
        ({WHEN: _expression(term)}, {"responsibility": f"'{what}'"}, rule)
        for rule, what, term in book.attributions
    ]
    rows.append(({}, {"responsibility": "'undecided'"}, UNDECIDED))
    return _table("attribution", {WHEN: ""}, ["responsibility"], rows)


def _any_fault() -> Any:
    faults = [_field(name) for name in FAULT_NAMES]
    some = " or ".join(f"{name} == 'yes'" for name in faults)
    none = " and ".join(f"{name} == 'no'" for name in faults)
    expression = f"({some}) ? 'yes' : (({none}) ? 'no' : 'unknown')"
    return {
        "id": "any_fault",
        "type": "expressionNode",
        "name": "any_fault",
        "content": {
            "expressions": [{"id": "fault", "key": "fault", "value": expression}],
        },
    }


def _outcome() -> Any:
    """The baseline with (七), as one table over what was concluded."""
    asked = {
        "in_scope": "scope",
        "faulty": "fault",
        "who": "responsibility",
        "grade": "gravity",
        "lenient": "mitigation_7",
    }
    words = CHOICES["情节"][1]
    truth = {NO: "'no'", UNKNOWN: "'unknown'", YES: "'yes'"}

    def told(status: str, measures: str = "") -> dict[str, str]:
        return {"outcome": str(OUTCOMES.index((status, measures)))}

    rows: list[Row] = [
        ({"in_scope": "'no'"}, told(OUT_OF_SCOPE), "scope"),
        ({"in_scope": "'yes'", "faulty": "'no'"}, told(NO_ACCOUNTABILITY), "no fault"),
    ]
    for (who, gravity, lenient), outcome in SETTLED.items():
        grade = f"'{words[gravity]}'" if gravity >= 0 else ALWAYS
        conditions = {
            "in_scope": "'yes'",
            "faulty": "'yes'",
            "who": f"'{who}'",
            "grade": grade,
            "lenient": truth[lenient],
        }
        name = f"baseline.{who}.{GRAVITIES[gravity]}"
        rows.append((conditions, told(*outcome), name))
    rows.append(({}, told(OPEN), UNDECIDED))
    return _table("outcome", asked, ["outcome"], rows)
