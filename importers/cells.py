"""The cells of the input as they stand: what was written, beside what it was taken for."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from facts import Column, Fact, FactTable, Problem, Vocabulary
from facts.fact import Entity
from importers.files import DASH, File, list_files
from importers.grid import Grid, cell_text, letter_number
from importers.isolated import PASSWORD, Reader
from importers.opening import Opened, Wanted
from importers.result import Import, MappedColumn

_ENTITIES: tuple[Entity, ...] = ("case", "subject")


def read_cells(reader: Reader, file: File, encoding: str | None = None) -> list[Grid]:
    """The sheets of one file; none of standard input, which is gone when it has been read.

    Refused for what cannot be read; ``read_cases`` has said why.
    """
    if file.path == DASH:
        return []
    return read_again(reader, file, encoding).grids


def read_again(reader: Reader, file: File, encoding: str | None = None) -> Opened:
    """The same with what there is to be said about the file; not of standard input."""
    secret = os.environ.get(PASSWORD)
    return reader.open(Wanted(file.path.read_bytes(), file.name, file.stem, encoding, secret))


@dataclass(frozen=True)
class RawCells:
    """The sheets of an import, by file and sheet name."""

    grids: Mapping[tuple[str, str], Grid]

    def text(self, file: str, sheet: str, letters: str, row: int) -> str:
        """A cell as a person would read it; "" outside the sheet. ``row`` is 1-based."""
        grid = self.grids.get((file, sheet))
        column = letter_number(letters) - 1
        if (
            grid is None
            or not 0 < row <= len(grid.rows)
            or not 0 <= column < len(grid.rows[row - 1])
        ):
            return ""
        return cell_text(grid.rows[row - 1][column])

    def of(self, table: FactTable, label: str, row: int) -> str:
        """What was written for a fact of row ``row`` (0-based) of a table."""
        source = table.sources[int(table.source[row])]
        number = table.elsewhere.get((label, row), int(table.rows[row]))
        return self.text(source.file, source.sheet, source.letters.get(label, ""), number)


def raw_cells(paths: Sequence[Path], encoding: str | None = None) -> RawCells:
    """The cells of an input that ``read_cases`` has read."""
    files, _ = list_files(paths)
    with Reader() as reader:
        grids = [grid for file in files for grid in read_cells(reader, file, encoding)]
    return RawCells({(grid.file, grid.sheet): grid for grid in grids})


class Understood(NamedTuple):
    """One value: where it was first written, the fact, what was written, and what it means."""

    cell: str
    fact: Fact
    written: str
    value: str
    times: int = 1

    @property
    def changed(self) -> bool:
        """Was more done than to read it as it stands?"""
        return self.written not in (self.value, self.value.removesuffix(self.fact.unit or ""))


def preview(imported: Import, raws: RawCells, rows: int = 3) -> list[list[Understood]]:
    """The first good subjects, each with the facts of its case and its own; no records."""
    table = imported.table
    found = []
    for subject in range(min(rows, len(table))):
        line = []
        for entity in _ENTITIES:
            own = table.table(entity)
            row = int(table.case_of[subject]) if entity == "case" else subject
            for fact, column in _facts(own, table.vocabulary, entity):
                written = raws.of(own, fact.label, row)
                if written and not _names_someone(own, fact, row):
                    place = own.cell(fact.label, row)
                    line.append(Understood(place, fact, written, column.show(row)))
        found.append(line)
    return found


def changes(imported: Import, raws: RawCells) -> list[Understood]:
    """Every distinct value of the good rows that is not taken as it was written."""
    table = imported.table
    found: list[Understood] = []
    for entity in _ENTITIES:
        own = table.table(entity)
        for fact, column in _facts(own, table.vocabulary, entity):
            found.extend(u for u in _distinct(own, fact, column, raws) if u.changed)
    return found


def _names_someone(table: FactTable, fact: Fact, row: int) -> bool:
    """Does the cell that gave the fact hold a name (as 主要领导 on a flat sheet does)?"""
    return fact.entity == "subject" and table.cell(fact.label, row) == table.cell("责任主体", row)


def _facts(
    table: FactTable, vocabulary: Vocabulary, entity: Entity
) -> Iterator[tuple[Fact, Column]]:
    """The facts that a rule may read and that the input has; records may be names."""
    for fact in vocabulary.of(entity):
        if fact.readable and fact.label in table.columns:
            yield fact, table.columns[fact.label]


def _distinct(table: FactTable, fact: Fact, column: Column, raws: RawCells) -> list[Understood]:
    first: dict[tuple[str, int, float, float], int] = {}
    times: dict[tuple[str, int, float, float], int] = {}
    values = zip(column.state.tolist(), column.low.tolist(), column.high.tolist(), strict=True)
    for row, value in enumerate(values):
        written = raws.of(table, fact.label, row)
        if written and not _names_someone(table, fact, row):
            key = (written, *value)
            first.setdefault(key, row)
            times[key] = times.get(key, 0) + 1
    return [
        Understood(table.cell(fact.label, row), fact, key[0], column.show(row), times[key])
        for key, row in first.items()
    ]


class Beside(NamedTuple):
    """Rows of one case number side by side: their places, and the columns that differ."""

    places: tuple[str, ...]
    columns: tuple[tuple[MappedColumn, tuple[str, ...]], ...]


def duplicates(imported: Import, raws: RawCells) -> list[Beside]:
    """The rows that share a case number, with the columns in which they differ."""
    groups: dict[str, list[Problem]] = {}
    for problem in imported.problems:
        if problem.code == "case-duplicate":
            groups.setdefault(problem.message.zh, []).append(problem)
    return [_beside(found, imported.mapping, raws) for found in groups.values()]


def _beside(found: Sequence[Problem], mapping: Sequence[MappedColumn], raws: RawCells) -> Beside:
    """By header, since the rows may stand in different sheets."""
    columns = []
    headers = dict.fromkeys(m.header for m in mapping if _in(m, found[0]))
    for header in headers:
        texts = []
        for problem in found:
            own = next((m for m in mapping if m.header == header and _in(m, problem)), None)
            texts.append(
                raws.text(problem.file, problem.sheet, own.letter, problem.row) if own else ""
            )
        if len(set(texts)) > 1:
            column = next(m for m in mapping if m.header == header and _in(m, found[0]))
            columns.append((column, tuple(texts)))
    several = len({p.file for p in found}) > 1
    places = (f"{p.file + '：' if several else ''}{p.sheet}!{p.row}" for p in found)
    return Beside(tuple(places), tuple(columns))


def _in(column: MappedColumn, problem: Problem) -> bool:
    return (column.file, column.sheet) == (problem.file, problem.sheet)
