"""Cells that hold no value."""

from facts import Text
from importers.catalogue.kinds import Words, error, notice

CELLS: dict[str, Words] = {
    "error-cell": error(
        Text("单元格是错误值（如 #REF!、#N/A）", "The cell holds an error (such as #REF!)"),
        Text("应为{label}的值", "a value of {label} is expected"),
        Text("请改正公式，或直接填写值", "mend the formula, or write the value"),
    ),
    "formula-uncached": error(
        Text("公式没有计算结果", "The formula has no stored result"),
        Text("应为{label}的值", "a value of {label} is expected"),
        Text(
            "请用 Excel 或 WPS 打开、保存后再导入", "open and save it in Excel or WPS, then import"
        ),
    ),
    "merged-cell": error(
        Text(
            "这一格被合并在别的单元格里，本身没有值", "The cell is part of a merged one and empty"
        ),
        Text("每行都应写明{label}", "{label} is expected in every row"),
        Text("请取消合并，逐行填写", "unmerge, and fill each row"),
    ),
    "merged-filled": notice(
        Text("合并单元格，已按同一编号读取", "Merged cells were read as the same number"),
    ),
    "required-blank": error(
        Text("必填，但没有填写", "Required, but empty"),
        Text("{question}", "{question}"),
        Text("请填写{label}{example}", "fill in {label}{example}"),
    ),
    "open-key": error(
        Text("“{label}”不能存疑，也不能写“无”", "{label} can be neither open nor 无"),
        Text("应写明{label}", "{label} itself is expected"),
        Text("请填写{example}", "fill it in{example}"),
    ),
    "extra-cells": error(
        Text(
            "本行比表头多出 {count} 格，各列可能已错位", "{count} more fields than the header has"
        ),
        Text("每行的格数应与表头一致", "as many fields as the header are expected"),
        Text(
            "文字里有逗号的，请加双引号；或另存为 .xlsx",
            "quote text that holds commas, or use .xlsx",
        ),
    ),
    "dash-blank": notice(
        Text("“{value}”按空白处理", "{value} is read as blank"),
        fix=Text("空白等于未知；没有的写“否”或 0", "blank is unknown; write 否 or 0 for none"),
    ),
    "none-blank": notice(
        Text("“无”按空白处理", "无 is read as blank"),
        Text("没有列出的不等于否认，由要素判断", "what is not listed is decided by the elements"),
    ),
    "cell-comment": notice(
        Text(
            "这一格有批注（{count} 字），没有当作数据",
            "The cell has a comment ({count} characters), which is not read as data",
        ),
        fix=Text(
            "内容见“导入问题”；其中有应填的，请填到格里",
            "its text is among the import problems; write into cells what belongs there",
        ),
    ),
}
