"""The records of one case or subject compared between two imports of a register."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from facts import CaseTable
from facts.aggregates import RecordTable
from facts.fact import Entity, RecordKind


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact or a column whose value changed: before and after, "" where it was blank."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is new (no ``old_place``), gone (no ``new_place``), or changed.

    ``kind`` is the name of the sheet's kind of records. ``differences`` hold what changed; of a
    record that is new or gone, all that was written.
    """

    kind: str
    old_place: str
    new_place: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class _Record:
    place: str
    values: Mapping[str, str]

    @property
    def key(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.values.items())


class OwnedRecords:
    """The records of a table by their owners."""

    def __init__(self, table: CaseTable, entity: Entity) -> None:
        kinds = [k for k in table.vocabulary.records if k.owner == entity and k.id in table.records]
        self._found = {kind.label: _by_owner(table.records[kind.id]) for kind in kinds}
        self.kinds: Sequence[RecordKind] = kinds

    def of(self, kind: str, owner: int) -> Sequence[_Record]:
        """The records of one owner, in the order of the sheet."""
        return self._found.get(kind, {}).get(owner, ())


def record_changes(
    old: OwnedRecords, new: OwnedRecords, owners: tuple[int, int]
) -> list[RecordChange]:
    """What became of the records of an owner; their order says nothing.

    Records have no number. One that is written alike in both is the same; of the others, those
    of which at least half the columns agree are taken to be one record that changed.
    """
    found = []
    for label in dict.fromkeys(k.label for k in (*old.kinds, *new.kinds)):
        before, after = old.of(label, owners[0]), new.of(label, owners[1])
        gone, added = _without(before, after), _without(after, before)
        for one in gone:
            other = _nearest(one, added)
            if other is not None:
                added.remove(other)
            found.append(_change(label, one, other))
        found += [_change(label, None, one) for one in added]
    return found


def _by_owner(records: RecordTable) -> dict[int, list[_Record]]:
    found: dict[int, list[_Record]] = {}
    order = np.argsort(records.owner, kind="stable")
    for row, owner in zip(order.tolist(), records.owner[order].tolist(), strict=True):
        shown = {label: column.show(row) for label, column in records.columns.items()}
        sheet, _, number = records.addresses[row].rpartition("!A")
        record = _Record(f"{sheet}!{number}", {n: v for n, v in shown.items() if v})
        found.setdefault(owner, []).append(record)
    return found


def _without(records: Sequence[_Record], others: Sequence[_Record]) -> list[_Record]:
    """The records that are not among the others; each of those stands for one."""
    there = Counter(other.key for other in others)
    left = []
    for record in records:
        if there[record.key]:
            there[record.key] -= 1
        else:
            left.append(record)
    return left


def _nearest(record: _Record, others: Sequence[_Record]) -> _Record | None:
    """The one with which most columns agree, the first of several; None under a half."""
    best, most = None, 0
    for other in others:
        agreeing = len(record.key & other.key)
        if agreeing > most and 2 * agreeing >= len({*record.values, *other.values}):
            best, most = other, agreeing
    return best


def _change(kind: str, old: _Record | None, new: _Record | None) -> RecordChange:
    before, after = old.values if old else {}, new.values if new else {}
    differences = tuple(
        Difference(label, before.get(label, ""), after.get(label, ""))
        for label in dict.fromkeys([*before, *after])
        if before.get(label) != after.get(label)
    )
    return RecordChange(kind, old.place if old else "", new.place if new else "", differences)
