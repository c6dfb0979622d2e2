"""What came out of one property: proved, refuted by cases, or not decided in time."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from drafting.encoding import Case
from facts import Text
from rules.errors import Place

Result = Literal["proved", "refuted", "undecided"]


@dataclass(frozen=True, slots=True)
class Witness:
    """One total case and what the engine makes of it. ``agrees`` with the proof, or not."""

    case: Case
    outcome: str
    faults: tuple[str, ...]
    responsibility: str
    clauses: tuple[str, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One property of one thing (``subject``: a fact, rule or measure; "" for the whole book).

    ``witnesses``: where refuted, the smallest cases that show it, side by side; for what can be
    reached, a case that does. ``shown`` are the facts worth showing of them. ``reason``: why the
    book lets it stand, where somebody wrote that down.
    """

    id: str
    subject: str
    result: Result
    statement: Text
    place: Place
    witnesses: tuple[Witness, ...] = ()
    shown: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    reason: str = ""

    @property
    def key(self) -> str:
        """The id with its subject: monotone.harm/不良影响."""
        return f"{self.id}/{self.subject}" if self.subject else self.id

    @property
    def stands(self) -> bool:
        """Proved, or refuted for a reason that the book gives."""
        return self.result == "proved" or (self.result == "refuted" and bool(self.reason))

    def because(self, reason: str) -> "Finding":
        """The same, with the reason for which the book lets it stand."""
        return replace(self, reason=reason)

    def as_json(self) -> dict[str, Any]:
        """Everything, for machines; facts of witnesses in words."""
        return {
            "id": self.id,
            "subject": self.subject,
            "result": self.result,
            "statement": {"zh": self.statement.zh, "en": self.statement.en},
            "place": {"file": self.place.file, "line": self.place.line, "rule": self.place.rule},
            "clauses": list(self.clauses),
            "reason": self.reason,
            "cases": [_witness_json(w, self.shown) for w in self.witnesses],
        }


def _witness_json(witness: Witness, shown: tuple[str, ...]) -> dict[str, Any]:
    case = witness.case
    return {
        "shown": {label: case.words(label) for label in shown},
        "facts": {label: case.words(label) for label in case.facts},
        "choices": dict(case.choices),
        "faults": list(witness.faults),
        "responsibility": witness.responsibility,
        "outcome": witness.outcome,
        "clauses": list(witness.clauses),
        "engine_agrees": witness.agrees,
    }
