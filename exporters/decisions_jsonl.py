"""``decisions.jsonl``: one JSON object a subject, keys in the order of the contract."""

from collections.abc import Iterable
from pathlib import Path

import orjson

from exporters.whole_file import whole_file
from sanctions.determination import Determination


def to_json(determination: Determination) -> bytes:
    """One line of UTF-8 without its line end; the dataclass fields give the key order."""
    return orjson.dumps(determination)


def write_decisions(decisions: Iterable[Determination], path: Path) -> int:
    """Write them one a line, in the order given; the number written. Whole file or nothing."""
    count = 0
    with whole_file(path) as stream:
        for determination in decisions:
            stream.write(to_json(determination) + b"\n")
            count += 1
    return count
