"""The subjects of an impact as plain data, in words of the input."""

from collections.abc import Sequence
from typing import Any

from drafting.impact.amendments import Key
from drafting.impact.assessment import Impact
from drafting.impact.causes import Cause
from drafting.impact.results import DIRECTIONS
from facts import Fact
from rules.atoms import Concluded, atoms_of
from sanctions.worlds import KINDS


class Subjects:
    """The changed subjects, and any other subject, in words of the input."""

    def __init__(self, impact: Impact) -> None:
        self.impact = impact
        self.table = impact.table
        self.vocabulary = impact.table.vocabulary
        self._facts = [self._bearing(cause) for cause in impact.causes]

    def all(self) -> list[dict[str, Any]]:
        """One object a changed subject, in the order of the input."""
        impact = self.impact
        found = []
        for position, subject in enumerate(impact.changed.tolist()):
            cause = int(impact.cause_of[position])
            row = self.subject(subject)
            row["before"], row["after"] = int(impact.before[subject]), int(impact.after[subject])
            row["direction"] = DIRECTIONS[impact.direction[subject]]
            row["shift"] = round(float(impact.shift[subject]), 4)
            row["cause"] = cause
            row["facts"] = self.values(self._facts[cause], subject)
            found.append(row)
        return found

    def subject(self, subject: int) -> dict[str, Any]:
        """Who, and where in the input."""
        subjects = self.table.subjects
        source = subjects.sources[int(subjects.source[subject])]
        return {
            "case_id": self._show("案件编号", subject),
            "unit": self._show("单位", subject),
            "subject": self._show("责任主体", subject),
            "kind": KINDS[self.impact.new.situation.kind[subject]],
            "role": self._show("角色", subject),
            "level": self._show("单位层级", subject),
            "source": f"{source.file} {source.sheet} {int(subjects.rows[subject])}".strip(),
        }

    def values(self, facts: Sequence[Fact], subject: int) -> dict[str, str]:
        """Facts with their values, as written; "" is blank."""
        return {fact.label: self.table.show(fact, subject) for fact in facts}

    def _show(self, label: str, subject: int) -> str:
        return self.table.show(self.vocabulary.by_label(label), subject)

    def _bearing(self, cause: Cause) -> list[Fact]:
        """The facts that a cause's changes read."""
        labels: dict[str, None] = {}
        for key in cause.keys:
            labels.update(dict.fromkeys(self._read(key)))
        return [self.vocabulary.by_label(label) for label in labels]

    def _read(self, key: Key) -> list[str]:
        if key.part in ("rule", "scope"):
            rules = [
                book.rules.get(key.id) for book in (self.impact.old.book, self.impact.new.book)
            ]
            read = [atoms_of(r.formula) for rule in rules if rule for r in rule.readings]
            return [a.fact.label for atoms in read for a in atoms if not isinstance(a, Concluded)]
        if key.part == "fault":
            return ["过错情形"]
        return ["情节", "角色", "责任方"] if key.part in ("cell", "lower") else ["情节"]
