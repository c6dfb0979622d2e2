"""Where a value stands in the workbook, and the problems found there, all told at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from facts import Problem, Text

#: Longer values are shortened when they are shown.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Ref:
    """One cell: "H7", its sheet, row and heading, and what was written there."""

    sheet: str
    cell: str = ""
    row: int = 0
    header: str = ""
    value: str = ""


@dataclass
class Findings:
    """Problems so far in one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, ref: Ref, kind: str, near: str = "", **values: Any) -> None:
        """Note a problem of one of the kinds below, with the nearest known word."""
        severity, message, expected, fix = _KINDS[kind]
        filled = [t.get("zh", **values) for t in (message, expected, fix)]
        english = [t.get("en", **values) for t in (message, expected, fix)]
        if near:
            filled[2] = f"是不是“{near}”？{filled[2]}"
            english[2] = f"did you mean “{near}”? {english[2]}"
        texts = [Text(zh, en) for zh, en in zip(filled, english, strict=True)]
        self._append(f"workbook-{kind}", severity, ref, *texts)

    def tell(self, ref: Ref, message: Text, fix: Text) -> None:
        """Note a mistake that the book's own checks found."""
        self._append("workbook-book", "error", ref, message, Text("", ""), fix)

    def _append(self, code: str, severity: Any, ref: Ref, *texts: Text) -> None:
        value = ref.value if len(ref.value) <= _SHOWN else f"{ref.value[:_SHOWN]}…"
        message, expected, fix = texts
        if value:
            message = Text(f"“{value}”{message.zh}", f"“{value}” {message.en}")
        self.problems.append(
            Problem(
                code,
                severity,
                self.file,
                ref.sheet,
                ref.cell,
                ref.row,
                ref.header,
                value,
                message,
                expected,
                fix,
            )
        )


_EMPTY = Text("", "")
_KINDS: Mapping[str, tuple[str, Text, Text, Text]] = {
    "file": (
        "error",
        Text("不是可以打开的 .xlsx 工作簿", "is not an .xlsx workbook that can be opened"),
        _EMPTY,
        Text("请用 Excel 或 WPS 打开后另存为 .xlsx", "save it again as .xlsx in Excel or WPS"),
    ),
    "sheet": (
        "error",
        Text("缺少这张工作表", "this sheet is missing"),
        _EMPTY,
        Text("请从导出的工作簿里补回", "put it back from an exported workbook"),
    ),
    "other-sheet": (
        "notice",
        Text("这张工作表没有读", "this sheet was not read"),
        _EMPTY,
        Text("规则书里没有这张表的内容", "it is no part of a rule book"),
    ),
    "column": (
        "error",
        Text("缺少“{name}”这一列", "the column {name} is missing"),
        _EMPTY,
        Text("请补上列名，内容可以空着", "add the heading; its cells may stay blank"),
    ),
    "line": (
        "error",
        Text("缺少“{name}”这一行", "the line {name} is missing"),
        _EMPTY,
        Text("请在“项目”列补上", "add it in the column 项目"),
    ),
    "other-column": (
        "error",
        Text("不是这张表认识的名称", "is not a name that this sheet knows"),
        Text("应是：{known}", "one of: {known}"),
        Text("请改名或者删去", "rename or delete it"),
    ),
    "twice": (
        "error",
        Text("写了两次，另一处在 {other}", "is given twice, also at {other}"),
        _EMPTY,
        Text("请删去或者改掉一处", "delete or change one of them"),
    ),
    "headless": (
        "error",
        Text("所在的列没有列名", "stands in a column without a heading"),
        _EMPTY,
        Text("请补上列名，或者清除这一格", "add the heading, or clear the cell"),
    ),
    "formula": (
        "error",
        Text("是公式", "is a formula"),
        Text("应是文字", "text was expected"),
        Text("请把公式改成它的结果", "replace the formula by its result"),
    ),
    "error-value": (
        "error",
        Text("是 Excel 的错误值", "is an error value"),
        _EMPTY,
        Text("请重新填写", "write it again"),
    ),
    "merged": (
        "error",
        Text("合并单元格", "merged cells"),
        Text("一格一个内容", "one value a cell"),
        Text("请取消合并，逐格填写", "unmerge them and fill in each cell"),
    ),
    "text": (
        "error",
        Text("是数或日期，不是文字", "is a number or a date, not text"),
        Text("这一列应是文字", "this column holds text"),
        Text("请把单元格设为文本格式再填", "format the cell as text and write it again"),
    ),
    "number": (
        "error",
        Text("不是整数", "is not a whole number"),
        Text("应是整数，例如 3", "a whole number such as 3"),
        _EMPTY,
    ),
    "required": (
        "error",
        Text("没有填", "is blank"),
        Text("这一格必填", "it is required"),
        Text("{note}", "{note}"),
    ),
    "unused": (
        "error",
        Text("在这里没有用处", "has no use here"),
        Text("“{category}”的这一列应留空", "this column stays blank for {category}"),
        Text("请清除这一格", "clear the cell"),
    ),
    "choice": (
        "error",
        Text("不在选项里", "is not one of the choices"),
        Text("应是：{known}", "one of: {known}"),
        _EMPTY,
    ),
    "fact": (
        "error",
        Text("不能作“{fact}”的值", "is no value of {fact}"),
        Text("应是：{known}", "expected: {known}"),
        _EMPTY,
    ),
    "structure": (
        "error",
        Text("没有写完整", "is not complete"),
        Text("方括号、花括号、引号要成对", "brackets, braces and quotes come in pairs"),
        _EMPTY,
    ),
    "pair": (
        "error",
        Text("读不懂", "is not understood"),
        Text("应是“名称={known}”，多个用分号隔开", "name={known}, separated by ；"),
        _EMPTY,
    ),
}
