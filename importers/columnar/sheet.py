"""What is known of a large table from its first rows: the columns, and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from facts import Fact, Problem, SourceSheet, Vocabulary
from importers.columnar.values import FactReader
from importers.grid import Cell, Grid, cell_text, is_blank, letter, squeeze
from importers.headers import Heading, Names, Profile, count_known
from importers.keys import CASE_KEY, SUBJECT, SUBJECT_CASE
from importers.layout import Layout, Planner
from importers.log import Log, Rank
from importers.own_columns import without_own_columns
from importers.read import _mapping, _pages
from importers.reading import chosen_columns
from importers.result import MappedColumn
from importers.shapes import read_page

RANK: Rank = (0, 0)


class Irregular(Exception):
    """The table is not one that can be read in chunks; it must be read as a whole."""


@dataclass(frozen=True)
class ExtraColumn:
    """A column that the vocabulary does not know, and the name that it goes by."""

    column: int
    name: str
    heading: Heading | None


class FlatSheet:
    """One flat table with a subject a row, as its first rows show it.

    ``problems`` are those of the columns, ``fatal`` says that one of them costs every row.
    Irregular where the table is of another shape.
    """

    def __init__(self, grid: Grid, vocabulary: Vocabulary, profile: Profile) -> None:
        self.vocabulary, self.grid = vocabulary, grid
        planner = Planner(vocabulary, profile)
        self.layout = _only_layout(planner, grid)
        self._known: Names = planner.all_names.under(profile, grid.sheet)
        self._words = planner.words
        log = Log()
        empty = replace(self.layout, end=self.layout.header + 1)
        (page,) = _pages(grid, [empty], RANK, log)
        read_page(page, vocabulary)
        self.problems: list[Problem] = log.sorted()
        self.fatal = any(problem.severity == "error" for problem in self.problems)
        self.mapping: list[MappedColumn] = _mapping(page)
        self.case_columns = chosen_columns(page, "case")
        self.subject_columns = chosen_columns(page, "subject")

    @property
    def header(self) -> Sequence[Sequence[Cell]]:
        """The rows of the header."""
        return self.grid.rows[self.layout.top : self.layout.header + 1]

    @cached_property
    def width(self) -> int:
        """How many columns the header names; in a delimited file, a cell beyond has slipped."""
        if not self.grid.delimited:
            return self.grid.cells.width
        return max(i for row in self.header for i, cell in enumerate(row, 1) if not is_blank(cell))

    @cached_property
    def sources(self) -> tuple[SourceSheet, SourceSheet]:
        """The sheet as a source of cases, and of subjects."""
        cases = {label: letter(h.column) for label, h in self.case_columns.items()}
        subjects = {label: letter(h.column) for label, h in self.subject_columns.items()}
        if CASE_KEY in cases:
            subjects[SUBJECT_CASE] = cases[CASE_KEY]
        file, sheet = self.grid.file, self.grid.sheet
        return SourceSheet(file, sheet, cases), SourceSheet(file, sheet, subjects)

    @cached_property
    def readers(self) -> dict[str, FactReader]:
        """A reader for each fact that has a column, by label."""
        given = {**self.case_columns, **self.subject_columns}
        facts = [*self.facts_of("case"), *self.facts_of("subject")]
        return {fact.label: FactReader(fact, given[fact.label]) for fact in facts}

    def facts_of(self, entity: str) -> list[Fact]:
        """The facts of an entity that have a column."""
        given = self.case_columns if entity == "case" else self.subject_columns
        return [fact for fact in self.vocabulary.of(entity) if fact.label in given]

    @cached_property
    def extra(self) -> list[ExtraColumn]:
        """The columns that are passed through as text."""
        known = {heading.column: heading for heading in self.layout.headings}
        found: list[ExtraColumn] = []
        for column in range(self.width):
            heading = known.get(column)
            if heading is not None and heading.meaning is not None:
                continue
            name = heading.written if heading is not None else f"{letter(column)}列"
            if name in (one.name for one in found):
                name = f"{name}（{letter(column)}列）"
            found.append(ExtraColumn(column, name, heading))
        return found

    @cached_property
    def keys(self) -> frozenset[int]:
        """The columns of the case numbers and of the names: hardly a cell repeats."""
        given = {**self.case_columns, **self.subject_columns}
        return frozenset(given[label].column for label in (CASE_KEY, SUBJECT) if label in given)

    @cached_property
    def unique(self) -> frozenset[int]:
        """Those, and what is passed through."""
        return self.keys | {extra.column for extra in self.extra}

    # ── headers among the data ────────────────────────────────────────────────

    @cached_property
    def marks(self) -> frozenset[Cell]:
        """Words of headers, as written: a row with fewer than two of them is data."""
        own = {cell for row in self.header for cell in row if cell != ""}
        return frozenset(self._words | own)

    def is_header(self, cells: Sequence[Cell]) -> bool:
        """Would a row of these cells, met among the data, be taken for a header?"""
        if _words_of(cells) in [_words_of(row) for row in self.header]:
            return True
        given = [cell for cell in cells if not is_blank(cell)]
        if not all(isinstance(cell, str) for cell in given):
            return False
        known = count_known(cells, self._known)
        return known >= 3 and 2 * known >= len(given)


def _words_of(row: Sequence[Cell]) -> list[str]:
    words = [squeeze(cell_text(cell)) for cell in row]
    while words and not words[-1]:
        words.pop()
    return words


def _only_layout(planner: Planner, grid: Grid) -> Layout:
    """The layout of the one table of a sheet. Irregular where there are more, or another shape."""
    if without_own_columns(grid) is not grid:
        raise Irregular
    layouts = planner.plan([grid])
    if len(layouts) != 1 or layouts[0].shape != "long":
        raise Irregular
    if layouts[0].skipped or any(heading.stated for heading in layouts[0].headings):
        raise Irregular
    return layouts[0]
