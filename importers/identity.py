"""Two imports of one register compared by what its rows are about, not by where they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from facts import KNOWN, FactTable
from facts.fact import Entity
from importers.cells import RawCells
from importers.grid import number_key
from importers.keys import CASE_KEY, ROLE, SUBJECT
from importers.record_changes import Difference, OwnedRecords, RecordChange, record_changes
from importers.result import Import


class Key(NamedTuple):
    """What a row is about. A case has neither subject nor role."""

    case: str
    subject: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A case or a subject in both, with what differs and where it stands in each.

    ``differences`` are as written; ``records`` are those of its records that differ.
    """

    key: Key
    old_place: str
    new_place: str
    differences: tuple[Difference, ...]
    records: tuple[RecordChange, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """``unread`` are keys that one of the two could not read, so that nothing is known.

    ``only_old`` and ``only_new`` are passed-through columns that only one of them has.
    """

    new: list[tuple[Key, str]]
    vanished: list[tuple[Key, str]]
    changed: list[Changed]
    unchanged: list[Key]
    unread: list[Key]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Is nothing different, and everything read?"""
        return not (
            self.new or self.vanished or self.changed or self.unread
            or self.only_old or self.only_new
        )  # fmt: skip


def compare(old: Import, new: Import, old_raws: RawCells, new_raws: RawCells) -> Comparison:
    """Cases by their number, subjects by case number, name and role.

    Values are compared by what they mean: 2024.3.1 and 2024-03-01 are the same. The records of
    a case or subject are part of it.
    """
    unread = list(dict.fromkeys([*_unread(old), *_unread(new)]))
    result = Comparison([], [], [], [], unread, *_only(old, new))
    _compare("case", (old, old_raws), (new, new_raws), result)
    _compare("subject", (old, old_raws), (new, new_raws), result)
    return result


def _compare(
    entity: Entity, old: tuple[Import, RawCells], new: tuple[Import, RawCells], result: Comparison
) -> None:
    before, after = _keyed(old[0], entity), _keyed(new[0], entity)
    tables = old[0].table.table(entity), new[0].table.table(entity)
    records = OwnedRecords(old[0].table, entity), OwnedRecords(new[0].table, entity)
    hidden = _Hidden(result.unread)
    for key, row in before.items():
        at = after.get(key)
        if at is None:
            if not hidden.may_be(key):
                result.vanished.append((key, _place(tables[0], row)))
            continue
        found = tuple(_differences(tables, (row, at), (old[1], new[1])))
        changes = tuple(record_changes(*records, (row, at)))
        if found or changes:
            places = _place(tables[0], row), _place(tables[1], at)
            result.changed.append(Changed(key, *places, found, changes))
        else:
            result.unchanged.append(key)
    for key, row in after.items():
        if key not in before and not hidden.may_be(key):
            result.new.append((key, _place(tables[1], row)))


class _Hidden:
    """Rows that could not be read: what one side lacks may be one of them."""

    def __init__(self, unread: Sequence[Key]) -> None:
        self.subjects: dict[str, set[str]] = {}
        for key in unread:
            self.subjects.setdefault(key.case, set()).add(key.subject)

    def may_be(self, key: Key) -> bool:
        own = self.subjects.get(key.case, set())
        if not key.subject:
            return bool(own)
        return bool(own & {"", key.subject}) or key.subject in self.subjects.get("", set())


def _differences(
    tables: tuple[FactTable, FactTable], rows: tuple[int, int], raws: tuple[RawCells, RawCells]
) -> list[Difference]:
    found = []
    for label in dict.fromkeys([*tables[0].columns, *tables[1].columns]):
        columns = tables[0].columns.get(label), tables[1].columns.get(label)
        shown = [c.show(row) if c else "" for c, row in zip(columns, rows, strict=True)]
        if label in (SUBJECT, CASE_KEY) or label == "所属案件" or shown[0] == shown[1]:
            continue
        written = [
            raw.of(table, label, row) or value
            for raw, table, row, value in zip(raws, tables, rows, shown, strict=True)
        ]
        found.append(Difference(label, written[0], written[1]))
    for header in tables[0].extra.keys() & tables[1].extra.keys():
        texts = [table.extra[header][row] for table, row in zip(tables, rows, strict=True)]
        if texts[0] != texts[1]:
            found.append(Difference(header, texts[0], texts[1]))
    return found


def _keyed(imported: Import, entity: Entity) -> dict[Key, int]:
    """The row of each key among the good rows."""
    table = imported.table
    numbers = table.cases.columns[CASE_KEY].text if len(table.cases) else []
    if entity == "case":
        return {Key(number_key(number)): row for row, number in enumerate(numbers)}
    names = table.subjects.columns.get(SUBJECT)
    role_of = _roles(table.subjects)
    return {
        Key(
            number_key(numbers[int(table.case_of[row])]),
            "".join(names.text[row].split()) if names else "",
            role_of(row),
        ): row
        for row in range(len(table))
    }


def _roles(table: FactTable) -> Callable[[int], str]:
    """The label of the role of a row; "" where it is open or blank."""
    column = table.columns.get(ROLE)
    return lambda row: column.show(row) if column and column.state[row] == KNOWN else ""


def _unread(imported: Import) -> list[Key]:
    """The keys of rejected rows, as far as they could be read."""
    role = imported.table.vocabulary.by_label(ROLE)
    labels: Mapping[str | None, str] = {c.id: c.label for c in role.choices}
    found = []
    for row in imported.rejected:
        name = "".join((row.subject or "").split())
        found.append(Key(number_key(row.case_id or ""), name, labels.get(row.role, "")))
    return found


def _only(old: Import, new: Import) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = _extra(old), _extra(new)
    return (
        tuple(h for h in before if h not in after),
        tuple(h for h in after if h not in before),
    )


def _extra(imported: Import) -> Sequence[str]:
    return list(dict.fromkeys([*imported.table.cases.extra, *imported.table.subjects.extra]))


def _place(table: FactTable, row: int) -> str:
    return f"{table.sources[int(table.source[row])].sheet}!{int(table.rows[row])}"
