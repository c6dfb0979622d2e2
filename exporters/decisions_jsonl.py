"""``decisions.jsonl``: one JSON object a subject, keys in the order of the contract."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import orjson

from exporters.whole_file import whole_file
from sanctions.determination import Determination

_WHERE_SAID = ("effects", "procedure")


def to_json(determination: Determination) -> bytes:
    """One line of UTF-8 without its line end; the dataclass fields give the key order.

    Keys after ``signature`` are left out while they hold nothing.
    """
    written = {f.name: getattr(determination, f.name) for f in fields(determination)}
    for name in _WHERE_SAID:
        if not written[name]:
            del written[name]
    return orjson.dumps(written)


def write_decisions(decisions: Iterable[Determination], path: Path) -> int:
    """Write them one a line, in the order given; the number written. Whole file or nothing."""
    count = 0
    with whole_file(path) as stream:
        for determination in decisions:
            stream.write(to_json(determination) + b"\n")
            count += 1
    return count
