"""Large tables, chunk after chunk: the front of this package."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from facts import Problem, Vocabulary
from importers.columnar.ahead import ahead
from importers.columnar.assembling import assemble
from importers.columnar.cells import Cells, joined_cells
from importers.columnar.delimited import WrongEncoding
from importers.columnar.delimited_source import DelimitedSource
from importers.columnar.dropped import FOOTER_ROWS, data_rows, given_rows
from importers.columnar.gathering import Gathering
from importers.columnar.notices import Notices
from importers.columnar.parquet_source import ParquetSource
from importers.columnar.sheet import FlatSheet, Irregular
from importers.columnar.survey import Hashes, clean_ends, cuts
from importers.container import sniff
from importers.headers import Profile
from importers.keys import CASE_KEY
from importers.refused import Refused
from importers.result import Import

#: Rows of a chunk, about.
CHUNK = 1 << 16
#: The encodings that are tried, and those that may be named.
_ENCODINGS = ("utf-8", "gb18030")
_NAMED = {"utf-8": "utf-8", "utf8": "utf-8", "gb18030": "gb18030", "gbk": "gbk", "gb2312": "gb2312"}
_HEAD = 1 << 16


@dataclass
class LargeTable:
    """One flat table in a file, ready to be read. ``rows`` counts the records below the header.

    ``scattered`` are the hashes of the cases of all rows, where their rows lie far apart: then the
    parts do not come in the order of the rows, and ``scratch`` is where they are gathered.
    """

    sheet: FlatSheet
    source: DelimitedSource | ParquetSource
    cuts: list[int]
    digest: str
    scattered: Hashes | None = None
    scratch: Path | None = None
    notices: Notices = field(init=False)

    def __post_init__(self) -> None:
        grid = self.sheet.grid
        self.notices = Notices(grid.file, grid.sheet)

    @property
    def rows(self) -> int:
        """How many records there are."""
        return self.cuts[-1] if self.cuts else 0

    def cells(self) -> Iterator[Cells]:
        """The chunks as they are written."""
        return ahead(self.source.chunks(self.cuts))

    def imports(self) -> Iterator[Import]:
        """All chunks. The notices are complete when they have been read."""
        return ahead(self._imports())

    def _imports(self) -> Iterator[Import]:
        order = 0
        for cells in self._gathered() if self.scattered is not None else self._data():
            found = assemble(self.sheet, cells, self.notices)
            yield _moved(found, order)
            order += found.rows_read

    def _data(self) -> Iterator[Cells]:
        """The rows that hold data."""
        for cells, last in self._held():
            yield data_rows(self.sheet, cells, last, self.notices)

    def _gathered(self) -> Iterator[Cells]:
        """The same, the rows of each case together."""
        assert self.scattered is not None
        first = self.sheet.layout.header + 2
        with (
            TemporaryDirectory(prefix=".wenze-", dir=self.scratch) as folder,
            Gathering(Path(folder), len(self.cuts)) as gathering,
        ):
            for cells in self._data():
                gathering.add(cells, self.scattered[cells.rows - first])
            yield from gathering.chunks()

    def _held(self) -> Iterator[tuple[Cells, bool]]:
        """The chunks, and is it the last? It has all the rows in which a table may end."""
        held: Cells | None = None
        for cells in self.cells():
            if held is None:
                held = cells
            elif int(given_rows(cells).sum()) <= FOOTER_ROWS:
                held = joined_cells(held, cells)
            else:
                yield held, False
                held = cells
        if held is not None:
            yield held, True

    def problems(self) -> list[Problem]:
        """What is said of columns, rows and cells that costs no row."""
        return list(self.notices.problems())


def understood(sheet: FlatSheet, cells: Cells, notices: Notices, *, last: bool) -> Import:
    """Some rows, with all rows of their cases, as they are understood; ``order`` counts from 0.

    ``last``: the table ends with these rows. Irregular where a header comes again.
    """
    return assemble(sheet, data_rows(sheet, cells, last, notices), notices)


def _moved(found: Import, by: int) -> Import:
    rejected = [replace(row, order=row.order + by) for row in found.rejected]
    return replace(found, order=found.order + by, rejected=rejected)


def open_large(
    path: Path,
    vocabulary: Vocabulary,
    *,
    name: str | None = None,
    encoding: str | None = None,
    profile: Profile | None = None,
    chunk: int = CHUNK,
    scratch: Path | None = None,
) -> LargeTable:
    """The table of a CSV or Parquet file. Irregular where it must be read as a whole instead.

    Irregular are: several tables in one, cases and subjects apart, columns that name subjects, a
    profile that states facts, UTF-16, and records that are broken. ``scratch`` is a folder for
    tables whose cases lie far apart; without it the system's own serves.
    """
    name = name or path.name
    for source in _sources(path, name, encoding):
        try:
            sheet, hashes, digest = _surveyed(source, vocabulary, profile or {})
        except WrongEncoding:
            continue
        found = cuts(clean_ends(hashes), chunk)
        if found is not None:
            return LargeTable(sheet, source, found, digest)
        plain = [*range(chunk, len(hashes), chunk), len(hashes)]
        return LargeTable(sheet, source, plain, digest, hashes, scratch)
    raise Irregular


def _sources(
    path: Path, name: str, encoding: str | None
) -> Iterator[DelimitedSource | ParquetSource]:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise Irregular
    try:
        kind = sniff(head, name, encoding)
    except Refused:
        raise Irregular from None
    if kind == "parquet":
        yield ParquetSource(path, name, path.stem)
        return
    if encoding is not None and encoding.lower() not in _NAMED:
        raise Irregular
    for tried in [_NAMED[encoding.lower()]] if encoding else _ENCODINGS:
        try:
            source = DelimitedSource(path, name, path.stem, tried)
        except WrongEncoding:
            continue
        yield source


def _surveyed(
    source: DelimitedSource | ParquetSource, vocabulary: Vocabulary, profile: Profile
) -> tuple[FlatSheet, Hashes, str]:
    """What the columns mean, the hash of the case of each row, and the SHA-256 of the file."""
    sheet = FlatSheet(source.head, vocabulary, profile)
    if CASE_KEY not in sheet.case_columns:
        raise Irregular
    source.begin(sheet)
    return (sheet, *source.survey(sheet))
