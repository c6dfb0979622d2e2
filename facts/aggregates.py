"""Numbers from records: how many, how much, how long in a row; as intervals where not sure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from facts.calendar import add_length, end_of, start_of
from facts.columns import BLANK, KNOWN, Column, Floats, blank_column
from facts.computing import computed
from facts.fact import Aggregate, Fact, Window, Within
from facts.misstated import Misstated
from facts.vocabulary import Vocabulary

Bools = npt.NDArray[np.bool_]
Owners = npt.NDArray[np.int64]

_STRETCH = {"year": "年末", "half_year": "半年末", "quarter": "季末"}


@dataclass(frozen=True)
class RecordTable:
    """The records of one kind. ``owner`` is the position of the case or subject of each."""

    kind: str
    vocabulary: Vocabulary
    columns: Mapping[str, Column]
    owner: Owners
    #: Where each record stands: 履职记录!A7.
    addresses: tuple[str, ...] = ()
    _cache: dict[str, Column] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.owner)

    def column(self, label: str) -> Column:
        """The column of a fact of these records; blank when the sheet lacks it."""
        found = self._cache.get(label)
        if found is None:
            fact = self.vocabulary.of_record(self.kind, label)
            if fact.formula:
                found = computed(fact, self.column, len(self))
            else:
                found = self.columns.get(label) or blank_column(fact, len(self))
            self._cache[label] = found
        return found

    def places(self, owner: int) -> list[str]:
        """Where the records of one case or subject stand."""
        if not self.addresses:
            return []
        return [self.addresses[i] for i in np.flatnonzero(self.owner == owner)]


def no_records(kind: str, vocabulary: Vocabulary) -> RecordTable:
    """What an input without the sheet has."""
    return RecordTable(kind, vocabulary, {}, np.zeros(0, np.int64))


@dataclass(frozen=True)
class Owned:
    """What the owners of records know: how many there are, and their own columns."""

    rows: int
    column: Callable[[str], Column]


def aggregated(fact: Fact, records: RecordTable, owners: Owned) -> Column:
    """The column of a fact with an aggregate, one value an owner."""
    spec = fact.aggregate
    assert spec is not None
    sure, possible = _matching(spec, records, owners)
    low, high = _COMPUTED[spec.compute](spec, records, owners.rows, sure, possible)
    complete = np.zeros(owners.rows, np.bool_)
    if spec.complete:
        flag = owners.column(spec.complete)
        complete = (flag.state == KNOWN) & (flag.low == 1.0)
    high = np.where(complete, high, np.inf) if spec.compute != "least" else high
    low = np.where(complete, low, 0.0) if spec.compute == "least" else low
    empty = np.bincount(records.owner[possible], minlength=owners.rows)[: owners.rows] == 0
    nothing = empty & ~complete
    absent = empty & (spec.compute in ("most", "least"))
    state = np.where(nothing | absent, BLANK, KNOWN).astype(np.uint8)
    known = state == KNOWN
    return Column(fact, state, np.where(known, low, 0.0), np.where(known, high, 0.0))


# ── which records count ───────────────────────────────────────────────────────


def _matching(spec: Aggregate, records: RecordTable, owners: Owned) -> tuple[Bools, Bools]:
    """Which records surely count, and which may."""
    sure = np.ones(len(records), np.bool_)
    possible = sure.copy()
    for label, wanted in (*spec.among.items(), *spec.where.items()):
        s, p = _meets(records.column(label), wanted)
        sure, possible = sure & s, possible & p
    if spec.window is not None:
        s, p = _inside(spec.window, records, owners)
        sure, possible = sure & s, possible & p
    return sure, possible


def _meets(column: Column, wanted: Sequence[str] | Within) -> tuple[Bools, Bools]:
    known = column.state == KNOWN
    if isinstance(wanted, Within):
        least = -np.inf if wanted.least is None else wanted.least
        most = np.inf if wanted.most is None else wanted.most
        surely = (column.low >= least) & (column.high <= most)
        maybe = (column.high >= least) & (column.low <= most)
        return known & surely, ~known | maybe
    if column.fact.type in ("text", "identifier"):
        same = np.array([text in wanted for text in column.text], np.bool_)
    elif column.fact.type == "boolean":
        same = np.isin(column.low, [float(word == "是") for word in wanted])
    else:
        positions = [column.fact.choice_index(word) for word in wanted]
        same = np.isin(column.low, [p for p in positions if p is not None])
    return known & same, ~known | same


def _inside(window: Window, records: RecordTable, owners: Owned) -> tuple[Bools, Bools]:
    dates, before = records.column(window.date), owners.column(window.before)
    owner = records.owner
    known = (dates.state == KNOWN) & (before.state[owner] == KNOWN)
    if window.months is not None:
        last_low, last_high = before.low[owner], before.high[owner]
        back = f"{window.months}个月"
        first_low, first_high = _back(last_low, back), _back(last_high, back)
    else:
        what = _STRETCH[window.calendar or "year"]
        last_low, last_high = end_of(before.low[owner], what), end_of(before.high[owner], what)
        first_low, first_high = (
            start_of(before.low[owner], what),
            start_of(before.high[owner], what),
        )
    surely = (dates.low >= first_high) & (dates.high <= last_low)
    maybe = (dates.high >= first_low) & (dates.low <= last_high)
    return known & surely, ~known | maybe


def _back(days: Floats, length: str) -> Floats:
    """The first day of the stretch of this length that ends with the day."""
    months = int(length.removesuffix("个月"))
    month = np.floor(days).astype(np.int64).astype("datetime64[D]").astype("datetime64[M]")
    of_month = days - month.astype("datetime64[D]").astype(np.int64)
    first = (month - months).astype("datetime64[D]").astype(np.int64).astype(np.float64)
    following = add_length(first, "1个月")
    found: Floats = np.minimum(first + of_month, following - 1) + 1
    return found


# ── what is computed ──────────────────────────────────────────────────────────

Bounds = tuple[Floats, Floats]


def _count(spec: Aggregate, records: RecordTable, rows: int, sure: Bools, may: Bools) -> Bounds:
    return _totals(records.owner, rows, sure, np.ones(len(records))), _totals(
        records.owner, rows, may, np.ones(len(records))
    )


def _sum(spec: Aggregate, records: RecordTable, rows: int, sure: Bools, may: Bools) -> Bounds:
    """Of amounts that are never negative; an amount that is not written may be any."""
    column = records.column(spec.of)
    known = column.state == KNOWN
    low = np.where(known, column.low, 0.0)
    high = np.where(known, column.high, np.inf)
    return _totals(records.owner, rows, sure, low), _totals(records.owner, rows, may, high)


def _totals(owner: Owners, rows: int, chosen: Bools, values: Floats) -> Floats:
    """The sum for each owner; one infinite part makes it infinite."""
    finite = np.isfinite(values)
    found = np.bincount(
        owner[chosen & finite], weights=values[chosen & finite], minlength=rows
    ).astype(np.float64)
    infinite = np.bincount(owner[chosen & ~finite], minlength=rows) > 0
    return np.where(infinite, np.inf, found)


def _extreme(spec: Aggregate, records: RecordTable, rows: int, sure: Bools, may: Bools) -> Bounds:
    column = records.column(spec.of)
    known = column.state == KNOWN
    most = spec.compute == "most"
    start = -np.inf if most else np.inf
    keep = np.maximum if most else np.minimum
    certain, possible = np.full(rows, start), np.full(rows, start)
    sure_values = np.where(known, column.low if most else column.high, start)
    may_values = np.where(known, column.high if most else column.low, -start)
    keep.at(certain, records.owner[sure], sure_values[sure])
    keep.at(possible, records.owner[may], may_values[may])
    low, high = (certain, possible) if most else (possible, certain)
    return np.where(low == -np.inf, 0.0, low), high


def _run(spec: Aggregate, records: RecordTable, rows: int, sure: Bools, may: Bools) -> Bounds:
    column = records.column(spec.of)
    exact = (column.state == KNOWN) & (column.low == column.high)
    if column.fact.type == "date":
        raise Misstated(
            "run 数的是连续的年份：of 要写一列年份", "run counts years: name a number of the year"
        )
    low, high = np.zeros(rows), np.zeros(rows)
    ends = None
    if spec.latest:
        series = exact.copy()
        for label, wanted in spec.among.items():
            series &= _meets(records.column(label), wanted)[1]
        ends = _latest(records.owner, column, series)
    for bound, chosen in ((low, sure & exact), (high, may & exact)):
        years: dict[int, set[int]] = {}
        for position in np.flatnonzero(chosen):
            years.setdefault(int(records.owner[position]), set()).add(int(column.low[position]))
        for owner, found in years.items():
            bound[owner] = _longest(found, None if ends is None else ends[owner])
    # A record of an unknown year may stand anywhere.
    loose = np.bincount(records.owner[may & ~exact], minlength=rows) > 0
    return low, np.where(loose, np.inf, high)


def _latest(owner: Owners, column: Column, series: Bools) -> dict[int, int]:
    found: dict[int, int] = {}
    for position in np.flatnonzero(series):
        key, year = int(owner[position]), int(column.low[position])
        found[key] = max(found.get(key, year), year)
    return found


def _longest(years: set[int], end: int | None) -> int:
    """The longest run of consecutive years; the one that ends in ``end`` when given."""
    if end is not None:
        length = 0
        while end - length in years:
            length += 1
        return length
    best = 0
    for year in years:
        if year - 1 not in years:
            length = 1
            while year + length in years:
                length += 1
            best = max(best, length)
    return best


_COMPUTED = {"count": _count, "sum": _sum, "most": _extreme, "least": _extreme, "run": _run}
