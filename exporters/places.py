"""Where a fact stands: the cells of the register, as reports write them."""

import re
from collections.abc import Iterable, Iterator

#: 履职记录!A7, in column and row.
_CELL = re.compile(r"(.+![A-Z]+)(\d+)")


def place(source: str) -> str:
    """[案件!H7]; nothing where there is no cell."""
    return f"[{spans(source)}]" if source else ""


def spans(source: str) -> str:
    """The cells; those of one column in rows that follow each other as 履职记录!A7:A9."""
    return "、".join(_spans(source.split("、")))


def _spans(cells: Iterable[str]) -> Iterator[str]:
    kept: list[tuple[str, int, int]] = []
    for cell in cells:
        found = _CELL.fullmatch(cell)
        if found is None:
            yield from _written(kept)
            kept = []
            yield cell
            continue
        column, row = found[1], int(found[2])
        if kept and kept[-1][0] == column and kept[-1][2] + 1 == row:
            kept[-1] = (column, kept[-1][1], row)
        else:
            kept.append((column, row, row))
    yield from _written(kept)


def _written(spans: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    for column, first, last in spans:
        to = f":{column.rpartition('!')[2]}{last}" if last > first else ""
        yield f"{column}{first}{to}"
