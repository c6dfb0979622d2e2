"""The sheet 裁量基准: lines of measures by responsibility, lowerings, and the suggestions."""

from typing import Any

from drafting.workbook.grid import Cell, Grids, Row
from drafting.workbook.problems import Findings, Ref
from drafting.workbook.sheets import BASELINE, FROM, GRADES, SUGGESTION, WHO
from drafting.workbook.words import ADJUSTMENTS, GRAVITY_WORDS, NONE, Names, Words, parted
from rules.source import YamlPath
from rules.terms import GRAVITIES

Places = dict[YamlPath, Ref]


def read_baseline(grids: Grids, findings: Findings, names: Names) -> tuple[dict[str, Any], Places]:
    """``rows``, ``lower`` and ``suggest`` of the baseline, and where each part stands."""
    headers = (WHO, FROM, GRADES, *GRAVITY_WORDS.words)
    sheet = grids.sheet(BASELINE, headers, headers)
    reader = _Baseline(findings, names)
    for row in sheet.rows if sheet is not None else ():
        reader.line(row)
    found: dict[str, Any] = {"rows": reader.rows, "suggest": reader.suggest}
    if reader.lower:
        found["lower"] = reader.lower
    return found, reader.places


class _Baseline:
    def __init__(self, findings: Findings, names: Names) -> None:
        self.findings, self.names = findings, names
        self.rows: list[dict[str, Any]] = []
        self.lower: list[dict[str, Any]] = []
        self.suggest: dict[str, str] = {}
        self.places: Places = {
            ("rows",): Ref(BASELINE),
            ("lower",): Ref(BASELINE),
            ("suggest",): Ref(BASELINE),
        }

    def line(self, row: Row) -> None:
        """One line of the sheet."""
        who = row.cells.get(WHO)
        if who is None:
            if WHO in row.refs:
                self.findings.add(row.ref(WHO), "required", note=f"责任，或者{SUGGESTION}")
            return
        cells = {
            gravity: row.cells[header]
            for gravity in GRAVITIES
            if (header := GRAVITY_WORDS.show(gravity)) in row.cells
        }
        if str(who.value).strip() == SUGGESTION:
            self._suggestions(cells, row)
            return
        responsibility = self._word(who, self.names.responsibilities)
        if responsibility is None:
            return
        for gravity, cell in cells.items():
            self._row(responsibility, gravity, cell)
        if FROM in row.cells or GRADES in row.cells:
            self._lowering(responsibility, row)

    def _word(self, cell: Cell, known: Words) -> str | None:
        found = known.find(str(cell.value))
        if found is None:
            words = "、".join(known.words)
            self.findings.add(cell.ref, "choice", known.near(str(cell.value)), known=words)
        return found

    def _row(self, responsibility: str, gravity: str, cell: Cell) -> None:
        kind = self.names.kind_of.get(responsibility, "")
        measures = read_list(cell, self.names.measures_of.get(kind, Words(())), self.findings)
        index = len(self.rows)
        self.places[("rows", index)] = cell.ref
        self.rows.append(
            {"responsibility": responsibility, "gravity": gravity, "measures": measures}
        )

    def _lowering(self, responsibility: str, row: Row) -> None:
        source, grades = row.cells.get(FROM), row.cells.get(GRADES)
        for header, cell in ((FROM, source), (GRADES, grades)):
            if cell is None and header in row.refs:
                self.findings.add(row.ref(header), "required", note=f"{FROM}和{GRADES}要一起填")
        if source is None or grades is None:
            return
        found = self._word(source, self.names.responsibilities)
        text = str(grades.value).strip().removesuffix(".0")
        if not text.isdecimal() or int(text) < 1:
            self.findings.add(grades.ref, "number")
            return
        if found is not None:
            self.places[("lower", len(self.lower))] = grades.ref
            lowering = {"responsibility": responsibility, "from": found, "grades": int(text)}
            self.lower.append(lowering)

    def _suggestions(self, cells: dict[Any, Cell], row: Row) -> None:
        for header in (FROM, GRADES):
            if header in row.cells:
                self.findings.add(row.ref(header), "unused", category=SUGGESTION)
        for gravity, cell in cells.items():
            if gravity in self.suggest:
                other = self.places[("suggest", gravity)].cell
                self.findings.add(cell.ref, "twice", other=other)
            found = self._word(cell, ADJUSTMENTS)
            if found is not None:
                self.suggest[gravity] = found
                self.places[("suggest", gravity)] = cell.ref


def read_list(cell: Cell, known: Words, findings: Findings) -> list[str]:
    """The ids of the words in a cell; 无 is none of them."""
    text = str(cell.value)
    if text.strip() == NONE and known.find(NONE) is None:
        return []
    found = []
    for part in parted(text):
        name = known.find(part)
        if name is None:
            ref = Ref(cell.ref.sheet, cell.ref.cell, cell.ref.row, cell.ref.header, part)
            findings.add(ref, "choice", known.near(part), known="、".join(known.words))
        else:
            found.append(name)
    return found
