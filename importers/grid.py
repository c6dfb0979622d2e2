"""A sheet as read from a file, before anyone knows what its columns mean."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from importers.columnwise import Cell, Columnwise
from importers.refused import Note

__all__ = ["Cell", "Grid", "Range"]

#: ((first row, first column), (last row, last column)), 0-based, both included.
Range = tuple[tuple[int, int], tuple[int, int]]

#: Characters that show nothing and that ``str.strip`` leaves: zero-width ones and the BOM.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True)
class Grid:
    """One sheet. ``rows[i]`` is row ``i + 1`` of the sheet; "" is an empty cell.

    Rows of different lengths are filled up, so that all are as long as the longest. ``broken``
    names the problem of cells whose value the file does not give, by (row, column), 0-based.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[Cell]]
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Sequence[Range] = ()
    hidden: bool = False
    #: In a delimited file, a field beyond the header means that the row has slipped.
    delimited: bool = False
    #: 0-based rows and columns that the file hides; they are read like any other.
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    #: What the reader has to say about the sheet.
    notes: Sequence[Note] = ()
    #: What is written in the comments of cells, by (row, column), 0-based.
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    #: The columns of a table that stands beside another on the same sheet: "G – K".
    beside: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", Columnwise.of(self.rows))

    @property
    def cells(self) -> Columnwise:
        """The rows, column by column."""
        assert isinstance(self.rows, Columnwise)
        return self.rows


def trim(text: str) -> str:
    """The text without invisible characters and without white space around it."""
    text = text.strip()
    return text if text.isascii() else text.translate(_INVISIBLE).strip()


def fold(text: str) -> str:
    """Trimmed, full-width forms made half-width (NFKC)."""
    return text.strip() if text.isascii() else trim(unicodedata.normalize("NFKC", text))


def squeeze(text: str) -> str:
    """Folded, in lower case, without any white space: the form in which names are compared."""
    return "".join(fold(text).split()).lower()


def number_key(text: str) -> str:
    """The form in which case numbers are compared: full and half width are the same."""
    return text if text.isascii() else fold(text)


def number_keys(texts: Sequence[str]) -> Sequence[str]:
    """The same of many."""
    return texts if "".join(texts).isascii() else [number_key(text) for text in texts]


def is_blank(cell: Cell) -> bool:
    """Is nothing written in it? 0 and False are something."""
    if not isinstance(cell, str) or cell[:1].isalnum():
        return False
    return not trim(cell)


def cell_text(cell: Cell) -> str:
    """The cell as a person would read it: 123.0 is "123", a date is ISO."""
    if isinstance(cell, str):
        return trim(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes" if cell.second == 0 else "seconds")
    return str(cell)


def letter(column: int) -> str:
    """The Excel letter of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def letter_number(letters: str) -> int:
    """A is 1, AA is 27, "" is 0."""
    number = 0
    for char in letters.upper():
        number = number * 26 + ord(char) - 64
    return number
