"""Text columns that stay in Arrow until somebody reads one."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from importers.columnar.cells import Distinct
from importers.columnar.letters import SHOWING, WHITE, Bytes
from importers.grid import is_blank, number_key, trim

#: What ``str.strip`` takes away, and characters that show nothing.
_WHITE = (
    r"\s\x0b\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
)
_HIDDEN = r"\x{200b}\x{200c}\x{200d}\x{2060}\x{feff}"
_BLANK = f"^[{_WHITE}{_HIDDEN}]*$"
_UNTRIMMED = f"^[{_WHITE}]|[{_WHITE}]$|[{_HIDDEN}]"


def tested(
    values: pa.Array, likely: npt.NDArray[np.bool_], test: Callable[[pa.Array], pa.Array]
) -> npt.NDArray[np.bool_]:
    """Which values pass a test that only the likely ones can pass."""
    found = likely.copy()
    if likely.any():
        found[likely] = bools(test(values.filter(pa.array(likely))))
    return found


def blank(values: pa.Array) -> npt.NDArray[np.bool_]:
    """Which of some texts show nothing."""
    likely = ~Bytes.of(values).starting_with(SHOWING)
    return tested(values, likely, lambda some: pc.match_substring_regex(some, _BLANK))


def blanks(column: Distinct) -> npt.NDArray[np.bool_]:
    """Which of the distinct cells of a column hold nothing."""
    if not column.texts:
        return np.array([is_blank(cell) for cell in column.cells], np.bool_)
    return blank(column.values)


def trimmed(values: pa.Array) -> pa.Array:
    """The texts without white space around them, and without what shows nothing."""
    return _changed(values, bools(pc.match_substring_regex(values, _UNTRIMMED)), trim)


def case_numbers(values: pa.Array) -> npt.NDArray[np.int64]:
    """Equal numbers for identifiers that are compared as equal, from 0 on."""
    keys = compared(values).dictionary_encode()
    found: npt.NDArray[np.int64] = keys.indices.to_numpy().astype(np.int64)
    return found


def name_numbers(values: pa.Array) -> npt.NDArray[np.int64]:
    """Equal numbers for names that differ in white space alone, from 0 on."""
    likely = Bytes.of(values).having(WHITE)
    spaced = tested(values, likely, lambda some: pc.match_substring_regex(some, f"[{_WHITE}]"))
    keys = _changed(values, spaced, lambda name: "".join(name.split())).dictionary_encode()
    found: npt.NDArray[np.int64] = keys.indices.to_numpy().astype(np.int64)
    return found


def compared(values: pa.Array) -> pa.Array:
    """Identifiers in the form in which they are compared: 2024－001 is 2024-001."""
    return _changed(values, ~bools(pc.string_is_ascii(values)), number_key)


def _changed(
    values: pa.Array, where: npt.NDArray[np.bool_], change: Callable[[str], str]
) -> pa.Array:
    """The texts, some of them changed."""
    if not where.any():
        return values
    texts = [change(text) for text in values.filter(pa.array(where)).to_pylist()]
    at = np.arange(len(values))
    at[where] = len(values) + np.arange(len(texts))
    return pa.concat_arrays([values, pa.array(texts, pa.string())]).take(pa.array(at))


def bools(array: pa.Array) -> npt.NDArray[np.bool_]:
    """Arrow's truth values; null is false."""
    return np.asarray(array.to_numpy(zero_copy_only=False), np.bool_)


class Texts(Sequence[str]):
    """Text ``i`` is ``values[codes[i]]``; Arrow takes it as an array without turning it over."""

    def __init__(self, values: pa.Array, codes: npt.NDArray[np.integer]) -> None:
        self.values, self.codes = values, codes

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> "Texts": ...
    def __getitem__(self, index: int | slice) -> "str | Texts":
        if isinstance(index, slice):
            return Texts(self.values, self.codes[index])
        return str(self.values[int(self.codes[index])].as_py())

    def __iter__(self) -> Iterator[str]:
        texts = self.values.to_pylist()
        return map(texts.__getitem__, self.codes.tolist())

    def __arrow_array__(self, type: Any = None) -> pa.Array:
        return self.values.take(pa.array(self.codes))

    def unlike(self, word: str) -> npt.NDArray[np.bool_]:
        """Which of them are another text."""
        found: npt.NDArray[np.bool_] = bools(pc.not_equal(self.values, word))[self.codes]
        return found

    def taken(self, rows: npt.NDArray[np.int64]) -> "Texts":
        """Some of the texts, in the order given."""
        return Texts(self.values, self.codes[rows])

    def replaced(self, rows: npt.NDArray[np.int64], texts: Sequence[str]) -> "Texts":
        """The same, but other texts in some rows."""
        codes = self.codes.astype(np.int64)
        codes[rows] = len(self.values) + np.arange(len(rows))
        return Texts(pa.concat_arrays([self.values, pa.array(texts, pa.string())]), codes)
