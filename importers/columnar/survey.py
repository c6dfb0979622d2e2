"""A first look at the case numbers of a file: where it can be cut without parting a case."""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from facts import KNOWN
from importers.columnar.cells import Bools, Distinct, Ints
from importers.columnar.texts import compared
from importers.columnar.values import FactReader

Hashes = npt.NDArray[np.uint64]

#: Stands for a row without a case number, which belongs to no other row.
NO_HASH = np.uint64(0)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
#: Longer texts are hashed one by one.
_SHORT = 64
#: A chunk that a case makes longer may be so many times as long as others.
FARTHEST = 4


def hashes_of(column: pa.Array, reader: FactReader) -> Hashes:
    """A number for each row: equal for rows of one case. ``reader`` reads the case number."""
    cells = Distinct.each(column)
    values = reader.read(cells)
    assert values.texts is not None
    own = text_hashes(compared(values.texts))
    own[values.state != KNOWN] = NO_HASH
    found: Hashes = own[cells.codes]
    return found


def text_hashes(texts: pa.Array) -> Hashes:
    """64 bits for each text, never NO_HASH."""
    count = len(texts)
    offsets = np.frombuffer(texts.buffers()[1], np.int32, count + 1, 4 * texts.offset)
    data = texts.buffers()[2]
    starts, lengths = offsets[:-1].astype(np.int64), np.diff(offsets).astype(np.int64)
    longest = int(lengths.max(initial=0))
    words = -(-min(longest, _SHORT) // 8)
    found: Hashes = lengths.astype(np.uint64) + np.uint64(1)
    if data is not None and words:
        whole = np.frombuffer(data, np.uint8)
        spread = np.arange(8 * words)
        inside = spread < lengths[:, None]
        at = np.where(inside, starts[:, None] + spread, 0)
        letters = np.where(inside, whole[at], 0).astype(np.uint8)
        for word in letters.view(np.uint64).T:
            found = (found ^ word) * _PRIME
            found ^= found >> np.uint64(29)
    for row in np.flatnonzero(lengths > _SHORT).tolist():
        digest = blake2b(texts[row].as_py().encode(), digest_size=8).digest()
        found[row] = np.uint64(int.from_bytes(digest, "little"))
    found[found == NO_HASH] = _PRIME
    return found


def clean_ends(hashes: Hashes) -> Bools:
    """After which rows no case goes on: a cut there parts none."""
    rows = len(hashes)
    new = np.ones(rows, np.bool_)
    new[1:] = (hashes[1:] != hashes[:-1]) | (hashes[1:] == NO_HASH)
    ends = np.ones(rows, np.bool_)
    ends[:-1] = new[1:]
    if not _again(hashes[new]):
        return ends
    heads = np.flatnonzero(new)
    reach = np.maximum.accumulate(_last_runs(hashes[heads]))
    whole = reach == np.arange(len(heads))
    ends[np.flatnonzero(ends)[~whole]] = False
    return ends


def _again(runs: Hashes) -> bool:
    """Is any case taken up again after another one? ``runs`` are put in order."""
    runs.sort()
    return bool((runs[1:] == runs[:-1]).any())


def _last_runs(runs: Hashes) -> Ints:
    """For each run of rows of one case, the last run of the same case."""
    order = np.argsort(runs, kind="stable")
    ordered = runs[order]
    differs = np.ones(len(runs), np.bool_)
    differs[:-1] = (ordered[1:] != ordered[:-1]) | (ordered[:-1] == NO_HASH)
    closing = np.flatnonzero(differs)
    sizes = np.diff(closing, prepend=-1)
    last = np.empty(len(runs), np.int64)
    last[order] = np.repeat(order[closing], sizes)
    return last


def cuts(ends: Bools, size: int) -> list[int] | None:
    """Where to cut into chunks of about ``size`` rows; None where a case spans too far."""
    rows = len(ends)
    found: list[int] = []
    start = 0
    while rows - start > size:
        back = int(np.argmax(ends[start : start + size][::-1]))
        cut = start + size - back
        if not ends[cut - 1]:  # no case ends so soon
            cut = start + size + int(np.argmax(ends[start + size :])) + 1
        if cut - start > FARTHEST * size:
            return None
        start = cut
        found.append(start)
    return found if start == rows else [*found, rows]
