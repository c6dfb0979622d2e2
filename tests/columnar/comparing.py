"""A file read in chunks, beside the same file read whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from facts import KNOWN, CaseTable, Problem, core_vocabulary
from importers import Import, RejectedRow, read_cases
from importers.columnar.reading import LargeTable, open_large

VOCABULARY = core_vocabulary()
FACTS = [f for f in VOCABULARY.facts if f.written and f.entity in ("case", "subject")]

Shown = tuple[str, int, float, float, str]


@dataclass
class InChunks:
    """All chunks of a file, and everything that was said of it."""

    table: LargeTable
    parts: list[Import]

    @property
    def problems(self) -> list[Problem]:
        """Of the columns, of the rows, and of whole columns of cells."""
        rows = [problem for part in self.parts for problem in part.problems]
        return [*self.table.sheet.problems, *rows, *self.table.problems()]


def read_in_chunks(path: Path, chunk: int, encoding: str | None = None) -> InChunks:
    """Read with the core vocabulary, so many rows at a time."""
    table = open_large(path, VOCABULARY, chunk=chunk, encoding=encoding)
    return InChunks(table, list(table.imports()))


def assert_same(path: Path, chunk: int, encoding: str | None = None) -> InChunks:
    """Both ways give the same subjects, facts, cells, rejected rows and problems."""
    whole = read_cases([path], VOCABULARY, encoding=encoding)
    found = read_in_chunks(path, chunk, encoding)
    assert sorted(map(_told, found.problems)) == sorted(map(_told, whole.problems))
    assert found.table.digest == whole.digests[path.name]
    assert found.table.sheet.mapping == whole.mapping
    rejected = [_refused(row) for part in found.parts for row in part.rejected]
    parts = [line for part in found.parts for line in _subjects(part.table)]
    if found.table.scattered is not None:  # the rows of a case are together, not those of the file
        rejected, parts = (sorted(lines, key=itemgetter(0)) for lines in (rejected, parts))
    assert rejected == [_refused(row) for row in whole.rejected]
    assert parts == _subjects(whole.table)
    if found.table.scattered is None:
        orders = [row.order for part in found.parts for row in part.rejected]
        assert orders == [row.order for row in whole.rejected]
        orders = [int(order) for part in found.parts for order in part.order]
        assert orders == whole.order.tolist()
    assert sum(part.rows_read for part in found.parts) == whole.rows_read
    return found


def _told(problem: Problem) -> tuple[Any, ...]:
    place = (problem.row, problem.cell, problem.header)
    return (*place, problem.code, problem.severity, problem.value, problem.line("zh"))


def _refused(row: RejectedRow) -> tuple[Any, ...]:
    return (row.row, row.case_id, row.subject, row.subject_kind, row.role, row.problems)


def _subjects(table: CaseTable) -> list[Any]:
    """For each subject everything that was read of it and its case, with the cells."""
    assert table.named is not None
    extra = {**table.cases.extra, **table.subjects.extra}
    lines = []
    for row in range(len(table)):
        case = int(table.case_of[row])
        facts = [_fact(table, fact.label, row) for fact in FACTS]
        more = {name: texts[row] for name, texts in extra.items()}
        lines.append((int(table.subjects.rows[row]), int(table.named[case]), facts, more))
    return lines


def _fact(table: CaseTable, label: str, row: int) -> Shown:
    fact = VOCABULARY.by_label(label)
    column = table.column(fact)
    at = int(table.case_of[row]) if fact.entity == "case" else row
    state = int(column.state[at])
    low, high = (float(column.low[at]), float(column.high[at])) if state == KNOWN else (0.0, 0.0)
    text = str(column.text[at]) if column.text else ""
    return (table.cell(fact, row), state, low, high, text)


def csv_file(path: Path, rows: Iterable[Sequence[str]], end: str = "\n") -> Path:
    """A file of records; cells are written as they are given."""
    path.write_bytes("".join(",".join(row) + end for row in rows).encode())
    return path
