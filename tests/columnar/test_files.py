"""Files as they come: encodings, line ends, typed columns, and what must be read whole."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from importers import read_cases
from importers.columnar.parquet_source import ParquetSource
from importers.columnar.reading import open_large
from importers.columnar.sheet import FlatSheet, Irregular
from tests.columnar.comparing import VOCABULARY, assert_same, csv_file, read_in_chunks

HEADER = ("案件编号", "事发日期", "情节", "备注", "责任主体", "主体类别", "角色")


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")


def record(number: int, **cells: str) -> tuple[str, ...]:
    usual = {
        "案件编号": f"C{number // 2:03}", "事发日期": "2024-03-01", "情节": "一般", "备注": "略",
        "责任主体": f"主体{number}", "主体类别": "个人", "角色": "主要领导",
    }  # fmt: skip
    return tuple((usual | cells)[name] for name in HEADER)


def records(count: int) -> list[tuple[str, ...]]:
    return [record(number) for number in range(count)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    text = end.join(",".join(row) for row in [HEADER, *records(9)])
    path = tmp_path / "登记.csv"
    path.write_bytes(text.encode(encoding))
    found = assert_same(path, 4)
    assert found.table.rows == 9
    assert found.table.cuts == [4, 8, 9]


def test_the_encoding_is_judged_by_the_whole_file(tmp_path: Path) -> None:
    rows = [record(n, 备注="x" * 90) for n in range(4000)]
    ascii_rows = [tuple("A" if cell == "略" else cell for cell in row) for row in rows]
    text = "\n".join(",".join(row) for row in [HEADER, *ascii_rows])
    path = tmp_path / "登记.csv"
    path.write_bytes(text.encode("gb18030"))
    assert read_in_chunks(path, 1000).parts[0].table.subjects.columns["责任主体"].text[0] == "主体0"


def test_a_tab_delimited_file_and_a_named_encoding(tmp_path: Path) -> None:
    path = tmp_path / "登记.tsv"
    path.write_bytes("\n".join("\t".join(r) for r in [HEADER, *records(5)]).encode("gbk"))
    assert_same(path, 3, encoding="gbk")


def test_quoted_cells_may_hold_anything(tmp_path: Path) -> None:
    rows = [
        record(0, 备注='"一, 二"'),
        record(1, 备注='"引""号"'),
        record(2, 备注='"上\n下"', 责任主体='"甲\n"'),
        record(3, 备注='中"间'),
    ]
    found = assert_same(csv_file(tmp_path / "登记.csv", [HEADER, *rows]), 2)
    texts = [t for part in found.parts for t in part.table.subjects.extra["备注"]]
    assert texts == ["一, 二", '引"号', "上\n下", '中"间']


def test_a_case_is_never_parted(tmp_path: Path) -> None:
    rows = [record(n, 案件编号="同一案", 角色="主要领导" if n else "分管领导") for n in range(3)]
    rows += [record(n, 案件编号=f"D{n}") for n in range(10, 14)]
    found = assert_same(csv_file(tmp_path / "登记.csv", [HEADER, *rows]), 2)
    assert found.table.cuts == [3, 5, 7]
    counted = VOCABULARY.by_label("同案主体数")
    assert found.parts[0].table.show(counted, 0) == "3人"


def test_rows_of_a_case_may_lie_apart(tmp_path: Path) -> None:
    """C1 stands in the first row and again in the last of seven."""
    rows = [record(n, 案件编号=f"C{n}") for n in range(6)]
    rows += [record(6, 案件编号="Ｃ1"), *(record(n, 案件编号=f"D{n}") for n in range(20, 26))]
    found = assert_same(csv_file(tmp_path / "登记.csv", [HEADER, *rows]), 2)
    assert found.table.cuts == [1, 7, 9, 11, 13]


def test_contradictions_across_rows_name_their_cells(tmp_path: Path) -> None:
    rows = [record(0), record(1, 情节="较重"), record(2), record(3, 情节="")]
    found = assert_same(csv_file(tmp_path / "登记.csv", [HEADER, *rows]), 2)
    told = [(p.code, p.cell) for p in found.problems if p.severity == "error"]
    assert told == [("case-conflict", "C3")]
    assert [(p.code, p.cell) for p in found.table.problems()] == [("filled-from-row", "C5")]


def test_totals_and_signatures_are_no_data(tmp_path: Path) -> None:
    rows = [*records(12), ("小计", "3"), *(record(n) for n in range(12, 36))]
    rows += [("合计",), ("填表人：",), *[(" ",) * 7] * 30]
    found = assert_same(csv_file(tmp_path / "登记.csv", [HEADER, *rows]), 12)
    told = {(p.code, p.row) for p in found.problems if p.code.endswith("-row")}
    assert told == {("sum-row", 14), ("footer-row", 39), ("footer-row", 40)}
    assert len(found.parts) == 3


def test_a_missing_required_column_costs_every_row(tmp_path: Path) -> None:
    header = tuple(name for name in HEADER if name != "主体类别")
    at = HEADER.index("主体类别")
    rows = [(*row[:at], *row[at + 1 :]) for row in records(5)]
    found = assert_same(csv_file(tmp_path / "登记.csv", [header, *rows]), 2)
    assert sum(len(part.rejected) for part in found.parts) == 5


def test_a_column_without_a_header_is_kept_when_it_holds_something(tmp_path: Path) -> None:
    header = (*HEADER[:3], "", *HEADER[4:])
    assert_same(csv_file(tmp_path / "一.csv", [header, *records(4)]), 2)
    empty = [record(n, 备注="") for n in range(4)]
    assert_same(csv_file(tmp_path / "二.csv", [header, *empty]), 2)


def moment(second: int) -> datetime:
    return datetime(2024, 3, 1, 8, 0, second)


def test_typed_parquet_columns(tmp_path: Path) -> None:
    count = 12
    table = pa.table(
        {
            "案件编号": pa.array([f"C{n // 2}" for n in range(count)]).dictionary_encode(),
            "事发日期": pa.array([date(2024, 3, 1 + n // 2) for n in range(count)]),
            "知悉时间": pa.array([moment(20 * (n // 2) % 60) for n in range(count)]),
            "报告时间": pa.array([datetime(2024, 3, 1, 10, 0, 40)] * count, pa.timestamp("ns")),
            "直接经济损失": pa.array([None if n < 2 else float(n // 2) / 3 for n in range(count)]),
            "死亡人数": pa.array([n // 2 for n in range(count)], pa.int16()),
            "不良影响": pa.array([bool(n // 2 % 2) for n in range(count)]),
            "责任主体": pa.array([f"主体{n}" for n in range(count)], pa.large_string()),
            "主体类别": ["个人"] * count,
            "角色": ["主要领导", "分管领导"] * (count // 2),
            "备注": pa.array([None, 1.5] * (count // 2)),
        }
    )
    path = tmp_path / "登记.parquet"
    pq.write_table(table, path, row_group_size=5)
    found = assert_same(path, 4)
    assert found.table.cuts == [4, 8, 12]
    assert found.problems
    assert not [p for p in found.problems if p.severity == "error"]


def test_typed_columns_are_also_read_all_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importers.columnar import values

    monkeypatch.setattr(values, "MANY", 0)
    test_typed_parquet_columns(tmp_path)


def _wide() -> list[tuple[str, ...]]:
    return [("案件编号", "事发日期", "主要领导"), ("A", "2024-03-01", "某")]


def _subjects_apart() -> list[tuple[str, ...]]:
    return [("案件编号", "事发日期", "情节"), ("A", "2024-03-01", "一般")]


def _again() -> list[tuple[str, ...]]:
    return [HEADER, *records(4), HEADER, *records(2)]


@pytest.mark.parametrize("rows", [_wide, _subjects_apart, _again])
def test_other_shapes_are_read_whole(
    tmp_path: Path, rows: Callable[[], list[tuple[str, ...]]]
) -> None:
    path = csv_file(tmp_path / "登记.csv", rows())
    with pytest.raises(Irregular):
        list(open_large(path, VOCABULARY).imports())


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff案件编号,事发日期,责任主体\nA,2024-03-01,某".encode("utf-16"),
        b"PK\x03\x04" + bytes(100),
        b"",
        b"%PDF-1.7",
        (",".join(HEADER) + '\nA,2024-03-01,一般,"没有结尾').encode(),
    ],
)
def test_other_files_are_left_to_the_whole_reader(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "登记.csv"
    path.write_bytes(data)
    with pytest.raises(Irregular):
        list(open_large(path, VOCABULARY).imports())


def test_cases_that_span_the_file_are_gathered(tmp_path: Path) -> None:
    """Thirty cases, each with its first row in one half and its second in the other."""
    rows: list[Any] = [record(n, 案件编号=f"C{n % 30:02}") for n in range(60)]
    rows[40] = (*rows[40], "多出")
    rows[45] = record(45, 案件编号="Ｃ15", 情节="较重")
    path = csv_file(tmp_path / "登记.csv", [HEADER, *rows])
    found = read_in_chunks(path, 2)
    assert found.table.scattered is not None
    assert len(found.parts) > 10
    whole = read_cases([path], VOCABULARY)
    assert sorted(p.line() for p in found.problems) == sorted(p.line() for p in whole.problems)
    assert {("case-conflict", "C47"), ("extra-cells", "H42")} <= {
        (p.code, p.cell) for p in found.problems
    }
    read = sorted(int(row) for part in found.parts for row in part.table.subjects.rows)
    assert read == whole.table.subjects.rows.tolist()
    counted = VOCABULARY.by_label("同案主体数")
    for part in found.parts:
        assert {part.table.show(counted, i) for i in range(len(part.table))} <= {"2人"}
    assert [p.name for p in tmp_path.iterdir()] == ["登记.csv"]


@pytest.mark.parametrize("wrong", [-1, 1])
def test_a_file_that_says_another_number_of_rows_is_read_whole(wrong: int, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    cells = [record(1), record(2)]
    pq.write_table(pa.table(dict(zip(HEADER, zip(*cells, strict=True), strict=True))), path)
    source = ParquetSource(path, path.name, path.stem)
    sheet = FlatSheet(source.head, VOCABULARY, {})
    source.begin(sheet)
    source.rows += wrong
    with pytest.raises(Irregular):
        source.survey(sheet)
