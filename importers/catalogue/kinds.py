"""One kind of problem: how grave it is, and its words."""

from typing import NamedTuple

from facts import Text
from facts.problems import Severity

_NOTHING = Text("", "")


class Words(NamedTuple):
    """What is wrong, what was expected, and how to mend it."""

    severity: Severity
    message: Text
    expected: Text = _NOTHING
    fix: Text = _NOTHING


def error(message: Text, expected: Text = _NOTHING, fix: Text = _NOTHING) -> Words:
    """It costs the row, or the file."""
    return Words("error", message, expected, fix)


def warning(message: Text, expected: Text = _NOTHING, fix: Text = _NOTHING) -> Words:
    """It costs nothing, and should be looked at."""
    return Words("warning", message, expected, fix)


def notice(message: Text, expected: Text = _NOTHING, fix: Text = _NOTHING) -> Words:
    """It is only told."""
    return Words("notice", message, expected, fix)
