"""A book's own example cases: facts in, the determination that the drafter expects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from facts import table_from_rows
from rules.loader import CompiledBook
from sanctions import Decider, Determination, decide

EXAMPLES_FILE = "cases.yaml"


class Expectation(BaseModel):
    """What must come out. What is left out is not checked, except that ``faults`` is whole.

    ``faults`` are those established; ``in_doubt`` those unknown (with basis, as in
    ``fault-4: conflict``); ``asks`` questions that must be among those asked; ``referrals`` and
    ``applied`` (the adjustment kind suggested, or none) are whole when given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    status: str
    faults: tuple[str, ...] = ()
    in_doubt: dict[str, str] = Field(default_factory=dict)
    responsibility: str | None = None
    measures: tuple[str, ...] | None = None
    lightest: tuple[str, ...] | None = None
    heaviest: tuple[str, ...] | None = None
    applied: Literal["lighten", "reduce", "exempt", "none"] | None = None
    referrals: tuple[str, ...] | None = None
    asks: dict[str, str] = Field(default_factory=dict)


class Example(BaseModel):
    """One example: which rules or clauses it is about, the facts, and the expectation."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    title: str
    about: tuple[str, ...] = ()
    facts: dict[str, Any]
    expect: Expectation


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example and every difference between what was expected and what came out."""

    example: Example
    determination: Determination
    differences: tuple[str, ...]


def read_examples(book: CompiledBook) -> list[Example]:
    """The examples of a book; ``common`` facts are beneath those of each example."""
    text = (book.folder / EXAMPLES_FILE).read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    common = data.get("common", {})
    merged = [{**e, "facts": {**common, **e.get("facts", {})}} for e in data["examples"]]
    return TypeAdapter(list[Example]).validate_python(merged)


def run_examples(book: CompiledBook, examples: Sequence[Example]) -> list[Outcome]:
    """Decide every example by itself and compare."""
    decider = Decider(book)
    outcomes = []
    for example in examples:
        others = example.facts.get("同案其他主体", [])
        own = {k: v for k, v in example.facts.items() if k != "同案其他主体"}
        own.setdefault("案件编号", example.id)
        own.setdefault("责任主体", "甲")
        rows = [own, *({**other, "案件编号": own["案件编号"]} for other in others)]
        determination = decide(decider, table_from_rows(book.vocabulary, rows))[0]
        outcomes.append(
            Outcome(example, determination, tuple(_differences(example, determination)))
        )
    return outcomes


def _differences(example: Example, found: Determination) -> list[str]:
    expected = example.expect
    applied = next((a.kind for a in found.adjustments if a.applied), "none")
    asked = {q.fact: q.kind for q in found.open_questions}
    pairs: list[tuple[str, object, object]] = [
        ("status", expected.status, found.status),
        ("faults", set(expected.faults), {f.id for f in found.faults if f.value == "true"}),
    ]
    for fault, basis in expected.in_doubt.items():
        bases = {f.id: f.basis for f in found.faults if f.value == "unknown"}
        pairs.append((f"in_doubt {fault}", basis, bases.get(fault)))
    optional: list[tuple[str, object, object]] = [
        ("responsibility", expected.responsibility, found.responsibility),
        ("measures", expected.measures, tuple(m.id for m in found.measures)),
        ("lightest", expected.lightest, found.interval.lightest),
        ("heaviest", expected.heaviest, found.interval.heaviest),
        ("applied", expected.applied, applied),
    ]
    pairs += [pair for pair in optional if pair[1] is not None]
    if expected.referrals is not None:
        pairs.append(("referrals", set(expected.referrals), {r.id for r in found.referrals}))
    pairs += [(f"asks {fact}", kind, asked.get(fact)) for fact, kind in expected.asks.items()]
    return [f"{name}: 应为 {want}，得到 {got}" for name, want, got in pairs if want != got]


def cited_clauses(book: CompiledBook) -> frozenset[str]:
    """The clauses that a reason of some example cites: codified, and tested."""
    found: set[str] = set()
    for outcome in run_examples(book, read_examples(book)):
        determination = outcome.determination
        for reason in determination.reasons:
            found.update(part.strip() for part in reason.citation.split(";"))
        found.update(c for fault in determination.faults for c in fault.citations)
        found.update(c for measure in determination.measures for c in measure.citations)
    return frozenset(found)
