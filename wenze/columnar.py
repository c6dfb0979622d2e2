"""An import and its decisions as part of a run in Parquet."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from exporters.results import Origin
from importers import Import
from rules import CompiledBook
from sanctions import Decisions

if TYPE_CHECKING:
    from exporters.parquet.part import Part
    from facts import Problem
    from wenze.evaluation import Evaluation


def part_of(
    book: CompiledBook,
    imported: Import,
    decisions: Decisions,
    told: "Mapping[Problem, int]",
) -> "Part":
    """The rows of an import, good and rejected, in input order; ``told`` numbers its problems."""
    from exporters.parquet.part import Part, RejectedRow
    from wenze.evaluation import rejected_determination

    orders = [*imported.order.tolist(), *(row.order for row in imported.rejected)]
    place = np.empty(len(orders), np.int64)
    place[np.argsort(orders, kind="stable")] = np.arange(len(orders))
    good = len(imported.order)
    rejected = [
        RejectedRow(
            at,
            rejected_determination(book, row),
            Origin(row.file, row.sheet, row.row),
            tuple(told[problem] for problem in row.problems if problem in told),
        )
        for at, row in zip(place[good:].tolist(), imported.rejected, strict=True)
    ]
    return Part(decisions, place[:good], rejected)


def write_parquet(evaluation: "Evaluation", folder: Path) -> list[Path]:
    """An evaluation that is in memory, as one part."""
    from exporters.parquet import FILES
    from exporters.parquet.part import Shape
    from exporters.parquet.writing import parquet_run

    imported = evaluation.imported
    with parquet_run(folder, Shape.of(evaluation.book, imported.table)) as run:
        told = run.tell(imported.problems)
        run.add(part_of(evaluation.book, imported, evaluation.decisions, told))
    return [folder / name for name in FILES]
