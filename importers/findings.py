"""What a look at a sheet's own bytes finds that the fast reader does not tell."""

from dataclasses import dataclass, field

from importers.grid import Range
from importers.refused import give_up

#: Rows times columns of the largest sheet that may be opened.
MAX_CELLS = 20_000_000


@dataclass
class Findings:
    """Cells by (row, column) from 0, and how far they reach.

    ``broken`` are cells without a value of their own; ``empty_formulas`` those whose formula
    gives an empty text, or was never calculated, which the format does not tell apart.
    """

    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    empty_formulas: list[tuple[int, int]] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        """A cell with a value is here."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)


def check_extent(sheet: str, found: Findings) -> None:
    """Refuse a sheet whose rectangle of cells would need too much memory."""
    if found.rows * found.columns > MAX_CELLS:
        give_up(
            "file-far-cells",
            part=sheet,
            rows=found.rows,
            columns=found.columns,
            limit=f"{MAX_CELLS:,}",
        )
