"""Files and frames in, an import out."""

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from facts import Fact, Text, Vocabulary
from importers.files import STDIN, File, Folder, list_files
from importers.frames import FRAME_NAME, frame_grids
from importers.grid import Grid, letter
from importers.headers import Profile
from importers.isolated import PASSWORD, Reader
from importers.joining import join
from importers.keys import SUBJECT
from importers.layout import HEADER_ROWS, SKIPPED_SHEETS, Layout, Planner
from importers.log import Log
from importers.messages import problem
from importers.opening import Wanted
from importers.own_columns import without_own_columns
from importers.page import Page
from importers.records import RecordSheet, record_kind, record_sheet, with_records
from importers.refusals import opened, unreadable, worded
from importers.remarks import Remark
from importers.result import Import, MappedColumn, StatedFact
from importers.shapes import read_page

if TYPE_CHECKING:
    from pandas import DataFrame

#: How the names of each format end; the others are noticed, and read all the same.
_NAMES = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
    "xlsb": (".xlsb",),
    "ods": (".ods",),
    "xls": (".xls", ".et", ".xlt", ".ett"),
    "csv": (".csv", ".txt", ".tsv"),
    "parquet": (".parquet",),
}
_EXAMPLE = re.compile("示例：|Example: ")
#: A cell of a workbook holds no more.
_LONGEST_COMMENT = 32_000
_KINDS = {
    "xlsx": Text("工作簿", "a workbook"),
    "xlsb": Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    "ods": Text("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)"),
    "xls": Text("旧格式工作簿（.xls）", "an old workbook (.xls)"),
    "csv": Text("CSV", "CSV"),
    "parquet": Text("Parquet", "Parquet"),
}


@dataclass(frozen=True)
class _Source:
    """The sheets of one file."""

    name: str
    grids: list[Grid]
    found: bool = False


def read_cases(
    paths: Sequence[Path],
    vocabulary: Vocabulary,
    *,
    encoding: str | None = None,
    profile: Profile | None = None,
    password: str | None = None,
) -> Import:
    """Read files and folders as one input; ``-`` is standard input.

    ``encoding`` is for CSV files that are neither UTF-8 nor GB18030. ``profile`` says what the
    columns of a layout are: sheet name or "*" → header as written → label, or "" to keep the
    column unread; and states facts that no column gives (see ``importers.stating``).
    ``password`` opens encrypted workbooks (else WENZE_PASSWORD does). Unreadable when a file
    cannot be read at all, or when none of a file's sheets has cases, subjects or records; all
    other problems are in the result.
    """
    log = Log()
    digests: dict[str, str] = {}
    sources: list[_Source] = []
    files, folders = list_files(paths)
    with Reader() as reader:
        for number, file in enumerate(files):
            data = file.read()
            digests[file.name] = hashlib.sha256(data).hexdigest()
            secret = password or os.environ.get(PASSWORD)
            wanted = Wanted(data, file.name, file.stem, encoding, secret)
            sources.append(_Source(file.name, _open(reader, wanted, file, number, log), file.found))
    for folder in folders:
        _report_left(folder, len(files), log)
    return _import(sources, vocabulary, digests, log, profile or {})


def read_frame(
    frames: "DataFrame | Mapping[str, DataFrame]",
    vocabulary: Vocabulary,
    *,
    profile: Profile | None = None,
) -> Import:
    """Read a flat frame, or frames by sheet name, as if they were sheets of a workbook.

    The column names are row 1. Unreadable when no frame has cases or subjects.
    """
    source = _Source(FRAME_NAME, frame_grids(frames))
    return _import([source], vocabulary, {}, Log(), profile or {})


def _open(reader: Reader, wanted: Wanted, file: File, number: int, log: Log) -> list[Grid]:
    found = opened(reader, wanted)
    known = file.name == STDIN or file.name.lower().endswith(_NAMES[found.kind])
    if not known:
        remark = Remark("extension-differs", {"kind": _KINDS[found.kind]})
        log.add_file(remark, file.name, (number, -1))
    for code, values in found.notes:
        log.add_file(Remark(code, worded(values)), file.name, (number, -1))
    return [without_own_columns(grid) for grid in found.grids]


def _report_left(folder: Folder, number: int, log: Log) -> None:
    names = "、".join(folder.left[:20]) + ("…" if len(folder.left) > 20 else "")
    remark = Remark("folder-left", {"count": len(folder.left), "names": names})
    log.add_file(remark, folder.name, (number, -1))


def _import(
    sources: Sequence[_Source],
    vocabulary: Vocabulary,
    digests: dict[str, str],
    log: Log,
    profile: Profile,
) -> Import:
    planner = Planner(vocabulary, profile)
    sources = [
        replace(source, grids=[part for grid in source.grids for part in planner.parts(grid)])
        for source in sources
    ]
    records, sources = _records(sources, vocabulary, profile, log)
    grids = [grid for source in sources for grid in source.grids]
    layouts: dict[int, list[Layout]] = {}
    for layout in planner.plan(grids):
        layouts.setdefault(id(layout.grid), []).append(layout)
    pages: list[Page] = []
    recording = {sheet.page.rank[0] for sheet in records}
    for number, source in enumerate(sources):
        planned = any(id(grid) in layouts for grid in source.grids)
        if not planned and number not in recording:
            _report_nothing(source, number, vocabulary, log)
            continue
        for index, grid in enumerate(source.grids):
            pages += _pages(grid, layouts.get(id(grid), ()), (number, index), log)
    if not pages:
        unreadable("no-data", sources[0].name, **_looked_for(vocabulary))
    joined = join([read_page(page, vocabulary) for page in pages], vocabulary, log)
    return Import(
        table=with_records(joined.table, records),
        rejected=joined.rejected,
        problems=log.sorted(),
        mapping=[
            column
            for page in (*pages, *(record.page for record in records))
            for column in _mapping(page)
        ],
        stated=[stated for page in pages for stated in _stated(page)],
        digests=digests,
        rows_read=sum(len(page) for page in pages),
        order=joined.order,
    )


def _records(
    sources: Sequence[_Source], vocabulary: Vocabulary, profile: Profile, log: Log
) -> tuple[list[RecordSheet], list[_Source]]:
    """The record sheets, and the sources without them."""
    found: list[RecordSheet] = []
    left = []
    for number, source in enumerate(sources):
        others = []
        for index, grid in enumerate(source.grids):
            kind = record_kind(grid, vocabulary)
            if kind is None:
                others.append(grid)
                continue
            sheet = record_sheet(grid, kind, vocabulary, profile, (number, index), log)
            found += [sheet] if sheet is not None else []
        left.append(replace(source, grids=others))
    return found, left


def _report_nothing(source: _Source, number: int, vocabulary: Vocabulary, log: Log) -> None:
    """A file without cases costs everything where the user named it himself."""
    if not source.found:
        unreadable("no-data", source.name, **_looked_for(vocabulary))
    log.add_file(Remark("file-skipped"), source.name, (number, -1))


def _looked_for(vocabulary: Vocabulary) -> dict[str, object]:
    wanted = [f.label for f in vocabulary.facts if f.required and f.written]
    return {"rows": HEADER_ROWS, "headers": "、".join(dict.fromkeys(wanted))}


def _pages(grid: Grid, layouts: Sequence[Layout], rank: tuple[int, int], log: Log) -> list[Page]:
    def say(code: str, values: Mapping[str, object] | None = None) -> None:
        log.add_sheet(Remark(code, dict(values or {})), grid.file, grid.sheet, rank)

    if not layouts:
        if grid.beside:
            say("beside-skipped", {"columns": grid.beside})
        elif grid.rows:
            say("sheet-guide" if grid.sheet in SKIPPED_SHEETS else "sheet-skipped")
        return []
    if grid.beside:
        say("beside-table", {"columns": grid.beside})
    elif grid.hidden:
        say("sheet-hidden")
    for code, values in grid.notes:
        say(code, worded(values))
    _report_comments(grid, _unsaid(grid, layouts), rank, log)
    if layouts[0].top:
        say("title-rows", {"row": layouts[0].top + 1})
    for layout in layouts[1:]:
        say("another-table", {"row": layout.top + 1})
    return [Page(layout, rank, log) for layout in layouts]


def _unsaid(grid: Grid, layouts: Sequence[Layout]) -> dict[tuple[int, int], str]:
    """The comments without the hints that the template puts on its headers."""
    hints = {
        (layout.header, heading.column): heading.meaning.fact
        for layout in layouts
        for heading in layout.headings
        if heading.meaning and heading.meaning.fact
    }
    return {
        place: text
        for place, text in grid.comments.items()
        if place not in hints or not _is_hint(text, hints[place])
    }


def _is_hint(text: str, fact: Fact) -> bool:
    """Nothing but the question about the fact, the note on it, and how to write it."""
    lines = text.splitlines()
    known = {fact.question, fact.note}
    own = [line for line in lines if line not in known and not _EXAMPLE.match(line)]
    return lines[:1] == [fact.question] and len(own) <= (fact.type == "choices")


def _report_comments(
    grid: Grid, comments: Mapping[tuple[int, int], str], rank: tuple[int, int], log: Log
) -> None:
    """Comments are no data, and what they say is kept: on the list of problems, not in messages."""
    for (row, column), text in sorted(comments.items()):
        found = problem(
            Remark("cell-comment", {"count": len(text)}),
            file=grid.file,
            sheet=grid.sheet,
            cell=f"{letter(column)}{row + 1}",
            row=row + 1,
            value=text[:_LONGEST_COMMENT],
        )
        log.add(rank, row + 1, column, found)


def _mapping(page: Page) -> list[MappedColumn]:
    """What each column of a sheet was taken for."""
    layout = page.layout
    grid = layout.grid
    columns: list[MappedColumn] = []
    for heading in layout.headings:
        meaning = heading.meaning
        if heading.stated:
            continue
        label = None
        if meaning is not None:
            label = meaning.fact.label if meaning.fact else SUBJECT
        columns.append(
            MappedColumn(
                grid.file,
                grid.sheet,
                heading.letter,
                heading.written,
                label,
                heading.how,
                layout.header + 1,
                heading.resembles,
            )
        )
    return columns


def _stated(page: Page) -> list[StatedFact]:
    """What the profile states of the sheet."""
    grid = page.layout.grid
    found = []
    for heading in page.layout.headings:
        if heading.stated and heading.meaning:
            one = page.layout.stated[heading.meaning.label]
            place = (grid.file, grid.sheet, heading.letter, one.column)
            found.append(StatedFact(*place, one.fact.label, one.constant, one.words))
    return found
