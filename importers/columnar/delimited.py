"""Whole records of a delimited file to cells: by Arrow, or exactly where they are not regular."""

import csv
import io
from dataclasses import dataclass

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as pacsv  # type: ignore[import-untyped]

from importers.columnar.cells import Cells, Distinct, one_chunk
from importers.columnar.lines import well_quoted
from importers.columnar.sheet import Irregular
from importers.grid import is_blank

_CELL = pa.dictionary(pa.int32(), pa.string())
#: Bytes that are taken apart at a time: few enough to stay in the processor's own memory.
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Format:
    """How a delimited file is written. ``width`` is what the header names, ``fields`` all it has.

    In the columns ``unique`` hardly a cell repeats.
    """

    delimiter: str
    encoding: str
    width: int
    fields: int
    unique: frozenset[int] = frozenset()


def read_records(data: bytes, form: Format, first: int) -> Cells:
    """The cells of whole records; ``first`` is the row of the first in the sheet.

    Irregular where the file as a whole cannot be read; another reader says why.
    """
    data = in_utf8(data, form.encoding)
    table = _regular(data, form, None)
    if table is None:
        return _exactly(data, form, first)
    columns = [Distinct.each(one_chunk(column)) for column in table.columns]
    rows = first + np.arange(table.num_rows)
    return Cells(rows, columns, _spilled(columns, form))


def read_column(data: bytes, form: Format, column: int) -> pa.Array:
    """One column of whole records, as text."""
    data = in_utf8(data, form.encoding)
    table = _regular(data, form, column)
    if table is None:
        cells = _exactly(data, form, 1).columns[column]
        return cells.values.take(pa.array(cells.codes))
    return one_chunk(table.columns[0]).cast(pa.string())


class WrongEncoding(Irregular):
    """The bytes are not text in the encoding that was supposed."""


def in_encoding(data: bytes, encoding: str) -> str:
    """The text."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        raise WrongEncoding from None


def in_utf8(data: bytes, encoding: str) -> bytes:
    """The same text in UTF-8."""
    if encoding != "utf-8":
        return in_encoding(data, encoding).encode()
    try:
        pa.array([data], pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        raise WrongEncoding from None
    return data


def _regular(data: bytes, form: Format, column: int | None) -> pa.Table | None:
    """The table; None where a record has more or fewer fields, or a quote stands oddly."""
    quoted = b'"' in data
    if data.count(b"\r") != data.count(b"\r\n") or b"\0" in data:
        return None
    if quoted and not well_quoted(data, ord(form.delimiter)):
        return None
    names = [str(i) for i in range(form.fields)]
    kinds = {str(i): pa.string() if i in form.unique else _CELL for i in range(form.fields)}
    odd: list[object] = []

    def note(row: object) -> str:
        odd.append(row)
        return "skip"

    try:
        table = pacsv.read_csv(
            pa.BufferReader(data),
            read_options=pacsv.ReadOptions(column_names=names, block_size=_AT_ONCE),
            parse_options=pacsv.ParseOptions(
                delimiter=form.delimiter,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=note,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=kinds if column is None else {str(column): pa.string()},
                include_columns=names if column is None else [str(column)],
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return None if odd else table


def _spilled(columns: list[Distinct], form: Format) -> dict[int, int]:
    """Cells under no header, beyond the last one."""
    found: dict[int, int] = {}
    for at in range(form.width, form.fields):
        for row in np.flatnonzero(~columns[at].where(is_blank)).tolist():
            found[row] = at + 1 - form.width
    return found


def _exactly(data: bytes, form: Format, first: int) -> Cells:
    """Records of any length, as the reader of small files takes them."""
    reader = csv.reader(
        io.StringIO(data.decode(), newline=""), delimiter=form.delimiter, strict=True
    )
    try:
        rows = list(reader)
    except csv.Error:
        raise Irregular from None
    spilled: dict[int, int] = {}
    for position, row in enumerate(rows):
        given = [at for at in range(form.width, len(row)) if not is_blank(row[at])]
        if given:
            spilled[position] = given[-1] + 1 - form.width
    padded = [[*row[: form.fields], *[""] * (form.fields - len(row))] for row in rows]
    turned = zip(*padded, strict=True) if padded else [()] * form.fields
    columns = [Distinct.of(pa.array(list(cells), pa.string())) for cells in turned]
    return Cells(first + np.arange(len(rows)), columns, spilled)
