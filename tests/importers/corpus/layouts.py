"""Tables that stand oddly on their sheets, and headers that are oddly written."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from tests.importers.corpus.binary import write_xlsb
from tests.importers.corpus.register import (
    FLAT_HEADER,
    HEADER,
    SUBJECT_HEADER,
    Rows,
    Sample,
    cases,
    csv_file,
    flat,
    ods,
    subjects,
    two_sheets,
    xls,
    xlsx,
)

Maker = Callable[[Path], Sample]
MAKERS: dict[str, Maker] = {}


def difficulty(maker: Maker) -> Maker:
    """Put a maker on the list under its name."""
    MAKERS[maker.__name__] = maker
    return maker


def _flat(folder: Path, rows: Rows, merges: Any = (), *told: str, suffix: str = "xlsx") -> Sample:
    writer = {"xlsx": xlsx, "xls": xls, "ods": ods}[suffix]
    return Sample([writer(folder / f"a.{suffix}", {"台账": rows}, merges)], told)


@difficulty
def title_rows(folder: Path) -> Sample:
    above: Rows = [["甲市问责登记表"], ["填报单位：甲市纪委", None, None, "2010年"]]
    rows = [*above, FLAT_HEADER, *flat()]
    return _flat(folder, rows, [(0, 0, 0, 5)], "title-rows")


@difficulty
def header_far_from_row_1_and_column_a(folder: Path) -> Sample:
    rows: Rows = [[]] * 8 + [[None, None, *row] for row in [FLAT_HEADER, *flat()]]
    return _flat(folder, rows, (), "title-rows")


UPPER = ["案件编号", "事发日期", "情节", "影响和后果", None, "主要领导"]
LOWER = [None, None, None, "不良影响", "直接经济损失", None]
DOWN = [(0, c, 1, c) for c in (0, 1, 2, 5)]


@difficulty
def two_row_merged_header(folder: Path) -> Sample:
    return _flat(folder, [UPPER, LOWER, *flat()], [*DOWN, (0, 3, 0, 4)])


@difficulty
def two_row_merged_header_in_xls(folder: Path) -> Sample:
    return _flat(folder, [UPPER, LOWER, *flat()], [*DOWN, (0, 3, 0, 4)], suffix="xls")


@difficulty
def two_row_merged_header_in_ods(folder: Path) -> Sample:
    return _flat(folder, [UPPER, LOWER, *flat()], [*DOWN, (0, 3, 0, 4)], suffix="ods")


@difficulty
def two_row_merged_header_in_xlsb(folder: Path) -> Sample:
    rows = {"台账": [UPPER, LOWER, *flat()]}
    return Sample([write_xlsb(folder / "a.xlsb", rows, [*DOWN, (0, 3, 0, 4)])])


@difficulty
def two_row_header_in_csv_where_merges_are_lost(folder: Path) -> Sample:
    return Sample([csv_file(folder / "a.csv", [UPPER, LOWER, *flat()])])


@difficulty
def three_row_merged_header_below_a_title(folder: Path) -> Sample:
    top = ["基本信息", None, "认定", None, None, "责任人"]
    middle = ["案件编号", "事发日期", "情节", "影响和后果", None, "主要领导"]
    merges = [(0, 0, 0, 5), (1, 0, 1, 1), (1, 2, 1, 4), (2, 3, 2, 4)]
    merges += [(2, c, 3, c) for c in (0, 1, 2, 5)]
    return _flat(folder, [["登记表"], top, middle, LOWER, *flat()], merges, "title-rows")


@difficulty
def lower_header_that_needs_the_upper(folder: Path) -> Sample:
    upper = [*HEADER, "主要领导", None, "分管领导", None]
    lower = [*[None] * 5, "姓名", "年度考核等次", "姓名", "年度考核等次"]
    rows = [[*row, "称职", None, None] for row in flat()]
    merges = [*((0, c, 1, c) for c in range(5)), (0, 5, 0, 6), (0, 7, 0, 8)]
    return _flat(folder, [upper, lower, *rows], merges)


@difficulty
def unit_in_the_lower_header(folder: Path) -> Sample:
    upper = ["案件编号", "事发日期", "情节", "不良影响", "直接经济损失", None, "主要领导"]
    lower = [None, None, None, None, "（万元）", "备注", None]
    rows = [[*row[:4], row[4] / 10_000, None, row[5]] for row in flat()]
    merges = [*((0, c, 1, c) for c in (0, 1, 2, 3, 6)), (0, 4, 0, 5)]
    return _flat(folder, [upper, lower, *rows], merges)


@difficulty
def header_repeated_on_every_page(folder: Path) -> Sample:
    first, second = flat()
    return _flat(folder, [FLAT_HEADER, first, FLAT_HEADER, second], (), "header-repeated")


@difficulty
def two_row_header_repeated_in_one_row(folder: Path) -> Sample:
    """The single row has more known names than either row of the header."""
    first, second = flat()
    rows: Rows = [UPPER, LOWER, first, FLAT_HEADER, second]
    return _flat(folder, rows, [*DOWN, (0, 3, 0, 4)], "header-repeated")


@difficulty
def two_row_header_repeated(folder: Path) -> Sample:
    first, second = flat()
    merges = [*DOWN, (0, 3, 0, 4)]
    rows = [UPPER, LOWER, first, UPPER, LOWER, second]
    return _flat(folder, rows, merges, *["header-repeated"] * 2)


@difficulty
def two_tables_of_one_header_with_titles(folder: Path) -> Sample:
    first, second = flat()
    rows: Rows = [["一、甲县"], FLAT_HEADER, first, [], ["二、乙县"], FLAT_HEADER, second]
    return _flat(folder, rows, (), "title-rows", "title-inside", "header-repeated")


@difficulty
def two_tables_of_two_headers_on_one_sheet(folder: Path) -> Sample:
    rows: Rows = [HEADER, *cases(), [], ["责任人"], SUBJECT_HEADER, *subjects()]
    return _flat(folder, rows, (), "another-table")


@difficulty
def two_tables_whose_columns_are_in_another_order(folder: Path) -> Sample:
    first, second = flat()
    rows: Rows = [FLAT_HEADER, first, [], FLAT_HEADER[::-1], second[::-1]]
    return _flat(folder, rows, (), "another-table")


@difficulty
def two_tables_side_by_side(folder: Path) -> Sample:
    left, right = [HEADER, *cases()], [SUBJECT_HEADER, *subjects()]
    rows: Rows = [[*a, None, None, *b] for a, b in zip(left, right, strict=True)]
    return _flat(folder, rows, (), "beside-table")


@difficulty
def two_registers_side_by_side_that_begin_in_different_rows(folder: Path) -> Sample:
    first, second = flat()
    gap: Rows = [[None] * 6]
    left: Rows = [["甲县"], FLAT_HEADER, first]
    right: Rows = [[], ["乙县"], FLAT_HEADER, second]
    rows: Rows = [
        [*a, *[None] * (6 - len(a)), None, *b] for a, b in zip([*left, *gap], right, strict=True)
    ]
    return _flat(folder, rows, (), "title-rows", "beside-table", "title-rows")


@difficulty
def an_empty_column_inside_a_table(folder: Path) -> Sample:
    rows: Rows = [[*row[:3], None, *row[3:]] for row in [FLAT_HEADER, *flat()]]
    return _flat(folder, rows)


@difficulty
def blank_rows_between_the_data(folder: Path) -> Sample:
    first, second = flat()
    return _flat(folder, [FLAT_HEADER, [], first, [], [" "], second, []])


@difficulty
def subtotals_between_the_data(folder: Path) -> Sample:
    first, second = flat()
    sums: Rows = [["甲县小计", None, None, None, 50000], ["乙县小计", None, None, None, 0]]
    rows: Rows = [FLAT_HEADER, first, sums[0], second, sums[1], ["合　计", None, None, None, 50000]]
    return _flat(folder, rows, (), "sum-row", "sum-row", "footer-row")


@difficulty
def notes_and_signatures_below(folder: Path) -> Sample:
    notes: Rows = [["注：金额以元计"], [], ["以上数据截至2010年底"], ["填表人：某某  审核：某某"]]
    return _flat(folder, [FLAT_HEADER, *flat(), *notes], (), *["footer-row"] * 3)


@difficulty
def note_merged_over_the_table(folder: Path) -> Sample:
    rows = [FLAT_HEADER, *flat(), ["以上均已核实"]]
    return _flat(folder, rows, [(3, 0, 3, 5)], "footer-row")


@difficulty
def case_number_merged_over_its_subjects(folder: Path) -> Sample:
    header = [*HEADER, "责任主体", "主体类别", "角色"]
    first, second = cases()
    rows = [
        header,
        [*first, "甲县县长", "个人", "主要领导"],
        [*second, "乙县县长", "个人", "主要领导"],
        [*[None] * 5, "乙县县委", "班子", "单位"],
    ]
    path = xlsx(folder / "a.xlsx", {"台账": rows}, [(2, c, 3, c) for c in range(5)])
    told = ["merged-filled", *["filled-from-row"] * 4]
    return Sample([path], told, read=(0, 1, 2))


@difficulty
def hidden_rows(folder: Path) -> Sample:
    path = xlsx(folder / "a.xlsx", {"台账": [FLAT_HEADER, *flat()]})
    book = openpyxl.load_workbook(path)
    book["台账"].row_dimensions[3].hidden = True
    book.save(path)
    return Sample([path], ["rows-hidden"])


@difficulty
def hidden_column(folder: Path) -> Sample:
    path = xlsx(folder / "a.xlsx", {"台账": [FLAT_HEADER, *flat()]})
    book = openpyxl.load_workbook(path)
    book["台账"].column_dimensions["C"].hidden = True
    book.save(path)
    return Sample([path], ["column-hidden"])


@difficulty
def very_hidden_sheet(folder: Path) -> Sample:
    path = xlsx(folder / "a.xlsx", two_sheets())
    book = openpyxl.load_workbook(path)
    book["责任人"].sheet_state = "veryHidden"
    book.save(path)
    return Sample([path], ["sheet-hidden"])


@difficulty
def sheet_names_that_say_nothing(folder: Path) -> Sample:
    sheets = {"Sheet2": [SUBJECT_HEADER, *subjects()], "Sheet1 (2)": [HEADER, *cases()]}
    return Sample([xlsx(folder / "a.xlsx", sheets)])


@difficulty
def other_sheets_beside(folder: Path) -> Sample:
    sheets = {"封面": [["甲市纪委"]], **two_sheets(), "字典": [["情节"], ["一般"]], "空": []}
    return Sample([xlsx(folder / "a.xlsx", sheets)], ["sheet-skipped", "sheet-guide"])


@difficulty
def headers_with_numbering_stars_and_hints(folder: Path) -> Sample:
    header = [
        "1.案件编号*",
        "（二）事发日期（年/月/日）",
        "三、情 节",
        "是否造成不良影响（是/否）",
        "⑤",
        "*主要领导\n姓名",
    ]
    header[4] = "5、直接经济损失（单位：元）"
    return _flat(folder, [header, *flat()])


@difficulty
def headers_in_full_width_with_odd_spaces(folder: Path) -> Sample:
    header = [
        "　案件\u00a0编号",
        "事发日期\u200b",
        "情　节",
        "不良影响：",
        "直接经济损失（元）",
        "主要领导",
    ]
    return _flat(folder, [header, *flat()])


@difficulty
def headers_that_ask(folder: Path) -> Sample:
    header = [*HEADER[:3], "有无不良影响", HEADER[4], "主要领导"]
    return _flat(folder, [header, *flat()])


@difficulty
def unit_at_the_end_of_a_header(folder: Path) -> Sample:
    rows = [[*row[:4], row[4] / 10_000, row[5]] for row in flat()]
    header = [*HEADER[:4], "直接经济损失-万元", "主要领导"]
    return _flat(folder, [header, *rows])


@difficulty
def unit_in_a_title_above(folder: Path) -> Sample:
    rows = [[*row[:4], row[4] / 10_000, row[5]] for row in flat()]
    title = [None, None, None, None, "金额单位：万元"]
    return _flat(folder, [title, FLAT_HEADER, *rows], (), "title-rows", "unit-from-title")


@difficulty
def dates_as_serials_of_the_1904_system(folder: Path) -> Sample:
    path = folder / "a.xlsx"
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)
    sheet = book.worksheets[0]
    days = [date(2009, 8, 27), date(2010, 3, 1)]
    for row in [FLAT_HEADER, *([r[0], d, *r[2:]] for r, d in zip(flat(), days, strict=True))]:
        sheet.append(row)
    book.save(path)
    return Sample([path])
