"""Problems from the catalogue: a remark and a place make a line for the clerk."""

from typing import Any

from facts import Problem, Text
from importers.catalogue import CATALOGUE
from importers.remarks import Remark

#: In an identifier or a text the place is enough; the value may be a name.
_HIDDEN = {"value": "…"}


def problem(
    remark: Remark,
    *,
    file: str,
    sheet: str = "",
    cell: str = "",
    row: int = 0,
    header: str = "",
    value: str = "",
    times: int = 1,
) -> Problem:
    """A problem of the catalogue at a place. ``times``: how many cells of the column it covers."""
    words = CATALOGUE[remark.code]
    filling: dict[str, Any] = {**({"value": value} if value else _HIDDEN), **remark.values}
    message = _filled(words.message, filling)
    if times > 1:
        message = Text(f"{message.zh}（本列共 {times} 处）", f"{message.en} ({times} cells)")
    return Problem(
        code=remark.code,
        severity=words.severity,
        file=file,
        sheet=sheet,
        cell=cell,
        row=row,
        header=header,
        value=value,
        message=message,
        expected=_filled(words.expected, filling),
        fix=_filled(words.fix, filling),
    )


def _filled(text: Text, values: dict[str, Any]) -> Text:
    return Text(text.get("zh", **values), text.get("en", **values))


def file_problem(code: str, file: str, **values: Any) -> Problem:
    """A problem of a whole file."""
    return problem(Remark(code, values), file=file)
