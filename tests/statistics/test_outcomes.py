"""The worked example of docs/statistics.md is what its script prints."""

import csv
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "outcomes"


def test_the_page_has_the_tables_that_the_script_prints() -> None:
    page = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
    tables = runpy.run_path(str(FOLDER / "compare.py"))["report"]().split("\n\n")
    assert len(tables) == 4
    for table in tables:
        assert table in page


def test_the_facts_name_no_place_and_no_person() -> None:
    with (FOLDER / "facts.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 192
    assert not any("http" in value for row in rows for value in row.values())
    assert {row["角色"] for row in rows} == {
        "主要领导",
        "分管领导",
        "班子成员",
        "中层",
        "直接责任人",
        "单位",
        "未标明",
    }
