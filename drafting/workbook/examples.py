"""The sheet 例案: shared facts, examples with their own facts, and what must come out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drafting.workbook.baseline import read_list
from drafting.workbook.cells import CellValueError, parse
from drafting.workbook.grid import Cell, Grids, Row
from drafting.workbook.problems import Findings, Ref
from drafting.workbook.sheets import ABOUT, COMMON, EXAMPLE_ID, EXAMPLES, EXPECTED, OTHERS, TITLE
from drafting.workbook.words import (
    APPLIED_WORDS,
    DOUBT_WORDS,
    NONE,
    OUTCOME_WORDS,
    QUESTION_WORDS,
    Names,
    Words,
)
from facts import Fact, RowValueError, Vocabulary, table_from_rows


def read_examples_sheet(
    grids: Grids, findings: Findings, names: Names, vocabulary: Vocabulary
) -> dict[str, Any]:
    """The parsed YAML of the example cases."""
    labels = [fact.label for fact in vocabulary.facts if fact.written]
    fixed = (EXAMPLE_ID, TITLE, ABOUT, *EXPECTED.values())
    sheet = grids.sheet(EXAMPLES, (*fixed, *labels, OTHERS), fixed)
    reader = _Examples(findings, names, vocabulary)
    for row in sheet.rows if sheet is not None else ():
        reader.row(row)
    return {"common": reader.common, "examples": reader.examples}


@dataclass
class _Examples:
    findings: Findings
    names: Names
    vocabulary: Vocabulary
    common: dict[str, Any] = field(default_factory=dict)
    examples: list[dict[str, Any]] = field(default_factory=list)
    seen: dict[str, Ref] = field(default_factory=dict)
    #: Values of each fact that were tried already, and whether they fit.
    tried: dict[tuple[str, str], bool] = field(default_factory=dict)

    def row(self, row: Row) -> None:
        """One row: the shared facts, or an example."""
        name = self._text(row, EXAMPLE_ID)
        if name in self.seen:
            self.findings.add(row.ref(EXAMPLE_ID), "twice", other=self.seen[name].cell)
        elif name:
            self.seen[name] = row.ref(EXAMPLE_ID)
        facts = self._facts(row)
        if name == COMMON:
            self.common = facts
            for header in (TITLE, ABOUT, *EXPECTED.values()):
                if header in row.cells:
                    self.findings.add(row.ref(header), "unused", category=COMMON)
            return
        about = row.cells.get(ABOUT)
        found: dict[str, Any] = {"id": name, "title": self._text(row, TITLE, exact=True)}
        if about is not None:
            parts = str(about.value).replace(";", "；").split("；")
            found["about"] = [part.strip() for part in parts if part.strip()]
        self.examples.append({**found, "facts": facts, "expect": self._expectation(row)})

    def _text(self, row: Row, header: str, exact: bool = False) -> str:
        cell = row.cells.get(header)
        if header not in row.refs:
            return ""
        if cell is None:
            self.findings.add(row.ref(header), "required", note="")
            return ""
        if not isinstance(cell.value, str):
            self.findings.add(cell.ref, "text")
        return str(cell.value) if exact else str(cell.value).strip()

    # ── facts ─────────────────────────────────────────────────────────────────

    def _facts(self, row: Row) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for header, cell in row.cells.items():
            if header in (EXAMPLE_ID, TITLE, ABOUT) or header in EXPECTED.values():
                continue
            fact = None if header == OTHERS else self.vocabulary.by_label(header)
            value = cell.value
            if isinstance(value, str):
                try:
                    value = parse(value, fact)
                except CellValueError:
                    self.findings.add(cell.ref, "structure")
                    continue
            if fact is None:
                self._check_others(cell, value)
            else:
                self._check(fact, value, cell)
            found[header] = value
        return found

    def _check_others(self, cell: Cell, value: Any) -> None:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.findings.add(cell.ref, "structure")
            return
        for other in value:
            for label, given in other.items():
                fact = next((f for f in self.vocabulary.facts if f.label == label), None)
                if fact is None:
                    ref = Ref(cell.ref.sheet, cell.ref.cell, cell.ref.row, OTHERS, str(label))
                    self.findings.add(ref, "choice", known="词汇表里的名称")
                else:
                    self._check(fact, given, cell)

    def _check(self, fact: Fact, value: Any, cell: Cell) -> None:
        key = (fact.label, repr(value))
        if key not in self.tried:
            try:
                table_from_rows(self.vocabulary, [{fact.label: value}])
            except (RowValueError, TypeError, ValueError, IndexError):
                self.tried[key] = False
            else:
                self.tried[key] = True
        if not self.tried[key]:
            labels = [choice.label for choice in fact.choices]
            known = "、".join(labels) or _EXPECTED_OF.get(fact.type, fact.type)
            near = Words(tuple((w, w) for w in labels)).near(str(value))
            self.findings.add(cell.ref, "fact", near, fact=fact.label, known=known)

    # ── what must come out ────────────────────────────────────────────────────

    def _expectation(self, row: Row) -> dict[str, Any]:
        cells = {key: row.cells[h] for key, h in EXPECTED.items() if h in row.cells}
        found: dict[str, Any] = {"status": ""}
        status = EXPECTED["status"]
        if "status" not in cells and status in row.refs:
            self.findings.add(row.ref(status), "required", note="应当得出的结论")
        names = self.names
        for key, known in (
            ("status", OUTCOME_WORDS),
            ("responsibility", names.responsibilities),
            ("applied", APPLIED_WORDS),
        ):
            if key in cells:
                found[key] = self._one(cells[key], known)
        for key, known in (
            ("faults", names.faults),
            ("measures", names.measures),
            ("lightest", names.measures),
            ("heaviest", names.measures),
            ("referrals", names.referrals),
        ):
            if key in cells:
                found[key] = read_list(cells[key], known, self.findings)
        if "in_doubt" in cells:
            found["in_doubt"] = self._pairs(cells["in_doubt"], names.faults, DOUBT_WORDS)
        if "asks" in cells:
            found["asks"] = self._pairs(cells["asks"], None, QUESTION_WORDS)
        return found

    def _one(self, cell: Cell, known: Words) -> str | None:
        found = known.find(str(cell.value))
        if found is None:
            words = "、".join(known.words)
            self.findings.add(cell.ref, "choice", known.near(str(cell.value)), known=words)
        return found

    def _pairs(self, cell: Cell, keys: Words | None, meanings: Words) -> Mapping[str, str]:
        found: dict[str, str] = {}
        text = str(cell.value).replace(";", "；").replace("\n", "；").replace("＝", "=")
        for part in text.split("；"):
            if not part.strip() or part.strip() == NONE:
                continue
            key, _, meaning = (p.strip() for p in part.rpartition("="))
            name = key if keys is None else keys.find(key)
            value = meanings.find(meaning)
            if not name or value is None:
                ref = Ref(cell.ref.sheet, cell.ref.cell, cell.ref.row, cell.ref.header, part)
                self.findings.add(ref, "pair", known="/".join(meanings.words))
            else:
                found[name] = value
        return found


_EXPECTED_OF = {
    "boolean": "是、否、存疑",
    "number": "数，按词汇表的单位",
    "date": "日期，例如 2010-03-01",
    "datetime": "日期和时间，例如 2010-03-01 08:30",
}
