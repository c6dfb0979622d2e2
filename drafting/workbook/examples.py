"""The sheet 例案: shared facts, examples with their own facts, and what must come out."""

from dataclasses import dataclass, field
from typing import Any

from drafting.workbook.cells import CellValueError, parse
from drafting.workbook.expectations import read_expectation
from drafting.workbook.grid import Cell, Grids, Row
from drafting.workbook.problems import Findings, Ref
from drafting.workbook.sheets import (
    ABOUT,
    ALWAYS_EXPECTED,
    COMMON,
    EXAMPLE_ID,
    EXAMPLES,
    EXPECTED,
    OTHERS,
    TITLE,
)
from drafting.workbook.words import Names, Words
from facts import Fact, RowValueError, Vocabulary, table_from_rows


def read_examples_sheet(
    grids: Grids, findings: Findings, names: Names, vocabulary: Vocabulary
) -> dict[str, Any]:
    """The parsed YAML of the example cases."""
    owned = [f for f in vocabulary.facts if f.entity in ("case", "subject")]
    labels = [fact.label for fact in owned if fact.written]
    labels += [kind.label for kind in vocabulary.records]
    fixed = (EXAMPLE_ID, TITLE, ABOUT, *EXPECTED.values())
    needed = [h for h in fixed if h not in EXPECTED.values()]
    needed += [header for key, header in EXPECTED.items() if key in ALWAYS_EXPECTED]
    sheet = grids.sheet(EXAMPLES, (*fixed, *labels, OTHERS), needed)
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
            kinds = [kind.label for kind in self.vocabulary.records]
            rows = header == OTHERS or header in kinds
            fact = None if rows else self.vocabulary.by_label(header)
            value = cell.value
            if isinstance(value, str):
                try:
                    value = parse(value, fact)
                except CellValueError:
                    self.findings.add(cell.ref, "structure")
                    continue
            if fact is None and header == OTHERS:
                self._check_others(cell, value)
            elif fact is None:
                self._check_records(header, cell, value)
            else:
                self._check(fact, value, cell)
            found[header] = value
        return found

    def _check_records(self, label: str, cell: Cell, value: Any) -> None:
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.findings.add(cell.ref, "structure")
            return
        try:
            table_from_rows(self.vocabulary, [{label: value}])
        except (RowValueError, TypeError, ValueError, IndexError):
            known = "这种记录的列和值"
            self.findings.add(cell.ref, "fact", fact=label, known=known)

    def _check_others(self, cell: Cell, value: Any) -> None:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.findings.add(cell.ref, "structure")
            return
        for other in value:
            for label, given in other.items():
                fact = self.vocabulary.get(label)
                if label in [kind.label for kind in self.vocabulary.records]:
                    self._check_records(label, cell, given)
                elif fact is None:
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
        return {**found, **read_expectation(cells, self.names, self.findings)}


_EXPECTED_OF = {
    "boolean": "是、否、存疑",
    "number": "数，按词汇表的单位",
    "date": "日期，例如 2010-03-01",
    "datetime": "日期和时间，例如 2010-03-01 08:30",
}
