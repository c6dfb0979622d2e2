"""Record sheets (履职记录, 考核结果 …): many rows a subject or case, told by their keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from facts import KNOWN, CaseTable, Column, Vocabulary
from facts.aggregates import RecordTable
from facts.columns import blank_column
from facts.fact import RecordKind
from importers.grid import Grid, letter, number_key, squeeze
from importers.headers import Heading, Names, Profile, count_known, entity_names, read_headings
from importers.keys import CASE_KEY, SUBJECT, SUBJECT_CASE
from importers.layout import Layout
from importers.log import Log
from importers.page import Errors, Page
from importers.reading import report_doubles
from importers.remarks import Remark
from importers.tables import find_tables

Rank = tuple[int, int]


@dataclass(frozen=True)
class RecordSheet:
    """A sheet of one kind of records, to be read once the subjects are known."""

    kind: RecordKind
    page: Page


def record_kind(grid: Grid, vocabulary: Vocabulary) -> RecordKind | None:
    """The kind of records that a sheet's name says it holds, or None."""
    name = squeeze(grid.sheet)
    for kind in vocabulary.records:
        if name in {squeeze(n) for n in (kind.label, *kind.synonyms)}:
            return kind
    return None


def record_sheet(
    grid: Grid, kind: RecordKind, vocabulary: Vocabulary, profile: Profile, rank: Rank, log: Log
) -> RecordSheet | None:
    """The sheet with its columns known; None, and an error, where no header row is found."""
    names = _names(kind, vocabulary).under(profile, grid.sheet)
    words = frozenset(f.label for f in vocabulary.of(kind.id))
    tables = find_tables(grid, lambda row: count_known(row, names), words, 1)
    if not tables:
        expected = "、".join([CASE_KEY, SUBJECT, *(f.label for f in vocabulary.of(kind.id))])
        remark = Remark("records-unread", {"headers": expected})
        log.add_sheet(remark, grid.file, grid.sheet, rank)
        return None
    table = tables[0]
    headings = read_headings(table.parts, names)
    layout = Layout(
        grid, "cases", table.bottom, headings, table.top, table.end, table.skipped, None
    )
    return RecordSheet(kind, Page(layout, rank, log))


def _names(kind: RecordKind, vocabulary: Vocabulary) -> Names:
    """The columns of a kind of records, and those that say whose they are."""
    names = entity_names(vocabulary, kind.id)
    keys = [SUBJECT_CASE, SUBJECT] if kind.owner == "subject" else [CASE_KEY]
    every = entity_names(vocabulary, "subject" if kind.owner == "subject" else "case")
    own = {n: m for n, m in every.meanings.items() if m.label in keys}
    return Names({**own, **names.meanings}, names.yielding)


def with_records(table: CaseTable, sheets: Sequence[RecordSheet]) -> CaseTable:
    """The table with the records of every sheet beside it."""
    found = {}
    for kind in table.vocabulary.records:
        parts = [_read(sheet, table) for sheet in sheets if sheet.kind.id == kind.id]
        if parts:
            found[kind.id] = _together(kind.id, table.vocabulary, parts)
    return replace(table, records=found, _cache={}) if found else table


@dataclass(frozen=True)
class _Part:
    columns: Mapping[str, Column]
    owner: Sequence[int]
    addresses: Sequence[str]


def _read(sheet: RecordSheet, table: CaseTable) -> _Part:
    """The records of one sheet; a cell that cannot be read is an error, and unknown.

    A record whose owner is not in the table is a warning, and counts for nobody.
    """
    page, kind = sheet.page, sheet.kind
    report_doubles(page)
    headings: dict[str, Heading] = {}
    for heading in page.layout.headings:
        if heading.meaning is not None and heading.meaning.fact is not None:
            headings.setdefault(heading.meaning.label, heading)
    errors: Errors = {}
    facts = table.vocabulary.of(kind.id)
    columns = {
        f.label: page.read(f, headings[f.label], errors) for f in facts if f.label in headings
    }
    keys = [SUBJECT_CASE, SUBJECT] if kind.owner == "subject" else [CASE_KEY]
    given = {
        k: page.read(table.vocabulary.by_label(k), headings[k], errors)
        for k in keys
        if k in headings
    }
    owners = _owners(table, kind, tuple(given))
    rows: list[int] = []
    found: list[int] = []
    lost: list[int] = []
    for row in range(len(page)):
        whose = [_key(column, row) for column in given.values()]
        told = tuple(key for key in whose if key is not None)
        positions = owners.get(told, []) if told and len(told) == len(whose) else []
        if not positions:
            lost.append(row)
        rows += [row] * len(positions)
        found += positions
    if lost:
        page.report(Remark("record-orphan", {"keys": "、".join(keys)}), lost[0], times=len(lost))
    place = np.array(rows, np.int64)
    sheet_name, first = page.layout.grid.sheet, letter(0)
    addresses = [f"{sheet_name}!{first}{int(page.rows[row])}" for row in rows]
    return _Part({n: c.take(place) for n, c in columns.items()}, found, addresses)


def _key(column: Column, row: int) -> str | None:
    """A key as it is compared; None when it was not given."""
    return number_key(column.text[row]) if column.state[row] == KNOWN else None


def _owners(
    table: CaseTable, kind: RecordKind, keys: tuple[str, ...]
) -> dict[tuple[str, ...], list[int]]:
    """The positions of the cases or subjects that each combination of keys names."""
    found: dict[tuple[str, ...], list[int]] = {}
    case, subject = (table.vocabulary.by_label(n) for n in (CASE_KEY, SUBJECT))
    if kind.owner == "case":
        column = table.column(case)
        for position in range(len(table.cases)):
            found.setdefault((number_key(column.text[position]),), []).append(position)
        return found
    for position in range(len(table)):
        values = {SUBJECT_CASE: table.show(case, position), SUBJECT: table.show(subject, position)}
        found.setdefault(tuple(number_key(values[k]) for k in keys), []).append(position)
    return found


def _together(kind: str, vocabulary: Vocabulary, parts: Sequence[_Part]) -> RecordTable:
    """The records of several sheets as one table."""
    owner = np.array([p for part in parts for p in part.owner], np.int64)
    columns = {}
    for fact in vocabulary.of(kind):
        pieces = [part.columns.get(fact.label) for part in parts]
        if any(piece is not None for piece in pieces):
            columns[fact.label] = _stacked(
                [
                    piece if piece is not None else _blank(fact.label, kind, vocabulary, part)
                    for piece, part in zip(pieces, parts, strict=True)
                ]
            )
    addresses = tuple(address for part in parts for address in part.addresses)
    return RecordTable(kind, vocabulary, columns, owner, addresses)


def _blank(label: str, kind: str, vocabulary: Vocabulary, part: _Part) -> Column:
    return blank_column(vocabulary.of_record(kind, label), len(part.owner))


def _stacked(columns: Sequence[Column]) -> Column:
    if len(columns) == 1:
        return columns[0]
    return Column(
        columns[0].fact,
        np.concatenate([c.state for c in columns]),
        np.concatenate([c.low for c in columns]),
        np.concatenate([c.high for c in columns]),
        [text for c in columns for text in c.text],
    )
