"""Do all systems say the same? A benchmark of a wrong program is worth nothing.

On a small table every answer of every peer is compared with wenze's determinations; on every
larger one, with the answers of the NumPy program, row by row.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pa_parquet  # type: ignore[import-untyped]

from benchmarks.peers.answers import FAULT_NAMES, NO_ACCOUNTABILITY, OPEN, OUT_OF_SCOPE, REFERRALS
from benchmarks.peers.numpy_program import ISSUED, beyond
from benchmarks.peers.register import UNKNOWN, YES, read_register
from sanctions import Determination

#: Up to so many subjects the determinations are put together and compared one by one.
SMALL = 1_000
UNDECIDED = {"needs_facts": OPEN, "needs_judgement": OPEN}


def against_determinations(
    answers: Path, determinations: Sequence[Determination]
) -> tuple[int, int]:
    """How many subjects were compared with what wenze concluded, and how many differ."""
    rows = pa_parquet.read_table(answers).to_pylist()
    wrong = sum(any(_differences(row, d)) for row, d in zip(rows, determinations, strict=True))
    return len(rows), wrong


def _differences(row: dict[str, Any], d: Determination) -> Iterator[bool]:
    """For each thing that both say, whether they differ."""
    status = UNDECIDED.get(d.status, d.status)
    yield row["status"] != status
    yield row["measures"] != "+".join(measure.id for measure in d.measures)
    if status == OUT_OF_SCOPE:
        return
    found = {f.id for f in d.faults if f.value == "true"}
    unknown = {f.id for f in d.faults if f.value == "unknown"}
    left = {name for name in FAULT_NAMES if row[name] == UNKNOWN}
    yield found != {name for name in FAULT_NAMES if row[name] == YES}
    # With one fault established, wenze lists those left unknown only where a person must choose.
    yield not unknown <= left if found else unknown != left
    yield {r.id for r in d.referrals} != {name for name in REFERRALS if row[name] == YES}
    if status == NO_ACCOUNTABILITY:
        return
    yield row["responsibility"] != (d.responsibility or "undecided")
    yield bool(d.adjustments) != (row["mitigation-7"] == YES)


def against_answers(file: Path, limit: Path) -> tuple[int, int]:
    """How many rows were compared with the NumPy program's answers, and how many differ.

    Of wenze's own file: the status and, where it writes them, measures, faults and referrals.
    """
    mine, theirs = (pa_parquet.read_table(path, memory_map=True) for path in (file, limit))
    if len(mine) != len(theirs):
        return max(len(mine), len(theirs)), abs(len(mine) - len(theirs))
    wrong = np.zeros(len(mine), np.bool_)
    for name in set(mine.column_names) & {*theirs.column_names} - {"case_id", "subject"}:
        if name != "responsibility" or "faults" not in mine.column_names:
            same = pc.equal(_plain(mine[name], name), _plain(theirs[name], name))
            wrong |= ~np.asarray(pc.fill_null(same, False))
    for name, wanted in (("faults", FAULT_NAMES), ("referrals", REFERRALS)):
        if name in mine.column_names:
            outside = np.asarray(pc.equal(_plain(theirs["status"], "status"), OUT_OF_SCOPE))
            wrong |= (_listed(mine[name], wanted) != _established(theirs, wanted)) & ~outside
    return len(mine), int(wrong.sum())


def _plain(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    """Words or numbers; lists joined by +, the two kinds of undecided as one."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_list(column.type):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), "+")
    if name == "status":
        for written, meant in UNDECIDED.items():
            column = pc.replace_substring(column, written, meant)
    return column.cast(pa.int8()) if pa.types.is_integer(column.type) else column.cast(pa.string())


def _listed(column: pa.ChunkedArray, names: Sequence[str]) -> npt.NDArray[np.int64]:
    """Of each row's list, the mask of the positions of its words in ``names``."""
    lists = column.combine_chunks()
    words = pc.index_in(lists.flatten().cast(pa.string()), pa.array(names))
    masks = np.zeros(len(lists), np.int64)
    np.bitwise_or.at(masks, np.asarray(pc.list_parent_indices(lists)), 1 << np.asarray(words))
    return masks


def _established(answers: pa.Table, names: Sequence[str]) -> npt.NDArray[np.int64]:
    """Of each row, the mask of what is true."""
    masks = np.zeros(len(answers), np.int64)
    for position, name in enumerate(names):
        masks |= (np.asarray(answers[name]) == YES).astype(np.int64) << position
    return masks


def distinct_situations(source: Path) -> int:
    """How many rows differ in what the book asks: the facts, and sides of its thresholds."""
    register = read_register(source)
    asked = {"incident_date": ISSUED, "report_time": 121.0, "direct_loss": 0.01}
    columns = [*register.truths.values(), *register.choices.values()]
    columns += [
        beyond(register.numbers[name], threshold, at_least=True)
        for name, threshold in asked.items()
    ]
    key = np.zeros(len(register), np.uint64)
    for column in columns:
        # Any mixing of the bits will do: two rows in 10^7 that collide change nothing told.
        key = (key ^ column.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return len(np.unique(key))
