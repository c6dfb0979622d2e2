"""``run.json``: what was run on what. No clock: the same run gives the same bytes."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

import orjson

from exporters.whole_file import whole_file
from facts.problems import SEVERITY_LABELS
from rules.book import Book
from rules.checked import Overdue
from sanctions.determination import STATUS_LABELS


def run_record(
    *,
    book: Book,
    inputs: Iterable[tuple[str, str]],
    options: Mapping[str, Any],
    statuses: Mapping[str, int],
    problems: Mapping[str, int],
    versions: Mapping[str, str],
    overdue: Overdue | None = None,
) -> dict[str, Any]:
    """The content of ``run.json``.

    ``inputs``: (file name, sha256) in the order given; folders are left out of the names.
    ``statuses``, ``problems``: how many of each; those that did not occur count 0.
    ``versions`` holds ``wenze``, ``python`` and ``durable_rules``. ``overdue``: the book was last
    compared with its text too long before the cases.
    """
    return {
        "wenze": versions["wenze"],
        "book": {
            "id": book.id,
            "version": book.metadata.version,
            "sha256": book.sha256,
            "title": book.metadata.title,
            **({"overdue": overdue.record()} if overdue is not None else {}),
        },
        "inputs": [{"name": PurePath(name).name, "sha256": digest} for name, digest in inputs],
        "options": dict(options),
        "counts": {
            "rows": sum(statuses.values()),
            "status": {status: statuses.get(status, 0) for status in STATUS_LABELS},
            "problems": {severity: problems.get(severity, 0) for severity in SEVERITY_LABELS},
        },
        "python": versions["python"],
        "durable_rules": versions["durable_rules"],
    }


def write_run(record: Mapping[str, Any], path: Path) -> None:
    """Write the record as indented UTF-8 JSON. Whole file or nothing."""
    with whole_file(path) as stream:
        stream.write(orjson.dumps(dict(record), option=orjson.OPT_INDENT_2) + b"\n")
