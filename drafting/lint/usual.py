"""The usual example of each kind of finding: the mistake, the mended way, and a case.

Used where no case of the book itself can show a finding: the book cannot be run, or the case
cannot be built. The cases are of the book ``zhangye-2009``, in which the mistake is planted; of
mistakes that only a statute can have, of a small book with a table of ranges.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from drafting.lint.worked import Worked
from facts import Text
from facts.yaml_text import LOADER

_FILE = Path(__file__).with_name("usual.yaml")


@cache
def _all() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=LOADER)
    return found


@cache
def usual(kind: str) -> Worked | None:
    """The example of a kind, with the facts of a whole case; None when none is written."""
    data = _all()
    entry = data["kinds"].get(kind)
    if entry is None:
        return None
    return Worked(
        {**data[entry.get("plain", "plain")], **entry["facts"]},
        _text(entry["shows"]),
        tuple(entry["facts"]),
        outcome=_text(entry.get("outcome", "")),
        wrong=entry["wrong"].rstrip(),
        right=entry["right"].rstrip(),
        mended=_text(entry["mended"]),
    )


def _text(line: str) -> Text:
    zh, _, en = line.partition(" | ")
    return Text(zh, en or zh)
