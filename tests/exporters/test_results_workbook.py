"""The result workbook, read back with another library."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exporters.results_workbook import write_workbook
from tests.exporters.decided import DECISIONS
from tests.exporters.made import ORIGINS, results

SHEETS = ["总览", "认定结果", "待补汇总", "待补事项", "导入问题", "条款"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("out") / "results.xlsx"
    write_workbook(results(), target)
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def rows(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def by_header(sheet: Worksheet, row: int) -> dict[str, object]:
    """A row (the first below the heading is 1) by its headings, empty cells left out."""
    head, *body = rows(sheet)
    pairs = zip(head, body[row - 1], strict=True)
    return {str(name): value for name, value in pairs if value is not None}


def test_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert book.active is not None
    assert book.active.title == "总览"


def test_every_cell_is_in_song_whatever_the_theme(book: Workbook) -> None:
    fonts = [cell.font for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {(font.name, font.scheme) for font in fonts} == {("宋体", None)}


def test_recommended_row_in_full(book: Workbook) -> None:
    assert by_header(book["认定结果"], 8) == {
        "案件编号": "2024-008",
        "单位": "己县县委",
        "责任主体": "己县县委书记",
        "主体类别": "个人",
        "角色": "主要领导",
        "结论": "建议处理",
        "建议处理": "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、"
        "给予党纪处分（并处）",
        "最轻": "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、给予党纪处分",
        "最重": "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、给予党纪处分",
        "过错情形": "过错情形4（重要情况未及时处理和报告）",
        "责任": "主要责任",
        "情节": "特别严重",
        "移送": "按有关规定给予党纪处分\n移送司法机关",
        "依据条款": "印发通知\n责任追究制度(二)\n责任追究制度(二)4\n定期报告制度(二)\n"
        "责任追究制度(三)\n责任追究制度(六)\n责任追究制度(五)3\n责任追究制度(五)4\n"
        "责任追究制度(五)5\n责任追究制度(五)6\n责任追究制度(五)7",
        "理由": "1. 适用本规定：事发日期 = 2024-03-01（案件!C9）、单位层级 = 县级（案件!E9）、"
        "单位类型 = 党委（案件!D9）；依据 印发通知、责任追究制度(二)\n"
        "2. 认定过错情形4（重要情况未及时处理和报告）：情况类别 = 突发事件（案件!L9）、"
        "报告用时 = 5小时（案件!N9、案件!M9）；依据 责任追究制度(二)4、定期报告制度(二)\n"
        "3. 责任为主要责任：责任方 = 主要领导（案件!G9）、角色 = 主要领导（责任人!D9）；"
        "依据 责任追究制度(三)\n"
        "4. 处理：条文列有 7 种方式供人选择，其中 通报批评（责任追究制度(五)3）、"
        "取消当年评优评先资格（责任追究制度(五)4）、年终考核定为不称职（责任追究制度(五)5）、"
        "作出组织处理（责任追究制度(五)6）、给予党纪处分（责任追究制度(五)7）；"
        "裁量基准（不是条文）按责任 = 主要责任、情节 = 特别严重（案件!H9），建议："
        "通报批评、取消当年评优评先资格、年终考核定为不称职、作出组织处理、给予党纪处分\n"
        "5. 移送：按有关规定给予党纪处分：应受党纪处分 = 是（案件!T9）；"
        "依据 责任追究制度(六)\n"
        "6. 移送：移送司法机关：涉嫌犯罪 = 是（案件!T9）；依据 责任追究制度(六)",
        "来源行": "案件台账.xlsx 责任人 第 9 行",
        "备注": "第 8 号",
        "承办人编号": "00008",
    }


def test_adjusted_and_open_rows(book: Workbook) -> None:
    adjusted = by_header(book["认定结果"], 6)
    assert [adjusted[k] for k in ("建议处理", "最轻", "最重", "从宽从严")] == [
        "诫勉谈话",
        "不作处理",
        "诫勉谈话",
        "可以从轻、减轻、免予；裁量基准建议减轻",
    ]
    waiting = by_header(book["认定结果"], 13)
    assert [waiting[k] for k in ("结论", "建议处理", "过错情形", "待定事项")] == [
        "待补事实",
        "待补事实：情况类别、报告时间",
        "过错情形4（重要情况未及时处理和报告）（待定）",
        "情况类别（事实未填）\n报告时间（事实未填）",
    ]


def test_rejected_row_without_names(book: Workbook) -> None:
    assert by_header(book["认定结果"], 25) == {
        "结论": "未能读取",
        "建议处理": "未能读取：见“导入问题”",
        "最轻": "—",
        "最重": "—",
        "来源行": "案件台账.xlsx 责任人 第 26 行",
        "备注": "第 25 号",
        "承办人编号": "00025",
    }


def test_facts_that_settle_most_come_first(book: Workbook) -> None:
    assert [row[:5] for row in rows(book["待补汇总"])] == [
        ["待补事项", "种类", "影响什么", "等待它的主体数", "补齐即可定案的主体数"],
        ["情节", "待人判断", "影响处理", 2, 2],
        ["责任认定", "条文未定", "影响处理", 2, 2],
        ["情节", "存疑", "影响处理", 1, 1],
        ["认定与要素：过错情形2", "认定与要素矛盾", "影响处理", 1, 1],
        ["读法：过错情形9", "条文两解", "影响处理", 1, 1],
        ["情况类别", "事实未填", "影响处理", 3, 0],
        ["报告时间", "事实未填", "影响处理", 3, 0],
        ["涉嫌犯罪", "待人判断", "只影响移送", 3, 0],
    ]


def test_questions_follow_the_order_of_the_facts(book: Workbook) -> None:
    found = rows(book["待补事项"])
    assert [(row[0], row[3], row[7]) for row in found] == [
        ("案件编号", "待补事项", "单凭此项能否定案"),
        ("2024-011", "情节", "能"),
        ("2024-017", "情节", "能"),
        ("2024-016", "责任认定", "能"),
        ("2024-017", "责任认定", "能"),
        ("2024-012", "情节", "能"),
        ("2024-015", "认定与要素：过错情形2", "能"),
        ("2024-014", "读法：过错情形9", "能"),
        ("2024-013", "情况类别", "部分能：其他"),
        ("2024-013", "情况类别", "部分能：其他"),
        ("2024-017", "情况类别", "部分能：其他"),
        ("2024-013", "报告时间", "不能"),
        ("2024-013", "报告时间", "不能"),
        ("2024-017", "报告时间", "不能"),
        ("2024-001", "涉嫌犯罪", "只影响移送"),
        ("2024-012", "涉嫌犯罪", "只影响移送"),
        ("2024-017", "涉嫌犯罪", "只影响移送"),
    ]
    assert found[8] == [
        "2024-013",
        "子县县委书记",
        "待补事实",
        "情况类别",
        "事实未填",
        "属于哪一类重要情况？",
        "突发事件、灾情险情、安全生产事故 → 仍待其他事项（最轻：不作处理；最重：作出组织处理）\n"
        "其他 → 不予追究",
        "部分能：其他",
    ]


def test_problems_say_where_what_and_how_to_mend(book: Workbook) -> None:
    found = rows(book["导入问题"])
    assert found[:2] == [
        ["程度", "文件", "工作表", "单元格", "列名", "原值", "问题", "应当是", "怎样改"],
        [
            "错误",
            "案件台账.xlsx",
            "案件",
            "C25",
            "事发日期",
            "二〇二四年春",
            "不是一个日期",
            "2024-03-01 这样的日期",
            "改成确切日期；只知道年月的，可写 2024年3月",
        ],
    ]
    assert [(row[0], row[3], row[5]) for row in found[2:]] == [
        ("错误", "B26", None),
        ("警告", "B2:B4", "=甲县县委"),
        ("提示", None, None),
    ]


def test_clauses_in_the_order_of_the_text_with_quotes_and_counts(book: Workbook) -> None:
    found = rows(book["条款"])
    assert [(row[0], row[3]) for row in found] == [
        ("条款", "支持的认定数"),
        ("印发通知", 22),
        ("责任追究制度(二)", 22),
        ("责任追究制度(二)1", 1),
        ("责任追究制度(二)2", 1),
        ("责任追究制度(二)3", 1),
        ("责任追究制度(二)4", 14),
        ("责任追究制度(二)6", 2),
        ("责任追究制度(二)9", 1),
        ("责任追究制度(二)10", 3),
        ("责任追究制度(二)11", 1),
        ("责任追究制度(三)", 12),
        ("责任追究制度(四)", 1),
        ("责任追究制度(四)2", 1),
        ("责任追究制度(四)3", 1),
        ("责任追究制度(五)1", 7),
        ("责任追究制度(五)2", 2),
        ("责任追究制度(五)3", 3),
        ("责任追究制度(五)4", 2),
        ("责任追究制度(五)5", 2),
        ("责任追究制度(五)6", 2),
        ("责任追究制度(五)7", 1),
        ("责任追究制度(六)", 2),
        ("责任追究制度(七)", 3),
        ("定期报告制度(二)", 14),
    ]
    assert found[6] == [
        "责任追究制度(二)4",
        "重要情况不及时处理和报告。",
        "对重大突发事件、灾情险情、安全生产责任事故等重要情况不及时处理和报告的",
        14,
    ]


def test_no_problem_and_nothing_missing_are_said(tmp_path: Path) -> None:
    target = tmp_path / "few.xlsx"
    write_workbook(
        results(decisions=DECISIONS[:1], origins=ORIGINS[:1], problems=(), extra={}), target
    )
    book = openpyxl.load_workbook(target)
    assert rows(book["导入问题"])[1][0] == "没有发现问题"
    assert rows(book["待补汇总"])[1][0] == "没有待补事项"
    assert rows(book["待补事项"])[1][0] == "没有待补事项"


def test_run_without_subjects_still_has_all_sheets(tmp_path: Path) -> None:
    target = tmp_path / "none.xlsx"
    write_workbook(results(decisions=(), origins=(), extra={}), target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == SHEETS
    assert rows(book["认定结果"])[1][0] == "没有责任主体"
    assert rows(book["条款"])[1][0] == "没有引用条款"


def test_long_tables_go_on_in_a_further_sheet(tmp_path: Path) -> None:
    target = tmp_path / "long.xlsx"
    write_workbook(results(), target, rows_per_sheet=10)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [
        "总览",
        "认定结果",
        "认定结果(2)",
        "认定结果(3)",
        "待补汇总",
        "待补事项",
        "待补事项(2)",
        "导入问题",
        "条款",
        "分表目录",
    ]
    ids = [row[0] for n in ("认定结果", "认定结果(2)", "认定结果(3)") for row in rows(book[n])[1:]]
    assert ids == [d.case_id for d in DECISIONS]
    assert rows(book["认定结果(2)"])[0] == rows(book["认定结果"])[0]
    assert book["认定结果(3)"].freeze_panes == "D2"
    words = [row[0] for row in rows(book["总览"])]
    said = "“{}”共 {} 行，超过一张表的上限，分为 {} 张表，见最后的“分表目录”。"
    assert said.format("认定结果", 25, 3) in words
    assert said.format("待补事项", 16, 2) in words


@pytest.mark.parametrize("large", [200_000, 10])
def test_index_says_which_rows_are_on_which_sheet(tmp_path: Path, large: int) -> None:
    target = tmp_path / "long.xlsx"
    write_workbook(results(), target, rows_per_sheet=10, large=large)
    book = openpyxl.load_workbook(target)
    index = book["分表目录"]
    assert [row[:4] for row in rows(index)] == [
        ["表", "工作表", "从第几行", "到第几行"],
        ["认定结果", "认定结果", 1, 10],
        ["认定结果", "认定结果(2)", 11, 20],
        ["认定结果", "认定结果(3)", 21, 25],
        ["待补事项", "待补事项", 1, 10],
        ["待补事项", "待补事项(2)", 11, 16],
    ]
    for _, name, _, _, first, last in rows(index)[1:4]:
        own = rows(book[str(name)])
        beginnings = ["、".join(str(v) for v in row[:3] if v) for row in (own[1], own[-1])]
        assert [first or "", last or ""] == beginnings
    assert index["B3"].hyperlink.location == "'认定结果(2)'!A1"


def test_english_labels_leave_the_law_in_chinese(tmp_path: Path) -> None:
    target = tmp_path / "en.xlsx"
    write_workbook(results(), target, "en")
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [
        "Overview",
        "Determinations",
        "Missing by fact",
        "Missing",
        "Import problems",
        "Clauses",
    ]
    row = by_header(book["Determinations"], 1)
    assert [row[k] for k in ("Kind", "Role", "Conclusion", "Recommendation", "Gravity")] == [
        "Individual",
        "Main leader",
        "Recommended",
        "Admonition talk, Written self-criticism (together)",
        "Ordinary",
    ]
    assert rows(book["Clauses"])[1][2] == "现予以印发,请认真贯彻落实。"
