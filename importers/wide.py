"""The subjects of a flat sheet whose columns 主要领导, 分管领导, 领导班子 name them."""

import re

import numpy as np

from facts import Column, Fact, Vocabulary
from facts.columns import NO_TEXT
from importers.grid import Cell, cell_text, fold, is_blank
from importers.headers import Heading
from importers.keys import CASE_KEY, KIND, ROLE, SUBJECT, SUBJECT_CASE
from importers.namings import NAMINGS, Naming
from importers.page import Errors, Page
from importers.parsing import constant_column
from importers.reading import Reading, one_sheet, report_missing
from importers.remarks import Parsed, Remark, exact
from importers.stacking import stack
from importers.values import DASHES, ERROR_WORDS, FALSE_WORDS, OPEN_WORDS, TRUE_WORDS

_BETWEEN = re.compile(r"[、；;\n\r]+")
_NO_NAMES = TRUE_WORDS | FALSE_WORDS | OPEN_WORDS


class _Named:
    """The subjects that one naming column gives, in row order."""

    def __init__(self, page: Page, naming: Naming, heading: Heading) -> None:
        self.page, self.naming, self.heading = page, naming, heading
        self.errors: Errors = {}
        self.rows: list[int] = []
        self.subjects: list[str] = []
        #: How many subjects each data row names.
        self.counts: dict[int, int] = {}
        skipped: list[int] = []
        bad = {row: code for (row, col), code in page.broken.items() if col == heading.column}
        for row, cell in enumerate(page.columns[heading.column]):
            if row in bad:
                self._refuse(row, Remark(bad[row], {"label": naming.label}))
            elif not is_blank(cell):
                self._add(row, cell, skipped)
        if skipped:
            value = cell_text(page.columns[heading.column][skipped[0]])
            remark = Remark("dash-blank", {"value": value})
            page.report(remark, skipped[0], heading, times=len(skipped))

    def _add(self, row: int, cell: Cell, skipped: list[int]) -> None:
        text = cell_text(cell)
        word = fold(text).lower()
        if word in DASHES or word == NO_TEXT:
            skipped.append(row)
            return
        if word in ERROR_WORDS:
            self._refuse(row, Remark("error-cell", {"label": self.naming.label}))
            return
        if word in _NO_NAMES:
            values = {"naming": self.naming.label, "value": text}
            self._refuse(row, Remark("not-a-name", values))
            return
        names = [name for part in _BETWEEN.split(text) if (name := part.strip())]
        self.counts[row] = len(names)
        self.rows.extend([row] * len(names))
        self.subjects.extend(names)

    def _refuse(self, row: int, remark: Remark) -> None:
        found = self.page.report(remark, row, self.heading)
        self.errors.setdefault(len(self.rows), []).append(found)
        self.rows.append(row)
        self.subjects.append("")

    def values(self, heading: Heading) -> tuple[list[Cell], Errors]:
        """The raw value of a further column for each subject.

        Where a cell names several subjects, it must hold a value for each, or none.
        """
        cells = self.page.columns[heading.column]
        raws: list[Cell] = []
        errors: Errors = {}
        index = 0
        while index < len(self.rows):
            row = self.rows[index]
            count = self.counts.get(row, 1)
            parts = _split(cells[row], count)
            if parts is None:
                values = {"names": count, "values": len(_BETWEEN.split(cell_text(cells[row])))}
                found = self.page.report(Remark("names-ratings", values), row, heading)
                errors.update({index + i: [found] for i in range(count)})
                parts = [""] * count
            raws.extend(parts)
            index += count
        return raws, errors


def _split(cell: Cell, count: int) -> list[Cell] | None:
    if count == 1 or is_blank(cell):
        return [cell] * count
    parts: list[Cell] = [part.strip() for part in _BETWEEN.split(cell_text(cell)) if part.strip()]
    return parts if len(parts) == count else None


def read_named(page: Page, vocabulary: Vocabulary, cases: Reading) -> Reading:
    """The subjects, by row and then by naming column, each with its case as parent."""
    headings = {h.meaning.label: h for h in page.layout.headings if h.meaning}
    further = tuple(f for f in vocabulary.of("subject") if not f.required)
    readings: list[Reading] = []
    present: set[str] = set()
    for naming in NAMINGS:
        heading = headings.get(naming.label)
        if heading is None:
            continue
        named = _Named(page, naming, heading)
        columns = _fixed_columns(vocabulary, named, cases)
        letters = dict.fromkeys((SUBJECT, KIND, ROLE), heading)
        if CASE_KEY in headings:
            letters[SUBJECT_CASE] = headings[CASE_KEY]
        for fact in further:
            own = headings.get(f"{naming.label}{fact.label}")
            if own is not None:
                columns[fact.label] = _further(page, named, fact, own)
                letters[fact.label] = own
                present.add(fact.label)
        rows = np.array(named.rows, np.int64)
        reading = one_sheet(page, columns, letters, named.errors, page.rows[rows])
        reading.parent = rows
        readings.append(reading)
    _report_lost(page, headings)
    report_missing(page, further, present)
    together = stack(readings, vocabulary.of("subject"))
    return together.taken(np.argsort(together.parent, kind="stable"))


def _fixed_columns(vocabulary: Vocabulary, named: _Named, cases: Reading) -> dict[str, Column]:
    """What the naming column itself says, and the case number of the row."""
    count = len(named.rows)
    columns: dict[str, Column] = {}
    for label, choice in ((KIND, named.naming.kind), (ROLE, named.naming.role)):
        fact = vocabulary.by_label(label)
        columns[label] = constant_column(fact, exact(fact.choice_index(choice) or 0), count)
    subject = constant_column(vocabulary.by_label(SUBJECT), Parsed(), count)
    columns[SUBJECT] = Column(
        subject.fact, subject.state, subject.low, subject.high, named.subjects
    )
    key = cases.columns.get(CASE_KEY)
    if key is not None:
        taken = key.take(np.array(named.rows, np.int64))
        fact = vocabulary.by_label(SUBJECT_CASE)
        columns[SUBJECT_CASE] = Column(fact, taken.state, taken.low, taken.high, taken.text)
    return columns


def _further(page: Page, named: _Named, fact: Fact, heading: Heading) -> Column:
    raws, errors = named.values(heading)
    column = page.read(fact, heading, errors, raws, named.rows)
    for position, found in errors.items():
        named.errors.setdefault(position, []).extend(found)
    return column


def _report_lost(page: Page, headings: dict[str, Heading]) -> None:
    """Facts of subjects that no column names would be lost in silence."""
    for heading in page.layout.headings:
        meaning = heading.meaning
        if meaning and meaning.naming and meaning.fact and meaning.naming.label not in headings:
            remark = Remark("naming-missing", {"label": meaning.naming.label})
            page.report(remark, None, heading)
