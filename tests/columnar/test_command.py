"""``wenze evaluate --format parquet`` and ``wenze explain`` of what it wrote."""

import json
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result

from tests.columnar.comparing import csv_file
from tests.columnar.messy import HEADER, register
from wenze import streaming
from wenze.main import main

EXAMPLES = "examples/cases.xlsx"


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")


def wenze(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_a_workbook_is_written_as_parquet_and_explained_from_it(tmp_path: Path) -> None:
    done = wenze("evaluate", EXAMPLES, "--out", tmp_path / "run", "--format", "parquet")
    assert done.exit_code == 1  # three rows of the example cannot be read
    names = {p.name for p in (tmp_path / "run").iterdir()}
    files = {f"{name}.parquet" for name in ("decisions", "explanations", "facts", "problems")}
    assert names == {*files, "run.json"}
    for case in ("2024-001", "2024-017"):
        from_register = wenze("explain", EXAMPLES, "--case", case)
        from_run = wenze("explain", tmp_path / "run", "--case", case)
        assert from_run.exit_code == from_register.exit_code == 0
        assert from_run.output == from_register.output
        assert len(from_run.output.splitlines()) > 20


def test_what_cannot_be_explained_is_said_the_same_way(tmp_path: Path) -> None:
    wenze("evaluate", EXAMPLES, "--out", tmp_path, "--format", "parquet")
    for case in ("2024-047", "没有这个编号"):
        from_register = wenze("explain", EXAMPLES, "--case", case)
        from_run = wenze("explain", tmp_path, "--case", case)
        assert from_run.exit_code == from_register.exit_code == 2
        assert from_run.output == from_register.output


def test_one_subject_of_a_stored_case(tmp_path: Path) -> None:
    wenze("evaluate", EXAMPLES, "--out", tmp_path, "--format", "parquet")
    told = wenze("explain", tmp_path, "--case", "2024-017", "--subject", "丙县县委书记")
    assert told.output.splitlines()[0].startswith("2024-017 丙县县委书记")
    assert "丙县县委班子" not in told.output
    assert wenze("explain", tmp_path, "--case", "2024-017", "--subject", "无此人").exit_code == 2


def test_a_run_of_another_book_is_not_explained(tmp_path: Path) -> None:
    wenze("evaluate", EXAMPLES, "--out", tmp_path, "--format", "parquet")
    record = json.loads((tmp_path / "run.json").read_text())
    record["book"]["sha256"] = "0" * 64
    (tmp_path / "run.json").write_text(json.dumps(record))
    told = wenze("explain", tmp_path, "--case", "2024-017")
    assert told.exit_code == 2
    assert "请用 --book 指明当时的规则书，或者重新评估" in told.output


def test_a_run_whose_files_were_changed_is_not_explained(tmp_path: Path) -> None:
    wenze("evaluate", EXAMPLES, "--out", tmp_path, "--format", "parquet")
    table = pq.read_table(tmp_path / "facts.parquet")
    at = table.schema.get_field_index("情节")
    gravities = table["情节"].cast("string").to_pylist()
    changed = ["严重" if g == "一般" else g for g in gravities]
    table = table.set_column(at, "情节", [changed])
    pq.write_table(table, tmp_path / "facts.parquet")
    told = wenze("explain", tmp_path, "--case", "2024-017")
    assert told.exit_code == 2
    assert "与结果文件夹里的不同" in told.output


def test_a_large_table_goes_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "LARGE", 0)
    path = csv_file(tmp_path / "登记.csv", [HEADER, *register(5, 90, 0.03)])
    done = wenze("evaluate", path, "--out", tmp_path / "run", "--format", "parquet")
    assert done.exit_code == 1
    assert "共 " in done.output
    assert done.output.count("已写出") == 5
    record = json.loads((tmp_path / "run" / "run.json").read_text())
    rows = pq.read_table(tmp_path / "run" / "decisions.parquet").num_rows
    assert record["counts"]["rows"] == rows == sum(record["counts"]["status"].values())
    monkeypatch.setattr(streaming, "LARGE", 1 << 30)
    wenze("evaluate", path, "--out", tmp_path / "whole", "--format", "parquet")
    whole = json.loads((tmp_path / "whole" / "run.json").read_text())
    assert record == whole


def test_an_input_is_not_written_over(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "decisions.parquet", [HEADER, *register(1, 3, 0.0)])
    before = path.read_bytes()
    done = wenze("evaluate", path, "--out", tmp_path, "--format", "parquet")
    assert done.exit_code == 2
    assert path.read_bytes() == before


def test_spark_says_what_it_reads(tmp_path: Path) -> None:
    done = wenze("evaluate", EXAMPLES, "--out", tmp_path, "--engine", "spark")
    assert done.exit_code == 2
    assert "--format parquet" in done.output or "wenze[spark]" in done.output
