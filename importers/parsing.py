"""A column of raw cells to a fact column: each distinct cell is read once."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from facts import BLANK, KNOWN, Column, Fact
from facts.columns import NO_TEXT
from importers.grid import Cell
from importers.remarks import Parsed, Refusal, Remark
from importers.series import Series
from importers.values import DASHES, ERROR_WORDS, OPEN_WORDS, parse

_WORDS = frozenset((NO_TEXT, *DASHES, *ERROR_WORDS, *OPEN_WORDS))
_BEGIN = "".join(sorted({char for word in _WORDS for char in word[0] + word[0].upper()}))
#: A figure may begin a number in scientific notation.
_BEGINS_PLAIN = re.compile(rf"(?![{re.escape(_BEGIN)}])(?:[A-Za-z一-鿿]|[0-9][^eE]*$)")
_TEXTS = ("text", "identifier")


def parse_column(
    raws: Sequence[Cell], fact: Fact, unit: str | None = None
) -> tuple[Column, list[tuple[int, Remark]]]:
    """The column, and the remarks by position. A refused cell is left blank."""
    cells = Series.of(raws)
    if fact.type in _TEXTS:
        return _text_column(cells, fact, unit)
    results = [parse(raw, fact, unit) for raw in cells.distinct]
    values = [r if isinstance(r, Parsed) else Parsed(BLANK) for r in results]
    said = {i: r.remark for i, r in enumerate(results) if r.remark is not None}
    return _column(fact, values, cells.codes), _remarks(said, cells)


def constant_column(fact: Fact, value: Parsed | Refusal, rows: int) -> Column:
    """One value for every row."""
    assert isinstance(value, Parsed)
    return _column(fact, [value], np.zeros(rows, np.int64))


def _text_column(
    cells: Series, fact: Fact, unit: str | None
) -> tuple[Column, list[tuple[int, Remark]]]:
    """Most texts stand for themselves, and there may be as many as rows."""
    texts: list[str] = list(map(str, cells.distinct))
    states = np.full(len(texts), KNOWN, np.uint8)
    said: dict[int, Remark] = {}
    for index in _unplain(cells.distinct):
        result = parse(cells.distinct[index], fact, unit)
        if result.remark is not None:
            said[index] = result.remark
        value = result if isinstance(result, Parsed) else Parsed(BLANK)
        states[index], texts[index] = value.state, value.text
    zeros = np.zeros(len(cells))
    text = list(map(texts.__getitem__, cells.codes.tolist()))
    return Column(fact, states[cells.codes], zeros, zeros, text), _remarks(said, cells)


def _unplain(cells: Sequence[Cell]) -> list[int]:
    """The positions of the cells that do not certainly read as they stand, without a remark.

    Invisible characters and wide spaces are not printable; an ideograph, a letter or a figure
    of ASCII is the same in every width, so that what begins with another one than a special
    word does is none.
    """
    if set(map(type, cells)) != {str}:
        return [i for i, c in enumerate(cells) if not (isinstance(c, str) and _plain(c))]
    texts: Sequence[str] = cells  # type: ignore[assignment]
    whole = "".join(texts)
    if not whole.isprintable() or " " in whole:
        return [i for i, text in enumerate(texts) if not _plain(text)]
    scientific = "e" in whole or "E" in whole
    begin = {text[:1] for text in texts}
    if not scientific and all(map(_BEGINS_PLAIN.match, begin)):
        return []
    return [i for i, text in enumerate(texts) if not _BEGINS_PLAIN.match(text)]


def _plain(text: str) -> bool:
    return bool(text.isprintable() and _BEGINS_PLAIN.match(text)) and text[-1] != " "


def _remarks(said: dict[int, Remark], cells: Series) -> list[tuple[int, Remark]]:
    if not said:
        return []
    talking = np.zeros(len(cells.distinct), bool)
    talking[list(said)] = True
    positions = np.flatnonzero(talking[cells.codes])
    codes = cells.codes[positions].tolist()
    return [(at, said[code]) for at, code in zip(positions.tolist(), codes, strict=True)]


def _column(fact: Fact, values: Sequence[Parsed], codes: npt.NDArray[np.integer]) -> Column:
    state = np.array([v.state for v in values], np.uint8)[codes]
    low = np.array([v.low for v in values])[codes]
    high = np.array([v.high for v in values])[codes]
    text: list[str] = []
    if fact.type in _TEXTS:
        texts = [v.text for v in values]
        text = [texts[code] for code in codes.tolist()]
    return Column(fact, state, low, high, text)
