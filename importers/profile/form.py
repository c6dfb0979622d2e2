"""What a profile holds, and what is said of its mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from facts import Problem, Text
from facts.problems import Severity
from importers.result import Unreadable

VERSION = 1
VERSION_KEY, SHEETS_KEY, VALUES_KEY = "wenze-profile", "sheets", "values"


@dataclass(frozen=True)
class Profile:
    """Sheet name (or "*") → header as written → fact label ("" keeps the column).

    What is stated of a sheet stands among its headers, under "=" and the label of the fact (see
    ``importers.stating``). ``lines`` are those of the file, by sheet and key.
    """

    file: str
    sheets: Mapping[str, Mapping[str, Any]]
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)


class ProfileError(Unreadable):
    """A profile with mistakes; ``problems`` tells all of them, ``problem`` the first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0])
        self.problems = problems


def about(
    code: str,
    severity: Severity,
    file: str,
    message: Text,
    expected: Text | None = None,
    *,
    sheet: str = "",
    header: str = "",
) -> Problem:
    """A problem of a profile, at a sheet and a header of it."""
    nothing = Text("", "")
    found = Problem(
        code=code,
        severity=severity,
        file=file,
        sheet="",
        cell="",
        row=0,
        header=header,
        value="",
        message=message,
        expected=expected or nothing,
        fix=nothing,
    )
    return replace(found, sheet=f"{file}：{sheet}") if sheet else found
