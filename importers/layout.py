"""What kind of sheet a grid is, and what the columns of its tables mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from facts import Vocabulary
from facts.fact import Entity
from importers.beside import side_by_side
from importers.grid import Grid, cell_text, fold, squeeze
from importers.headers import (
    Heading,
    Names,
    Profile,
    count_known,
    entity_names,
    flat_names,
    read_headings,
)
from importers.keys import CASE_KEY, KIND, ROLE, SUBJECT, SUBJECT_CASE
from importers.stating import Stated, stated_facts, with_stated
from importers.tables import HEADER_ROWS, Table, find_tables

__all__ = ["HEADER_ROWS", "SKIPPED_SHEETS", "Layout", "Planner", "Shape"]

#: ``cases`` and ``subjects``: one row each. ``wide``: a case a row, naming its subjects in
#: columns. ``long``: a subject a row, the case repeated.
Shape = Literal["cases", "subjects", "wide", "long"]

#: Whose facts a table of each shape gives in columns of their own.
_ENTITIES: dict[Shape, tuple[Entity, ...]] = {
    "cases": ("case",),
    "subjects": ("subject",),
    "wide": ("case",),
    "long": ("case", "subject"),
}

CASE_SHEET, SUBJECT_SHEET = "案件", "责任人"
#: Sheets that explain others.
SKIPPED_SHEETS = frozenset(("填写说明", "填表说明", "说明", "字典", "数据字典"))
#: A row with fewer known headers is no header row.
_ENOUGH = 2
_TITLE_ROWS = 3
_TITLE_UNIT = re.compile(r"(?:^|[\s(]|金额)单位\s*:?\s*(亿元|万元|元)(?=$|[\s)])")


@dataclass(frozen=True)
class Layout:
    """A table whose columns are known.

    ``header`` is the 0-based row that names the columns, the lowest of a header that begins in
    row ``top``; the table ends before row ``end``. ``skipped`` are rows inside that hold no
    data, with the notice for each. ``unit`` is the unit of money that a title names.
    """

    grid: Grid
    shape: Shape
    header: int
    headings: list[Heading]
    top: int
    end: int
    skipped: Mapping[int, str] = field(default_factory=dict)
    unit: str | None = None
    #: What the profile states of the sheet, by fact, as far as its headings say so.
    stated: Mapping[str, Stated] = field(default_factory=dict)


@dataclass(frozen=True)
class _Candidate:
    grid: Grid
    #: The sheet's name where it counts; the name of a delimited file does not.
    name: str
    table: Table
    case_facts: frozenset[str]
    subject_facts: frozenset[str]
    naming: bool


class Planner:
    """Decides the shape of all sheets of an input together."""

    def __init__(self, vocabulary: Vocabulary, profile: Profile | None = None) -> None:
        """Prepare the names of each shape. ``profile`` says what headers are before any name."""
        self.vocabulary = vocabulary
        self.profile = profile or {}
        self.names: dict[Shape, Names] = {
            shape: entity_names(vocabulary, *entities) for shape, entities in _ENTITIES.items()
        }
        self.names["wide"] = flat_names(vocabulary)
        every = {**self.names["long"].meanings, **self.names["wide"].meanings}
        self.all_names = Names(every)
        self.words = frozenset(
            name for f in vocabulary.facts for name in (f.label, *f.synonyms) if len(name) > 1
        )
        self.needed = frozenset(
            f.label for f in vocabulary.of("case") if f.required and f.label != CASE_KEY
        )

    def plan(self, grids: Sequence[Grid]) -> list[Layout]:
        """The layouts of the usable sheets, in order. Empty when nothing is usable."""
        candidates = [c for grid in grids for c in self._candidates(grid)]
        shapes = [self._shape(c, candidates) for c in candidates]
        if not any(shape in ("cases", "wide", "long") for shape in shapes):
            shapes = [self._as_cases(c, s) for c, s in zip(candidates, shapes, strict=True)]
        return [
            self._layout(candidate, shape)
            for candidate, shape in zip(candidates, shapes, strict=True)
            if shape is not None
        ]

    def parts(self, grid: Grid) -> list[Grid]:
        """The tables that stand side by side on a sheet; mostly the sheet itself."""
        return side_by_side(grid, self.all_names.under(self.profile, grid.sheet))

    def _names(self, grid: Grid, shape: Shape) -> Names:
        return self.names[shape].under(self.profile, grid.sheet)

    def _stated(self, grid: Grid) -> list[Stated]:
        return list(stated_facts(self.profile, grid.sheet, self.vocabulary))

    def _candidates(self, grid: Grid) -> list[_Candidate]:
        """The tables of a sheet; its name tells only about the first."""
        if grid.sheet in SKIPPED_SHEETS:
            return []
        name = "" if grid.delimited or grid.beside else squeeze(grid.sheet)
        enough = 1 if name in (CASE_SHEET, SUBJECT_SHEET) else _ENOUGH
        names = self.all_names.under(self.profile, grid.sheet)
        tables = find_tables(grid, lambda row: count_known(row, names), self.words, enough)
        return [self._candidate(grid, name if i == 0 else "", t) for i, t in enumerate(tables)]

    def _candidate(self, grid: Grid, name: str, table: Table) -> _Candidate:
        wide = read_headings(table.parts, self._names(grid, "wide"))
        subject = read_headings(table.parts, self._names(grid, "subjects"))
        stated = frozenset(s.fact.label for s in self._stated(grid))
        return _Candidate(
            grid,
            name,
            table,
            stated | {h.meaning.label for h in wide if h.meaning and not h.meaning.naming},
            stated | {h.meaning.label for h in subject if h.meaning},
            any(h.meaning and h.meaning.naming and not h.meaning.fact for h in wide),
        )

    def _shape(self, about: _Candidate, others: Sequence[_Candidate]) -> Shape | None:
        """The shape of a sheet that says which case each row is about; else None."""
        if about.name == SUBJECT_SHEET:
            return "subjects"
        if CASE_KEY not in about.case_facts and about.name != CASE_SHEET:
            return "subjects" if {SUBJECT_CASE, SUBJECT} <= about.subject_facts else None
        complete = {SUBJECT, KIND, ROLE} <= about.subject_facts
        if about.naming and not complete:
            return "wide"
        if SUBJECT not in about.subject_facts:
            return "cases"
        if not self.needed <= about.case_facts and about.name != CASE_SHEET:
            return "subjects"
        elsewhere = any(o is not about and self._only_subjects(o) for o in others)
        return "cases" if elsewhere and not complete else "long"

    def _only_subjects(self, about: _Candidate) -> bool:
        has_subject = SUBJECT in about.subject_facts and not self.needed <= about.case_facts
        return about.name == SUBJECT_SHEET or (has_subject and about.name != CASE_SHEET)

    def _as_cases(self, about: _Candidate, shape: Shape | None) -> Shape | None:
        """Without any case sheet: a sheet with case facts is one, though it lacks some."""
        if shape is not None and not about.case_facts - {CASE_KEY}:
            return shape
        if shape == "subjects" and about.name != SUBJECT_SHEET:
            return "long"
        if shape is None:
            if about.naming:
                return "wide"
            return "long" if SUBJECT in about.subject_facts else "cases"
        return shape

    def _layout(self, about: _Candidate, shape: Shape) -> Layout:
        table = about.table
        unit = _title_unit(about.grid, table.top)
        written = read_headings(table.parts, self._names(about.grid, shape), unit)
        fitting = [s for s in self._stated(about.grid) if s.fact.entity in _ENTITIES[shape]]
        headings, stated = with_stated(written, fitting, about.grid.cells.width)
        return Layout(
            about.grid,
            shape,
            table.bottom,
            headings,
            table.top,
            table.end,
            table.skipped,
            unit,
            {one.fact.label: one for one in stated},
        )


def _title_unit(grid: Grid, top: int) -> str | None:
    """The one unit of money that the rows above a header name (金额单位：万元)."""
    texts = (
        fold(cell_text(cell)) for row in grid.rows[max(0, top - _TITLE_ROWS) : top] for cell in row
    )
    found = {unit for text in texts for unit in _TITLE_UNIT.findall(text)}
    return found.pop() if len(found) == 1 else None
