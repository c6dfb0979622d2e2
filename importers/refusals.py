"""A file that cannot be read, put in words: from the reader's code to what the clerk is told."""

from collections.abc import Mapping
from typing import NoReturn

from facts import Text
from importers.isolated import Reader
from importers.messages import file_problem
from importers.opening import Opened, Wanted
from importers.refused import Refused
from importers.result import Unreadable


def opened(reader: Reader, wanted: Wanted) -> Opened:
    """The sheets of a file; Unreadable where the reader refuses it."""
    try:
        return reader.open(wanted)
    except Refused as refusal:
        unreadable(refusal.code, wanted.file, **worded(refusal.values))


def unreadable(code: str, file: str, **values: object) -> NoReturn:
    """Give up a whole file, for a problem of the catalogue."""
    raise Unreadable(file_problem(code, file, **values)) from None


def worded(values: Mapping[str, object]) -> dict[str, object]:
    """Pairs of words as texts."""
    return {k: Text(*v) if type(v) is tuple else v for k, v in values.items()}
