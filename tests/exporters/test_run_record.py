import json
from pathlib import Path
from typing import Any

from exporters import run_record, write_run
from tests.exporters.steps import BOOK

EXPECTED = {
    "wenze": "0.1.0",
    "book": {
        "id": "zhangye-2009",
        "version": "1.1",
        "sha256": BOOK.book.sha256,
        "title": "市、县区党委责任追究制度（试行）",
    },
    "inputs": [{"name": "案件台账.xlsx", "sha256": "cd" * 32}, {"name": "b.csv", "sha256": "ef"}],
    "options": {"format": ["xlsx", "jsonl"], "lang": "zh"},
    "counts": {
        "rows": 5,
        "status": {
            "recommended": 3,
            "exempt": 0,
            "no_accountability": 0,
            "needs_facts": 0,
            "needs_judgement": 0,
            "out_of_scope": 0,
            "rejected": 2,
        },
        "problems": {"error": 2, "warning": 0, "notice": 1},
    },
    "python": "3.11.2",
    "durable_rules": "2.0.28",
}


def record() -> dict[str, Any]:
    return run_record(
        book=BOOK.book,
        inputs=[("台账/案件台账.xlsx", "cd" * 32), ("b.csv", "ef")],
        options={"format": ["xlsx", "jsonl"], "lang": "zh"},
        statuses={"recommended": 3, "rejected": 2},
        problems={"error": 2, "notice": 1},
        versions={"wenze": "0.1.0", "python": "3.11.2", "durable_rules": "2.0.28"},
    )


def test_record_says_what_was_run_on_what_without_a_clock() -> None:
    assert record() == EXPECTED
    assert list(record()) == list(EXPECTED)


def test_file_is_readable_utf8_with_the_same_bytes_each_time(tmp_path: Path) -> None:
    write_run(record(), tmp_path / "run.json")
    write_run(record(), tmp_path / "again.json")
    raw = (tmp_path / "run.json").read_bytes()
    assert raw == (tmp_path / "again.json").read_bytes()
    assert raw.startswith(b'{\n  "wenze": "0.1.0",\n  "book": {\n    "id": "zhangye')
    assert "案件台账.xlsx" in raw.decode("utf-8")
    assert json.loads(raw) == EXPECTED
