"""What kind of sheet a grid is, and where its header row stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from facts import Vocabulary
from importers.grid import Grid, squeeze
from importers.headers import (
    Heading,
    Names,
    count_known,
    entity_names,
    flat_names,
    read_headings,
)
from importers.keys import CASE_KEY, KIND, ROLE, SUBJECT

#: ``cases`` and ``subjects``: one row each. ``wide``: a case a row, naming its subjects in
#: columns. ``long``: a subject a row, the case repeated.
Shape = Literal["cases", "subjects", "wide", "long"]

CASE_SHEET, SUBJECT_SHEET = "案件", "责任人"
#: Sheets that explain others.
SKIPPED_SHEETS = frozenset(("填写说明", "填表说明", "说明", "字典", "数据字典"))
#: How many rows from the top the header is looked for.
HEADER_ROWS = 20
#: A row with fewer known headers is no header row.
_ENOUGH = 2


@dataclass(frozen=True)
class Layout:
    """A grid whose columns are known. ``header`` is the 0-based header row."""

    grid: Grid
    shape: Shape
    header: int
    headings: list[Heading]


@dataclass(frozen=True)
class _Candidate:
    grid: Grid
    #: The sheet's name where it counts; the name of a delimited file does not.
    name: str
    header: int
    case_facts: frozenset[str]
    subject_facts: frozenset[str]
    naming: bool


class Planner:
    """Decides the shape of all sheets of an input together."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the names of each shape."""
        self.vocabulary = vocabulary
        self.names: dict[Shape, Names] = {
            "cases": entity_names(vocabulary, "case"),
            "subjects": entity_names(vocabulary, "subject"),
            "wide": flat_names(vocabulary),
            "long": entity_names(vocabulary, "case", "subject"),
        }
        every = {**self.names["long"].meanings, **self.names["wide"].meanings}
        self.all_names = Names(every)
        self.needed = frozenset(
            f.label for f in vocabulary.of("case") if f.required and f.label != CASE_KEY
        )
        self.readable = frozenset(f.label for f in vocabulary.of("case") if f.readable)

    def plan(self, grids: Sequence[Grid]) -> list[Layout]:
        """The layouts of the usable sheets, in order. Empty when nothing is usable."""
        candidates = [c for grid in grids if (c := self._candidate(grid)) is not None]
        shapes = [self._shape(c, candidates) for c in candidates]
        if not any(shape in ("cases", "wide", "long") for shape in shapes):
            shapes = [self._as_cases(c, s) for c, s in zip(candidates, shapes, strict=True)]
        return [
            self._layout(candidate, shape)
            for candidate, shape in zip(candidates, shapes, strict=True)
            if shape is not None
        ]

    def _candidate(self, grid: Grid) -> _Candidate | None:
        if grid.sheet in SKIPPED_SHEETS:
            return None
        top = grid.rows[:HEADER_ROWS]
        counts = [count_known(row, self.all_names) for row in top]
        best = max(counts, default=0)
        name = "" if grid.delimited else squeeze(grid.sheet)
        if best < (1 if name in (CASE_SHEET, SUBJECT_SHEET) else _ENOUGH):
            return None
        header = counts.index(best)
        row = top[header]
        wide = read_headings(row, self.names["wide"])
        subject = read_headings(row, self.names["subjects"])
        return _Candidate(
            grid,
            name,
            header,
            frozenset(h.meaning.label for h in wide if h.meaning and not h.meaning.naming),
            frozenset(h.meaning.label for h in subject if h.meaning),
            any(h.meaning and h.meaning.naming and not h.meaning.fact for h in wide),
        )

    def _shape(self, about: _Candidate, others: Sequence[_Candidate]) -> Shape | None:
        """The shape of a sheet that says which case each row is about; else None."""
        if about.name == SUBJECT_SHEET:
            return "subjects"
        if CASE_KEY not in about.case_facts and about.name != CASE_SHEET:
            return None
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
        if not about.case_facts & self.readable:
            return shape
        if shape == "subjects" and about.name != SUBJECT_SHEET:
            return "long"
        if shape is None:
            if about.naming:
                return "wide"
            return "long" if SUBJECT in about.subject_facts else "cases"
        return shape

    def _layout(self, about: _Candidate, shape: Shape) -> Layout:
        headings = read_headings(about.grid.rows[about.header], self.names[shape])
        return Layout(about.grid, shape, about.header, headings)
