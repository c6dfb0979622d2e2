"""Files and frames in, an import out."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facts import Text, Vocabulary
from importers.container import sniff, unreadable
from importers.delimited import read_delimited
from importers.frames import FRAME_NAME, frame_grids
from importers.grid import Grid, letter
from importers.joining import join
from importers.keys import SUBJECT
from importers.layout import HEADER_ROWS, SKIPPED_SHEETS, Layout, Planner
from importers.log import Log
from importers.page import Page
from importers.remarks import Remark
from importers.result import Import, MappedColumn
from importers.shapes import read_page
from importers.workbook import read_workbook

if TYPE_CHECKING:
    from pandas import DataFrame

_NAMES = {"xlsx": (".xlsx", ".xlsm"), "csv": (".csv", ".txt", ".tsv")}
_KINDS = {"xlsx": Text("工作簿", "a workbook"), "csv": Text("CSV", "CSV")}


def read_cases(
    paths: Sequence[Path], vocabulary: Vocabulary, *, encoding: str | None = None
) -> Import:
    """Read .xlsx and .csv files as one input.

    ``encoding`` is for CSV files that are neither UTF-8 nor GB18030. Unreadable when a file
    cannot be read at all, or when none of a file's sheets has cases or subjects; all other
    problems are in the result.
    """
    log = Log()
    digests: dict[str, str] = {}
    grids: list[tuple[int, list[Grid]]] = []
    for number, path in enumerate(paths):
        file = path.name if path.name not in digests else str(path)
        data = _bytes(path, file)
        digests[file] = hashlib.sha256(data).hexdigest()
        grids.append((number, _file_grids(data, file, path.stem, encoding, number, log)))
    return _import(grids, vocabulary, digests, log)


def read_frame(frames: "DataFrame | Mapping[str, DataFrame]", vocabulary: Vocabulary) -> Import:
    """Read a flat frame, or frames by sheet name, as if they were sheets of a workbook.

    The column names are row 1. Unreadable when no frame has cases or subjects.
    """
    return _import([(0, frame_grids(frames))], vocabulary, {}, Log())


def _bytes(path: Path, file: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        unreadable("file-missing", file)
    except OSError:
        unreadable("file-denied", file)


def _file_grids(
    data: bytes, file: str, stem: str, encoding: str | None, number: int, log: Log
) -> list[Grid]:
    kind = sniff(data, file)
    if not file.lower().endswith(_NAMES[kind]):
        log.add_file(Remark("extension-differs", {"kind": _KINDS[kind]}), file, (number, -1))
    if kind == "csv":
        return [read_delimited(data, file, stem, encoding)]
    sheets, macros = read_workbook(data, file)
    if macros:
        log.add_file(Remark("macros-ignored"), file, (number, -1))
    return sheets


def _import(
    files: Sequence[tuple[int, list[Grid]]],
    vocabulary: Vocabulary,
    digests: dict[str, str],
    log: Log,
) -> Import:
    layouts = Planner(vocabulary).plan([grid for _, grids in files for grid in grids])
    by_grid = {id(layout.grid): layout for layout in layouts}
    names = list(digests) or [FRAME_NAME]
    pages: list[Page] = []
    for (number, grids), file in zip(files, names, strict=True):
        if not any(id(grid) in by_grid for grid in grids):
            wanted = [f.label for f in vocabulary.facts if f.required and f.written]
            headers = "、".join(dict.fromkeys(wanted))
            unreadable("no-data", file, rows=HEADER_ROWS, headers=headers)
        for index, grid in enumerate(grids):
            page = _page(grid, by_grid.get(id(grid)), (number, index), log)
            if page is not None:
                pages.append(page)
    joined = join([read_page(page, vocabulary) for page in pages], vocabulary, log)
    return Import(
        table=joined.table,
        rejected=joined.rejected,
        problems=log.sorted(),
        mapping=[column for page in pages for column in _mapping(page)],
        digests=digests,
        rows_read=sum(len(page) for page in pages),
        order=joined.order,
    )


def _page(grid: Grid, layout: Layout | None, rank: tuple[int, int], log: Log) -> Page | None:
    if layout is None:
        if grid.rows:
            code = "sheet-guide" if grid.sheet in SKIPPED_SHEETS else "sheet-skipped"
            log.add_sheet(Remark(code), grid.file, grid.sheet, rank)
        return None
    if grid.hidden:
        log.add_sheet(Remark("sheet-hidden"), grid.file, grid.sheet, rank)
    if layout.header:
        remark = Remark("title-rows", {"row": layout.header + 1})
        log.add_sheet(remark, grid.file, grid.sheet, rank)
    return Page(layout, rank, log)


def _mapping(page: Page) -> list[MappedColumn]:
    """What each column of a sheet was taken for."""
    grid = page.layout.grid
    columns: list[MappedColumn] = []
    for heading in page.layout.headings:
        meaning = heading.meaning
        label = None
        if meaning is not None:
            label = meaning.fact.label if meaning.fact else SUBJECT
        columns.append(
            MappedColumn(
                grid.file, grid.sheet, letter(heading.column), heading.written, label, heading.how
            )
        )
    return columns
