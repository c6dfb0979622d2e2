"""The committee workbook, opened again by a reader."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from exporters.committee import write_committee
from exporters.dossier import Dossier
from tests.statistics.made import example, register
from wenze.dossier import dossier
from wenze.evaluation import evaluate

Row = dict[str, object]


def sheet(tmp_path: Path, dossier: Dossier, name: str, lang: str = "zh") -> list[Row]:
    write_committee(dossier, tmp_path / "c.xlsx", lang)
    rows = list(load_workbook(tmp_path / "c.xlsx")[name].iter_rows(values_only=True))
    head = [str(cell) for cell in rows[0]]
    return [dict(zip(head, row, strict=True)) for row in rows[1:]]


def test_sheets_are_ready_for_the_table(tmp_path: Path) -> None:
    write_committee(example(), tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["说明", "研究一览", "同案比较", "同类案件", "一致性", "条款"]
    for paper in book.worksheets[1:]:
        assert paper.page_setup.orientation == "landscape"
        assert str(paper.page_setup.paperSize) == "9"
        assert paper.auto_filter.ref is not None
        assert paper.freeze_panes is not None
    assert book["研究一览"].freeze_panes == "D2"


def test_one_row_a_subject_with_law_and_policy_apart(tmp_path: Path) -> None:
    rows = sheet(tmp_path, example(), "研究一览")
    assert len(rows) == 69
    assert [row["序"] for row in rows] == list(range(1, 70))
    first = rows[0]
    assert (first["案件编号"], first["角色"], first["责任"], first["情节"]) == (
        "2024-001",
        "主要领导",
        "主要责任",
        "一般",
    )
    assert first["建议处理"] == "诫勉谈话、责令作出书面检查（并处）"
    assert first["幅度"] == "只此一种"
    assert first["条文与裁量基准"] == (
        "条文：列有 7 种方式，单处或并处由人选择（责任追究制度(五)1、责任追究制度(五)2）\n"
        "基准（不是条文）：主要责任 × 一般 → 诫勉谈话、责令作出书面检查（并处）"
    )
    assert first["理由"] == (
        "情况类别 = 灾情险情[案件!AA2]、报告用时 = 4小时30分钟[案件!AC2、案件!AB2] → "
        "过错情形4（重要情况未及时处理和报告）（责任追究制度(二)4、定期报告制度(二)）；"
        "主体类别 = 个人[责任人!C2]、责任方 = 主要领导[案件!G2]、角色 = 主要领导[责任人!D2] → "
        "主要责任（责任追究制度(三)）。"
    )
    assert all(row["集体研究意见"] is None and row["实际处理"] is None for row in rows)


def test_what_is_open_and_what_failed_are_told(tmp_path: Path) -> None:
    rows = {row["案件编号"]: row for row in sheet(tmp_path, example(), "研究一览")}
    assert rows["2024-002"]["理由"] == "规则书所列 11 项过错情形都不成立。"
    assert rows["2024-005"]["待定事项"]
    assert str(rows["2024-005"]["条文与裁量基准"]).startswith("尚无建议")
    assert "最轻" in str(rows["2024-005"]["幅度"])
    assert "（七）" not in str(rows["2024-007"]["条文与裁量基准"])
    assert "经从宽从严：可以从轻、减轻、免予；裁量基准建议免予" in str(
        rows["2024-007"]["条文与裁量基准"]
    )


def test_subjects_of_a_case_stand_side_by_side_with_what_differs(tmp_path: Path) -> None:
    rows = [r for r in sheet(tmp_path, example(), "同案比较") if r["案件编号"] == "2024-003"]
    told = {r["项目"]: (r["责任主体1"], r["责任主体2"], r["责任主体3"]) for r in rows}
    assert told["责任"] == ("次要责任", "主要责任", None)
    assert told["建议处理"][0] == "诫勉谈话、责令作出书面检查（并处）"
    assert told["责任主体"] == ("乙县县委书记", "乙县县委常委", None)
    assert "情节" not in told  # the same for both, so it stands in the last row
    shared = "\n".join(str(value) for value in told["各主体相同"])
    assert "情节：较重" in shared
    assert "年度考核等次：称职[责任人!E6:E7]" in shared
    assert "过错情形：过错情形4" in shared


def test_facts_of_the_subjects_and_open_matters_carry_their_cells(tmp_path: Path) -> None:
    (row,) = (
        r
        for r in sheet(tmp_path, example(), "同案比较")
        if (r["案件编号"], r["项目"]) == ("2024-004", "年度考核等次")
    )
    assert (row["责任主体1"], row["责任主体2"]) == ("称职[责任人!E8]", "好[责任人!E9]")
    rows = [r for r in sheet(tmp_path, example(), "研究一览") if r["案件编号"] == "2024-009"]
    assert str(rows[0]["待定事项"]) == "责任方（存疑）[案件!G10]"
    faults = "\n".join(str(r["过错情形"]) for r in sheet(tmp_path, example(), "研究一览"))
    assert "过错情形9（信访投诉处理不当）（待定、责任追究制度(二)9）" in faults


def test_a_case_with_many_subjects_goes_on_below(tmp_path: Path) -> None:
    roles = ["主要领导", *["分管领导"] * 5]
    many = [
        {"案件编号": "M1", "责任主体": f"第{n}人", "角色": role} for n, role in enumerate(roles, 1)
    ]
    rows = sheet(tmp_path, register(*many), "同案比较")
    who = [r for r in rows if r["项目"] == "责任主体"]
    assert [r["案件编号"] for r in who] == ["M1", "M1（续）"]
    assert [who[0][f"责任主体{n}"] for n in range(1, 5)] == ["第1人", "第2人", "第3人", "第4人"]
    assert [who[1][f"责任主体{n}"] for n in range(1, 5)] == ["第5人", "第6人", None, None]


def test_like_cases_stand_beside_each_subject(tmp_path: Path) -> None:
    rows = sheet(
        tmp_path,
        register(
            {"given": "诫勉谈话"},
            {"given": "通报批评"},
            {"重大影响": "是", "given": "免职"},
            {"情节": "严重"},
        ),
        "同类案件",
    )
    told = [(r["案件编号"], r["相像的程度"], r["相像的案件"], r["彼案实际处理"]) for r in rows]
    assert told == [
        ("A1", "情形相同", "A2；甲县县委书记", "通报批评"),
        ("A1", "相近，差 1 项", "A3；甲县县委书记", "免职"),
        ("A2", "情形相同", "A1；甲县县委书记", "诫勉谈话"),
        ("A2", "相近，差 1 项", "A3；甲县县委书记", "免职"),
        ("A3", "相近，差 1 项", "A1；甲县县委书记", "诫勉谈话"),
    ]
    assert rows[1]["不同之处（本案 ｜ 彼案）"] == "重大影响：空白 ｜ 是[数据!N4]"


def test_cases_too_far_apart_are_not_like(tmp_path: Path) -> None:
    far = {"重大影响": "是", "重大损失": "是", "不良后果": "是", "死亡人数": 3}
    rows = sheet(tmp_path, register({}, far), "同类案件")
    assert [row["案件编号"] for row in rows] == ["没有相像的案件"]


def test_what_was_given_and_what_is_uneven_are_shown(tmp_path: Path) -> None:
    dossier = register({"情节": "严重", "given": "诫勉谈话"}, {"情节": "较重", "given": "通报批评"})
    assert [row["实际处理"] for row in sheet(tmp_path, dossier, "研究一览")] == [
        "诫勉谈话",
        "通报批评",
    ]
    (finding,) = sheet(tmp_path, dossier, "一致性")
    assert (finding["序"], finding["问题"], finding["比较的是"]) == (1, "重情轻处", "实际处理")
    assert str(finding["处理较轻的一方"]).startswith(
        "A1；甲县县委书记；主要领导[数据!2]\n主要责任；严重"
    )


def test_no_text_becomes_a_formula_and_names_are_kept(tmp_path: Path) -> None:
    names = ["=cmd|' /C calc'!A0", "+1", "@x", "-2", "䶮堃镕喆"]
    write_committee(register(*({"责任主体": name} for name in names)), tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    for paper in book.worksheets:
        assert all(cell.data_type != "f" for row in paper.iter_rows() for cell in row)
    assert [row[2].value for row in book["研究一览"].iter_rows(min_row=2)] == names


def test_english(tmp_path: Path) -> None:
    rows = sheet(tmp_path, example(), "Subjects", "en")
    assert rows[0]["Role"] == "Main leader"
    assert str(rows[0]["Statute and baseline"]).startswith("Statute: lists 7")
    assert rows[0]["Interval"] == "this alone"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_run_gives_the_same_bytes(tmp_path: Path, lang: str) -> None:
    for name in ("one", "two"):
        write_committee(example(), tmp_path / name, lang)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_statutory_range_is_told_and_what_failed_fills_no_row(tmp_path: Path) -> None:
    path = Path(__file__).parents[2] / "examples" / "books" / "leaders-accountability-2009.xlsx"
    book = "leaders-accountability-2009"
    rows = sheet(tmp_path, dossier(evaluate(path, book=book)), "研究一览")
    by_case = {row["案件编号"]: row for row in rows}
    assert by_case["s1"]["条文与裁量基准"] == (
        "条文：责令公开道歉至免职（第七条）\n基准（不是条文）：一般 → 责令公开道歉"
    )
    nobody = next(row for row in rows if row["建议处理"] == "不予追究")
    assert nobody["理由"] == "规则书所列 7 项过错情形都不成立。"
    assert "第五条" not in str(nobody["依据条款"])
    outside = next(row for row in rows if row["建议处理"] == "不适用")
    assert outside["理由"] == "事发日期在规定发布（2009年6月30日）之前。"
