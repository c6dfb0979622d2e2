"""The table function that a cluster runs: Arrow batches of a flat table in, decisions out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import orjson
import pyarrow as pa  # type: ignore[import-untyped]

from exporters.parquet.decision_rows import decision_rows
from exporters.parquet.fact_rows import fact_rows
from exporters.parquet.ordering import side_by_side
from exporters.parquet.part import Shape
from exporters.parquet.sources import Sources, sources
from facts import Problem, Text
from importers.columnar.cells import Cells, cells_of, one_chunk
from importers.columnar.notices import Notices
from importers.columnar.parquet_source import header_grid
from importers.columnar.reading import understood
from importers.columnar.sheet import FlatSheet
from importers.columnar.survey import NO_HASH, hashes_of
from importers.keys import CASE_KEY
from rules import CompiledBook
from sanctions import Decider
from sanctions.alike import Alike
from wenze.columnar import part_of
from wenze.streaming import shape_of

#: Rows of whole cases that are decided at a time, about.
CHUNK = 1 << 16
#: What is added to the columns of the table: the row, and the hash of its case.
ROW, CASE = "wenze_row", "wenze_case"
#: Before the name of a fact among the decisions; what is told with a row, as JSON.
FACT, TOLD = "fact:", "wenze_told"

Batches = Iterator[pa.RecordBatch]


@dataclass(frozen=True)
class TableFunction:
    """What the tasks run. It holds the first rows of the table, and nothing that is open."""

    book: CompiledBook
    name: str
    sheet_name: str
    first: pa.Table

    @cached_property
    def sheet(self) -> FlatSheet:
        """What the columns mean."""
        grid = header_grid(self.first, self.name, self.sheet_name)
        return FlatSheet(grid, self.book.vocabulary, {})

    @cached_property
    def shape(self) -> Shape:
        """The columns of the results."""
        return shape_of(self.book, self.sheet)

    def hashed(self, batches: Batches) -> Batches:
        """The batches, each row with the hash of its case."""
        reader = self.sheet.readers[CASE_KEY]
        for batch in batches:
            hashes = hashes_of(batch.column(reader.heading.column), reader)
            # Rows without a case number are cases of their own, and need not come together.
            rows = batch.column(batch.schema.get_field_index(ROW)).to_numpy().astype(np.uint64)
            hashes = np.where(hashes == NO_HASH, rows, hashes).view(np.int64)
            yield batch.append_column(CASE, pa.array(hashes))

    def decided(self, batches: Batches) -> Batches:
        """Decisions and facts of batches in which the rows of each case follow one another."""
        alike = Alike(Decider(self.book))
        notices = Notices(self.name, self.sheet_name)
        last: pa.Table | None = None
        for cells in self._whole_cases(batches):
            if last is not None:
                yield from last.to_batches()
            last = self._decided(cells, alike, notices)
        if last is not None and len(last):
            own = last[TOLD].to_pylist()
            told = orjson.loads(own[-1]) if own[-1] else {}
            own[-1] = orjson.dumps({**told, "notices": notices.packed()}).decode()
            yield from last.set_column(
                last.column_names.index(TOLD), TOLD, pa.array(own, pa.string())
            ).to_batches()

    def empty(self) -> pa.Table:
        """Results without rows: their columns."""
        nothing = cells_of(self.first.slice(0, 0), np.zeros(0, np.int64))
        notices = Notices(self.name, self.sheet_name)
        return self._decided(nothing, Alike(Decider(self.book)), notices)

    def sources(self) -> Sources:
        """Where the rows come from."""
        nothing = cells_of(self.first.slice(0, 0), np.zeros(0, np.int64))
        found = understood(self.sheet, nothing, Notices("", ""), last=False)
        return sources(found.table)

    def _whole_cases(self, batches: Batches) -> Iterator[Cells]:
        """Chunks that part no case, each in the order of its rows."""
        waiting: list[pa.RecordBatch] = []
        held = 0
        for batch in batches:
            waiting.append(batch)
            held += len(batch)
            if held >= CHUNK:
                table = pa.Table.from_batches(waiting)
                cases = one_chunk(table[CASE]).to_numpy()
                ends = np.flatnonzero(cases[1:] != cases[:-1]) + 1
                cut = int(ends[-1]) if len(ends) else 0
                if cut:
                    yield self._cells(table.slice(0, cut))
                    table = table.slice(cut)
                waiting, held = table.to_batches(), len(table)
        if held:
            yield self._cells(pa.Table.from_batches(waiting))

    def _cells(self, table: pa.Table) -> Cells:
        table = table.sort_by(ROW)
        rows = one_chunk(table[ROW]).to_numpy().astype(np.int64)
        return cells_of(table.drop_columns([ROW, CASE]), rows)

    def _decided(self, cells: Cells, alike: Alike, notices: Notices) -> pa.Table:
        imported = understood(self.sheet, cells, notices, last=False)
        decisions = alike.decide(imported.table)
        part = part_of(self.book, imported, decisions, {})
        table = side_by_side(decision_rows(part), fact_rows(part, self.shape), FACT)
        told: list[str | None] = [None] * len(part)
        for row, at in zip(imported.rejected, part.refused_places, strict=True):
            told[at] = orjson.dumps({"problems": [_plain(p) for p in row.problems]}).decode()
        return table.append_column(TOLD, pa.array(told, pa.string()))


def _plain(problem: Problem) -> dict[str, Any]:
    found = {name: getattr(problem, name) for name in Problem.__slots__}
    return {k: [v.zh, v.en] if isinstance(v, Text) else v for k, v in found.items()}
