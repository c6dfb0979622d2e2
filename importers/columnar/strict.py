"""Columns where nothing repeats: the plain ways to write a value, read all at once.

Each reader says which values it has read; all others go the exact way, one by one. What is read
here must come out as ``importers.values.parse`` reads it, and call for no remark.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from facts import Fact
from facts.columns import NO_TEXT
from facts.fact import FactType
from importers.columnar.letters import Bytes
from importers.columnar.texts import bools, tested
from importers.dates import FIRST_YEAR, LAST_YEAR
from importers.ratios import is_ratio
from importers.values import DASHES, ERROR_WORDS, OPEN_WORDS

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Plain:
    """``read[i]``: is value ``i`` read? ``numbers`` are the values; a text stands for itself."""

    read: Bools
    numbers: Floats


#: Letters, figures and Chinese characters, with what may stand between them in a name or number;
#: nothing that is a word of its own, folds to something else, or is 1e5.
_LETTER = r"0-9A-Za-z\x{4e00}-\x{9fa5}"
_NAME = rf"^[{_LETTER}](?:[{_LETTER}_\-./ ]*[{_LETTER}_])?$"
_SCIENTIFIC = r"^\d.*[eE]"
_MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
_CLOCK = r" (?:[01]\d|2[0-3]):[0-5]\d"
#: All days that a month may have, and those that every month has.
_DAYS, _SAFE_DAYS = r"-(?:0[1-9]|[12]\d|3[01])", r"-(?:0[1-9]|1\d|2[0-8])"
_AMOUNT = r"^(?:0|[1-9]\d{0,8})(?:\.\d{1,4})?$"
_WHOLE = r"^(?:0|[1-9]\d{0,8})$"
_WORDS = pa.array(sorted({NO_TEXT, *DASHES, *ERROR_WORDS, *OPEN_WORDS}))
_SPELT = [word.as_py() for word in _WORDS] + [word.as_py().upper() for word in _WORDS]
_LONGEST = max(len(word.encode()) for word in _SPELT)
_BEGINNINGS = bytes({word.encode()[0] for word in _SPELT})
_FIRST = np.datetime64(f"{FIRST_YEAR}-01-01")
_LAST = np.datetime64(f"{LAST_YEAR}-12-31")


def read_plain(values: pa.Array, fact: Fact, unit: str | None) -> Plain | None:
    """What is plain among the distinct values of a column; None where the type has no such way."""
    if not pa.types.is_string(values.type):
        return _typed(values, fact, unit)
    reader = _READERS.get(fact.type)
    return reader(values, fact, unit) if reader is not None else None


def _names(values: pa.Array, fact: Fact, unit: str | None) -> Plain:
    letters = Bytes.of(values)
    read = letters.only_letters()
    read |= tested(values, ~read, lambda some: pc.match_substring_regex(some, _NAME))
    likely = letters.starting_with(b"0123456789") & letters.having(b"eE")
    read &= ~tested(values, likely, lambda some: pc.match_substring_regex(some, _SCIENTIFIC))
    likely = (letters.sizes <= _LONGEST) & letters.starting_with(_BEGINNINGS)
    read &= ~tested(values, likely, lambda some: pc.is_in(pc.utf8_lower(some), value_set=_WORDS))
    if fact.special:
        read &= ~bools(pc.is_in(values, value_set=pa.array(list(fact.special))))
    return Plain(read, np.zeros(len(values)))


def _days(values: pa.Array, fact: Fact, unit: str | None) -> Plain:
    return _moments(values, "", pa.date32(), "datetime64[D]", 1.0)


def _minutes(values: pa.Array, fact: Fact, unit: str | None) -> Plain:
    return _moments(values, _CLOCK, pa.timestamp("s"), "datetime64[s]", 60.0)


def _moments(values: pa.Array, clock: str, kind: pa.DataType, unit: str, size: float) -> Plain:
    read = bools(pc.match_substring_regex(values, f"^{_MONTH}{_DAYS}{clock}$"))
    try:
        moments = values.filter(pa.array(read)).cast(kind)
    except pa.ArrowInvalid:  # a day that some month does not have
        read = bools(pc.match_substring_regex(values, f"^{_MONTH}{_SAFE_DAYS}{clock}$"))
        moments = values.filter(pa.array(read)).cast(kind)
    numbers = np.zeros(len(values))
    found = moments.to_numpy(zero_copy_only=False).astype(unit)
    numbers[read] = found.astype(np.int64) / size
    within = (found.astype("datetime64[D]") >= _FIRST) & (found.astype("datetime64[D]") <= _LAST)
    read[read] = within
    return Plain(read, numbers)


def _amounts(values: pa.Array, fact: Fact, unit: str | None) -> Plain | None:
    if not _counts_as_written(fact, unit):
        return None
    read = bools(pc.match_substring_regex(values, _WHOLE if fact.unit == "人" else _AMOUNT))
    numbers = np.zeros(len(values))
    found = values.filter(pa.array(read)).cast(pa.float64())
    numbers[read] = found.to_numpy(zero_copy_only=False)
    return Plain(read, numbers)


def _counts_as_written(fact: Fact, unit: str | None) -> bool:
    """Is a bare number above zero in the base unit, and never too small?"""
    if is_ratio(fact):  # 50 may be meant for 50%
        return False
    return (unit is None or unit == fact.unit) and (fact.minimum is None or fact.minimum <= 0)


def _typed(values: pa.Array, fact: Fact, unit: str | None) -> Plain | None:
    """Days, moments and numbers that the file holds as such."""
    kind = values.type
    given = bools(values.is_valid())
    if fact.type == "date" and pa.types.is_date32(kind):
        days = values.fill_null(0).to_numpy(zero_copy_only=False).astype("datetime64[D]")
        read = given & (days >= _FIRST) & (days <= _LAST)
        return Plain(read, days.astype(np.int64).astype(np.float64))
    if fact.type == "datetime" and pa.types.is_timestamp(kind) and kind.tz is None:
        whole = values.fill_null(0).to_numpy(zero_copy_only=False).astype("datetime64[s]")
        days = whole.astype("datetime64[D]")
        read = given & (days >= _FIRST) & (days <= _LAST)
        # Seconds as 1/1024 of a minute, as ``importers.dates`` keeps them.
        return Plain(read, np.round(whole.astype(np.int64) / 60 * 1024) / 1024)
    is_number = pa.types.is_integer(kind) or pa.types.is_floating(kind)
    if fact.type == "number" and is_number and _counts_as_written(fact, unit):
        numbers = values.fill_null(-1).cast(pa.float64()).to_numpy(zero_copy_only=False)
        read = given & (numbers >= 0) & (numbers < 1e9)
        if fact.unit == "人":
            read &= numbers == np.floor(numbers)
        return Plain(read, numbers)
    return None


_READERS: dict[FactType, Callable[[pa.Array, Fact, str | None], Plain | None]] = {
    "text": _names,
    "identifier": _names,
    "date": _days,
    "datetime": _minutes,
    "number": _amounts,
}
