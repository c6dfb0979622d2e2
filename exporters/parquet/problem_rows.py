"""``problems.parquet``: everything that a clerk should know or mend, with its cell."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from facts import Problem, Text

_TEXT = pa.struct([("zh", pa.string()), ("en", pa.string())])
_PLAIN = ("code", "severity", "file", "sheet", "cell", "row", "header", "value")
_TOLD = ("message", "expected", "fix")
SCHEMA = pa.schema(
    [
        *((name, pa.int64() if name == "row" else pa.string()) for name in _PLAIN),
        *((name, _TEXT) for name in _TOLD),
    ]
)


def problem_rows(problems: Iterable[Problem]) -> pa.Table:
    """One row each, in the order given."""
    return pa.Table.from_pylist([_row(problem) for problem in problems], schema=SCHEMA)


def _row(problem: Problem) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(problem, name) for name in _PLAIN}
    for name in _TOLD:
        text: Text = getattr(problem, name)
        row[name] = {"zh": text.zh, "en": text.en}
    return row


def problems_of(table: pa.Table) -> list[Problem]:
    """The problems that the rows tell."""
    return [
        Problem(**{**row, **{name: Text(**row[name]) for name in _TOLD}})
        for row in table.to_pylist()
    ]
