"""A book with more faults than a float has bits: none of those listed is lost."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from facts import Choice, Fact
from facts.columns import listed, listed_mask
from facts.misstated import Misstated
from rules import load_book
from tests.test_cli import wenze
from wenze import evaluate

PARTY = "party-discipline-2023"
COMMON = {
    "案件编号": "1",
    "责任主体": "甲",
    "主体类别": "个人",
    "角色": "主要领导",
    "事发日期": "2025-01-01",
}


def row(faults: str) -> pd.DataFrame:
    return pd.DataFrame([{**COMMON, "过错情形": faults}])


@pytest.mark.parametrize("last", ["第146条", "第148条", "第130条"])
def test_the_first_and_the_last_fault_of_a_long_list_are_both_read(last: str) -> None:
    faults = load_book(PARTY).book.metadata.faults
    assert [f.name for f in faults].index(last) >= 52
    found = evaluate(row(f"第57条、第62条、{last}"), book=PARTY)
    fact = found.book.vocabulary.by_label("过错情形")
    labels = {f.name: f.label for f in faults}
    shown = "、".join(labels[name] for name in ("第57条", "第62条", last))
    assert found.imported.table.show(fact, 0) == shown
    assert found.imported.table.exact(fact, 0)


def test_the_list_decides_as_written_by_the_command(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    row("第62条、第148条").to_csv(path, index=False)
    wenze("evaluate", str(path), "--out", str(tmp_path), "--book", PARTY, "--format", "jsonl")
    line = (tmp_path / "decisions.jsonl").read_text(encoding="utf-8")
    decided: dict[str, Any] = json.loads(line)
    assert {f["id"] for f in decided["faults"]} == {"d62", "d148"}


def test_parquet_tells_all_of_a_long_list(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "cases.csv"
    row("第57条、第148条").to_csv(path, index=False)
    wenze("evaluate", str(path), "--out", str(tmp_path), "--book", PARTY, "--format", "parquet")
    written = str(parquet.read_table(tmp_path / "explanations.parquet").to_pylist())
    written += str(parquet.read_table(tmp_path / "decisions.parquet").to_pylist())
    assert "第57条" in written
    assert "第148条" in written


@pytest.mark.parametrize("positions", [[0], [51], [52], [0, 52], [0, 1, 51, 52, 61], []])
def test_a_list_is_held_exactly(positions: list[int]) -> None:
    low, high = listed(positions)
    assert listed_mask(low, high) == sum(1 << p for p in positions)
    assert low == float(int(low))


def test_a_list_that_would_not_fit_is_refused() -> None:
    choices = tuple(Choice(id=f"c{n}", label=f"第{n}种") for n in range(63))
    with pytest.raises((Misstated, ValueError), match="62"):
        Fact(id="x", label="情形", entity="case", type="choices", choices=choices)
