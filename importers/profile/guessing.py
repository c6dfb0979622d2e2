"""A profile to be filled in, for a workbook in which no header is known."""

from collections.abc import Iterator, Sequence

from facts import Vocabulary
from importers.cells import RawCells
from importers.grid import Cell, Grid, cell_text, is_blank, letter
from importers.headers import Names, entity_names, flat_names
from importers.keys import SUBJECT_CASE
from importers.profile.writing import written
from importers.result import How, MappedColumn
from importers.tables import HEADER_ROWS

#: A header has so many names at least, and none of them is longer.
_FEWEST, _LONGEST = 3, 30


def skeleton(raws: RawCells, vocabulary: Vocabulary) -> str | None:
    """Every sheet that seems to have a header, its columns kept; None where none seems to."""
    names = [flat_names(vocabulary), entity_names(vocabulary, "subject")]
    columns = [column for grid in raws.grids.values() for column in _columns(grid, names)]
    facts = (*vocabulary.of("case"), *vocabulary.of("subject"))
    required = [f.label for f in facts if f.required and f.label != SUBJECT_CASE]
    missing: dict[str, list[str]] = {}
    for sheet in dict.fromkeys(column.sheet for column in columns):
        known = {column.fact for column in columns if column.sheet == sheet}
        missing[sheet] = [label for label in required if label not in known]
    return written(columns, vocabulary, None, missing, raws) if columns else None


def _columns(grid: Grid, known: Sequence[Names]) -> Iterator[MappedColumn]:
    """The row of the most names near the top is taken for the header."""
    rows = grid.rows[:HEADER_ROWS]
    names = [_names(row) for row in rows]
    most = max(names, key=len, default=[])
    if len(most) < _FEWEST:
        return
    row = names.index(most) + 1
    for column in most:
        text = cell_text(rows[row - 1][column])
        meanings = [found[0] for names in known if (found := names.find(text))]
        label = meanings[0].label if meanings else None
        how: How = "synonym" if meanings else "kept"
        yield MappedColumn(grid.file, grid.sheet, letter(column), text, label, how, row)


def _names(row: Sequence[Cell]) -> list[int]:
    """The columns in which a row has a text that no other of its cells has."""
    given = [c for c, cell in enumerate(row) if not is_blank(cell)]
    texts = [row[c] for c in given]
    fit = all(isinstance(text, str) and len(text) <= _LONGEST for text in texts)
    return given if fit and len(set(texts)) == len(texts) else []
