"""Every problem that reading can find: its code, its severity, and its words.

A message says what is wrong, ``expected`` what should be there, ``fix`` how to mend it. The
braces are filled from the place and from the parser's remark. Names of people are never among
the values.
"""

from typing import NamedTuple

from facts import Text
from facts.problems import Severity

_NOTHING = Text("", "")


class Words(NamedTuple):
    """One kind of problem."""

    severity: Severity
    message: Text
    expected: Text = _NOTHING
    fix: Text = _NOTHING


def _error(message: Text, expected: Text = _NOTHING, fix: Text = _NOTHING) -> Words:
    return Words("error", message, expected, fix)


def _notice(message: Text, expected: Text = _NOTHING, fix: Text = _NOTHING) -> Words:
    return Words("notice", message, expected, fix)


_SAVE_AS = Text(
    "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入", "open it in Excel or WPS, save as .xlsx"
)
_OPEN = Text("尚未查清的写“存疑”", "write 存疑 if this is still open")
_DATE_FIX = Text(
    "请改为 2024-03-01 这样的写法；只知年月的写 2024年3月；尚未查清的写“存疑”",
    "write it like 2024-03-01; 2024年3月 if only the month is known; 存疑 if still open",
)
_TIME_FIX = Text(
    "请改为 2024-03-01 08:30 这样的写法；尚未查清的写“存疑”",
    "write it like 2024-03-01 08:30; 存疑 if still open",
)
_BOOLEANS = Text(
    "应为“是”或“否”（有/无、√/×、对/错、Y/N、1/0 也可）",
    "是 or 否 is expected (有/无, √/×, 对/错, Y/N, true/false and 1/0 will do)",
)
_NUMBERS = Text(
    "应为数字，如 5000、5万元、1.2亿元、30人", "a number is expected, such as 5000, 5万元, 30人"
)
_ONE_OF = Text("应为下列之一：{accepted}", "one of these is expected: {accepted}")
_SOME_OF = Text(
    "应为序号或下列名称，多项用“、”隔开：{accepted}",
    "numbers or these names are expected, several joined with 、: {accepted}",
)
_KEEP_ONE = Text("请核对后只保留一行", "check them and keep one row")
_CONTENTS = Text("请核对文件", "check the file")

CATALOGUE: dict[str, Words] = {
    # ── the file cannot be read ──
    "file-missing": _error(
        Text("找不到文件", "The file does not exist"),
        Text("应为已有的工作簿或 CSV 文件", "an existing workbook or CSV file is expected"),
        Text("请核对路径和文件名", "check the path and the name"),
    ),
    "file-denied": _error(
        Text("文件打不开", "The file cannot be opened"),
        Text("应为可以读取的文件", "a file that may be read is expected"),
        Text(
            "请核对权限，并确认它不是文件夹", "check the permissions, and that it is not a folder"
        ),
    ),
    "file-empty": _error(
        Text("文件是空的", "The file is empty"),
        Text("应有表头和数据", "a header row and data are expected"),
        Text("请核对是否选错文件", "check that it is the right file"),
    ),
    "file-encrypted": _error(
        Text("工作簿加了密码", "The workbook is encrypted"),
        Text("应给出密码，或取消密码", "a password, or a workbook without one, is expected"),
        Text(
            "请在 Excel 或 WPS 中取消密码后另存；或加 --password 输入密码（也可设环境变量 "
            "WENZE_PASSWORD）",
            "remove the password and save a copy; or use --password, or set WENZE_PASSWORD",
        ),
    ),
    "password-wrong": _error(
        Text("密码不对，工作簿打不开", "The password does not open the workbook"),
        Text("应为打开这个工作簿的密码", "the password that opens it is expected"),
        Text(
            "请重新输入，或取消密码后另存", "give it again, or remove the password and save a copy"
        ),
    ),
    "password-support": _error(
        Text("还不能打开加密的工作簿", "Encrypted workbooks cannot be opened yet"),
        Text("需要 msoffcrypto-tool", "msoffcrypto-tool is needed"),
        Text(
            "请运行 pip install 'wenze[encrypted]'，或取消密码后另存",
            "run pip install 'wenze[encrypted]', or remove the password and save a copy",
        ),
    ),
    "parquet-support": _error(
        Text("还不能读取 Parquet 文件", "Parquet files cannot be read yet"),
        Text("需要 pyarrow", "pyarrow is needed"),
        Text(
            "请运行 pip install 'wenze[parquet]'，或另存为 .xlsx、.csv",
            "run pip install 'wenze[parquet]', or save as .xlsx or .csv",
        ),
    ),
    "file-crash": _error(
        Text(
            "读取这个文件要的内存太多，或使读取程序中断，已停止",
            "Reading needs too much memory, or breaks the reader; stopped",
        ),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        Text(
            "请核对来源；确属正常的，请新建工作簿，只复制有内容的区域，再导入",
            "check where it comes from; if it is in order, copy the filled cells to a new workbook",
        ),
    ),
    "file-slow": _error(
        Text("读取这个文件用时过长，已停止", "Reading takes too long; stopped"),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        Text(
            "请核对来源；确属正常的，请拆成几个文件", "check where it comes from, or split the file"
        ),
    ),
    "file-odd": _error(
        Text("文件内容异常（{error}），读不下去", "The file is odd ({error}) and cannot be read"),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        _SAVE_AS,
    ),
    "folder-empty": _error(
        Text("文件夹里没有可以读取的文件", "The folder holds no file that can be read"),
        Text(
            "应有 .xlsx、.xls、.et、.ods、.csv 等文件",
            "files such as .xlsx, .xls, .ods and .csv are expected",
        ),
        Text("请核对文件夹", "check the folder"),
    ),
    "file-other-format": _error(
        Text("这是{kind}，不是工作簿", "This is {kind}, not a workbook"),
        Text(
            "应为 .xlsx、.xls、.et、.ods、.csv 等表格文件",
            "a table such as .xlsx, .xls, .ods or .csv is expected",
        ),
        _SAVE_AS,
    ),
    "file-broken": _error(
        Text("文件已损坏，读不下去", "The file is damaged"),
        Text("应为完整的工作簿", "a whole workbook is expected"),
        _SAVE_AS,
    ),
    "file-unsafe": _error(
        Text("压缩内容异常（{what}），为安全起见不予打开", "Unsafe archive ({what}); not opened"),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        Text("请核对来源；确属正常的，请删去多余内容后另存", "check where it comes from"),
    ),
    "file-far-cells": _error(
        Text(
            "工作表“{part}”的内容一直延伸到第 {rows} 行、第 {columns} 列，超出可读范围",
            "Sheet {part} reaches row {rows}, column {columns}, which is too far",
        ),
        Text("行数乘以列数应不超过 {limit}", "rows times columns must not exceed {limit}"),
        Text(
            "请按 Ctrl+End 找到最远的单元格并删去",
            "find the farthest cell with Ctrl+End, delete it",
        ),
    ),
    "file-doctype": _error(
        Text(
            "文件内有 DOCTYPE 声明，为安全起见不予打开",
            "A part of the file has a DOCTYPE; not opened",
        ),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        _SAVE_AS,
    ),
    "file-encoding": _error(
        Text("文字编码认不出来（{tried} 都不对）", "The text is neither {tried}"),
        Text("应为 UTF-8 或 GB18030 文本", "UTF-8 or GB18030 text is expected"),
        Text(
            "请用 --encoding 指明编码，或另存为 .xlsx", "name it with --encoding, or save as .xlsx"
        ),
    ),
    "encoding-unknown": _error(
        Text("没有“{name}”这种编码", "There is no encoding called {name}"),
        Text("应为 utf-8、gb18030、big5 等", "utf-8, gb18030, big5 … is expected"),
        Text("请改正 --encoding", "mend --encoding"),
    ),
    "csv-broken": _error(
        Text(
            "第 {line} 行的引号不成对或字段过长",
            "Line {line}: unpaired quotes, or too long a field",
        ),
        Text("应为规范的 CSV", "well-formed CSV is expected"),
        Text("请在 Excel 或 WPS 中打开，另存为 .xlsx", "open it in Excel or WPS, save as .xlsx"),
    ),
    "no-data": _error(
        Text("没有找到案件或责任人的表头", "No header row of cases or subjects was found"),
        Text("前 {rows} 行中应有这些列：{headers}", "in the first {rows} rows: {headers}"),
        Text("可用 wenze template 取得空白模板", "wenze template writes an empty workbook"),
    ),
    # ── sheets and columns ──
    "extension-differs": _notice(
        Text("扩展名与内容不符，已按{kind}读取", "The name does not fit; it was read as {kind}"),
    ),
    "macros-ignored": Words(
        "warning",
        Text("工作簿带有宏，宏没有运行", "The workbook has macros; they were not run"),
        fix=Text("只读取了单元格的值", "only cell values were read"),
    ),
    "links-ignored": _notice(
        Text("工作簿引用了别的文件，没有打开它们", "The workbook links to others; not followed"),
        fix=Text("读取的是保存时的值", "the values stored in it were read"),
    ),
    "file-decrypted": _notice(
        Text("已用密码打开加密的工作簿", "The encrypted workbook was opened with a password")
    ),
    "file-skipped": _notice(
        Text(
            "文件夹中的这个文件没有案件或责任人的表头，没有读取",
            "This file of the folder has no header of cases or subjects; not read",
        ),
    ),
    "folder-left": _notice(
        Text("文件夹中另有 {count} 项没有读取：{names}", "{count} more were not read: {names}"),
    ),
    "formulas-empty": _notice(
        Text(
            "这些公式的结果是空白，也可能从未计算：{cells}",
            "These formulas give an empty text, or were never calculated: {cells}",
        ),
        Text("这种格式分不清二者", "the format does not tell which"),
        Text("请打开、保存一次，或另存为 .xlsx", "open and save it once, or save as .xlsx"),
    ),
    "sheet-skipped": _notice(
        Text("没有读取这张表", "This sheet was not read"),
        Text("它不像案件表或责任人表", "it does not look like cases or subjects"),
        Text("若应读取，请把表名改为“案件”或“责任人”", "to have it read, name it 案件 or 责任人"),
    ),
    "sheet-guide": _notice(
        Text("这是说明性的表，没有读取", "This sheet explains others; not read")
    ),
    "sheet-hidden": _notice(
        Text("这是隐藏的工作表，已照常读取", "This hidden sheet was read like any other"),
        fix=Text("若不应读取，请删去", "delete it if it should not be read"),
    ),
    "title-rows": _notice(
        Text(
            "表头在第 {row} 行，上面的行没有读取",
            "The header is row {row}; rows above it are skipped",
        ),
    ),
    "footer-row": _notice(
        Text(
            "第 {row} 行像是合计或落款，没有读取",
            "Row {row} looks like a total or a footer; skipped",
        ),
        fix=Text("若是案件，请补齐必填列", "if it is a case, fill the required columns"),
    ),
    "sum-row": _notice(
        Text("第 {row} 行是合计，没有读取", "Row {row} is a sum; skipped"),
        fix=Text("若是案件，请填写案件编号", "if it is a case, give its number"),
    ),
    "header-repeated": _notice(
        Text("第 {row} 行又是表头，没有读取", "Row {row} repeats the header; skipped"),
    ),
    "title-inside": _notice(
        Text("第 {row} 行是表内的标题，没有读取", "Row {row} is a title inside the table; skipped"),
    ),
    "another-table": _notice(
        Text(
            "从第 {row} 行起是另一张表，已按它自己的表头读取",
            "Another table begins in row {row}; it was read by its own header",
        ),
    ),
    "rows-hidden": _notice(
        Text(
            "有 {count} 行是隐藏的，已照常读取：第 {rows} 行",
            "{count} hidden rows were read like any other: {rows}",
        ),
        fix=Text("若不应读取，请删去", "delete them if they should not be read"),
    ),
    "column-hidden": _notice(
        Text("这一列是隐藏的，已照常读取", "This hidden column was read like any other"),
        fix=Text("若不应读取，请删去", "delete it if it should not be read"),
    ),
    "unit-from-title": _notice(
        Text(
            "表上注明单位为{unit}，没有写单位的数按{unit}读取",
            "The title gives the unit {unit}; bare numbers are read in it",
        ),
        fix=Text("若不是，请在列名里写明单位", "if not, write the unit in the header"),
    ),
    "extra-digits-lost": Words(
        "warning",
        Text("号码以数字保存，末几位已丢失", "Stored as a number; the last digits are lost"),
        Text("应为文本格式的号码", "a number kept as text is expected"),
        Text("请把该列设为文本格式后重新填写", "set the column to text and write it again"),
    ),
    "two-columns": _error(
        Text(
            "{columns}都是“{label}”，不知以哪列为准",
            "{columns} all mean {label}; which one counts?",
        ),
        Text("每个事实应只有一列", "one column for each fact is expected"),
        Text("请保留一列，把{rename}改成别的列名", "keep one, and rename {rename}"),
    ),
    "column-missing": _notice(
        Text("没有“{label}”列", "There is no column {label}"),
        Text("缺了它无法判断：{question}", "without it this cannot be decided: {question}"),
        Text("需要时请加上这一列", "add it if you need it"),
    ),
    "column-required": _error(
        Text("没有“{label}”列，整张表都无法处理", "There is no column {label}; no row can be used"),
        Text("必填：{question}", "required: {question}"),
        Text("请加上“{label}”列（也可写作{synonyms}）", "add {label} (or {synonyms})"),
    ),
    "column-near": _notice(
        Text("不认识这一列，已原样保留", "This column is not known, and is kept as it is"),
        Text("它与“{label}”相近", "it is close to {label}"),
        Text("若就是“{label}”，请改用这个列名", "if it is {label}, rename it so"),
    ),
    "column-unnamed": _notice(
        Text(
            "这一列有内容而没有列名，已原样保留", "This column has no header; it is kept as it is"
        ),
        fix=Text("请补上列名", "give it a header"),
    ),
    "no-cases": _error(
        Text("有责任人，没有案件", "There are subjects but no cases"),
        Text("应有“案件”表，含这些列：{headers}", "a sheet 案件 is expected, with {headers}"),
        Text("请把案件表一并导入", "import the case sheet as well"),
    ),
    "no-subjects": _error(
        Text("有案件，没有责任人", "There are cases but no subjects"),
        Text(
            "应有“责任人”表，或在案件表中有{naming}列",
            "a sheet 责任人 is expected, or columns {naming} among the cases",
        ),
        Text("请补上责任人", "add the subjects"),
    ),
    # ── cells that hold no value ──
    "error-cell": _error(
        Text("单元格是错误值（如 #REF!、#N/A）", "The cell holds an error (such as #REF!)"),
        Text("应为{label}的值", "a value of {label} is expected"),
        Text("请改正公式，或直接填写值", "mend the formula, or write the value"),
    ),
    "formula-uncached": _error(
        Text("公式没有计算结果", "The formula has no stored result"),
        Text("应为{label}的值", "a value of {label} is expected"),
        Text(
            "请用 Excel 或 WPS 打开、保存后再导入", "open and save it in Excel or WPS, then import"
        ),
    ),
    "merged-cell": _error(
        Text(
            "这一格被合并在别的单元格里，本身没有值", "The cell is part of a merged one and empty"
        ),
        Text("每行都应写明{label}", "{label} is expected in every row"),
        Text("请取消合并，逐行填写", "unmerge, and fill each row"),
    ),
    "merged-filled": _notice(
        Text("合并单元格，已按同一编号读取", "Merged cells were read as the same number"),
    ),
    "required-blank": _error(
        Text("必填，但没有填写", "Required, but empty"),
        Text("{question}", "{question}"),
        Text("请填写{label}{example}", "fill in {label}{example}"),
    ),
    "open-key": _error(
        Text("“{label}”不能存疑，也不能写“无”", "{label} can be neither open nor 无"),
        Text("应写明{label}", "{label} itself is expected"),
        Text("请填写{example}", "fill it in{example}"),
    ),
    "extra-cells": _error(
        Text(
            "本行比表头多出 {count} 格，各列可能已错位", "{count} more fields than the header has"
        ),
        Text("每行的格数应与表头一致", "as many fields as the header are expected"),
        Text(
            "文字里有逗号的，请加双引号；或另存为 .xlsx",
            "quote text that holds commas, or use .xlsx",
        ),
    ),
    "dash-blank": _notice(
        Text("“{value}”按空白处理", "{value} is read as blank"),
        fix=Text("空白等于未知；没有的写“否”或 0", "blank is unknown; write 否 or 0 for none"),
    ),
    "none-blank": _notice(
        Text("“无”按空白处理", "无 is read as blank"),
        Text("没有列出的不等于否认，由要素判断", "what is not listed is decided by the elements"),
    ),
    # ── values ──
    "several-values": _error(
        Text("“{value}”是几个值", "{value} is several values"),
        Text("一格只应有一个值", "one value in a cell is expected"),
        Text("请只留一个；多行的分行填写", "keep one, or use a row for each"),
    ),
    "minus-one": _error(
        Text("“-1”有的系统表示“否”，有的表示“是”", "-1 is no in some systems and yes in others"),
        _BOOLEANS,
        Text(
            "请核对来源系统后写“是”或“否”", "look it up in the system it comes from; write 是 or 否"
        ),
    ),
    "weekday-differs": _error(
        Text("“{value}”的星期与日期不符", "The weekday of {value} is not that of the date"),
        Text("那一天是{weekday}", "that day is {weekday}"),
        Text("请核对日期", "check the date"),
    ),
    "not-boolean": _error(
        Text("“{value}”不是是或否", "{value} is not yes or no"), _BOOLEANS, _OPEN
    ),
    "not-choice": _error(
        Text("没有“{value}”这个选项", "{value} is not an option"),
        _ONE_OF,
        Text("{otherwise}", "{otherwise}"),
    ),
    "not-choice-near": _error(
        Text("没有“{value}”这个选项", "{value} is not an option"),
        _ONE_OF,
        Text("是否应为“{near}”？{otherwise}", "should it be {near}? {otherwise}"),
    ),
    "not-choices": _error(
        Text("“{value}”中有认不出的项", "{value} has an unknown item"),
        _SOME_OF,
        Text("请逐项核对", "check each item"),
    ),
    "not-choices-near": _error(
        Text("“{value}”中有认不出的项", "{value} has an unknown item"),
        _SOME_OF,
        Text("是否应为“{near}”？", "should it be {near}?"),
    ),
    "not-number": _error(Text("“{value}”不是数字", "{value} is not a number"), _NUMBERS, _OPEN),
    "number-none": _error(
        Text("“无”不是数字", "无 is not a number"),
        _NUMBERS,
        Text("没有的写 0；不知道的留空或写“存疑”", "write 0 for none; blank or 存疑 if not known"),
    ),
    "number-vague": _error(
        Text("“{value}”没有具体数", "{value} names no number"),
        _NUMBERS,
        Text(
            "请写出数字或区间，如 30000至50000；尚未查清的写“存疑”", "write a number or an interval"
        ),
    ),
    "wrong-unit": _error(
        Text("“{value}”的单位不对", "{value} has the wrong unit"),
        Text("单位应为{unit}", "the unit should be {unit}"),
        Text("请改为以{unit}计的数", "give it in {unit}"),
    ),
    "unit-ambiguous": _error(
        Text(
            "表头的单位是{unit}，格内又写“{value}”，有两种读法",
            "The header says {unit} and the cell {value}: two readings",
        ),
        _NUMBERS,
        Text("请在格内写全单位，如 5万元", "write the whole unit in the cell, as in 5万元"),
    ),
    "below-minimum": _error(
        Text("“{value}”小于 {minimum}{unit}", "{value} is less than {minimum}{unit}"),
        Text("应不小于 {minimum}{unit}", "at least {minimum}{unit} is expected"),
        Text("请核对", "check it"),
    ),
    "not-whole": _error(
        Text("人数“{value}”不是整数", "{value} people is not a whole number"),
        Text("应为整数", "a whole number is expected"),
        Text("请核对", "check it"),
    ),
    "interval-backward": _error(
        Text("“{value}”前大后小", "{value} ends before it begins"),
        Text("区间应从小到大", "an interval from low to high is expected"),
        Text("请核对", "check it"),
    ),
    "lower-bound": _notice(
        Text("“{value}”按不少于 {low} 处理", "{value} is read as at least {low}")
    ),
    "number-interval": _notice(
        Text("“{value}”按 {low} 至 {high} 处理", "{value} is read as {low} to {high}")
    ),
    "not-date": _error(
        Text("“{value}”不是日期", "{value} is not a date"),
        Text("应为年月日，年份四位", "year, month and day are expected, the year in full"),
        _DATE_FIX,
    ),
    "date-impossible": _error(
        Text("“{value}”不是有效日期", "{value} is not a possible date"),
        Text("应为日历上有的日子", "a day of the calendar is expected"),
        _DATE_FIX,
    ),
    "date-serial": _error(
        Text("“{value}”是 Excel 的日期序号", "{value} is a date serial of Excel"),
        Text("应为日期", "a date is expected"),
        Text("若是 {offer}，请这样填写", "if {offer} is meant, write that"),
    ),
    "date-year": _error(
        Text(
            "“{value}”的年份不在 {first} 至 {last} 之间", "The year is not within {first} to {last}"
        ),
        Text("应为 {first} 至 {last} 年间的日期", "a date from {first} to {last} is expected"),
        Text("请核对年份", "check the year"),
    ),
    "not-datetime": _error(
        Text("“{value}”不是日期加时间", "{value} is not a date with a time"),
        Text("应为年月日和时分", "date, hour and minute are expected"),
        _TIME_FIX,
    ),
    "time-impossible": _error(
        Text("“{value}”的时间不存在", "{value} has an impossible time"),
        Text("时应为 0 至 24，分应为 0 至 59", "hours 0 to 24, minutes 0 to 59 are expected"),
        _TIME_FIX,
    ),
    "time-ambiguous": _error(
        Text("“{value}”的钟点有两种读法", "The hour in {value} has two readings"),
        Text("应为 24 小时制", "the 24-hour clock is expected"),
        _TIME_FIX,
    ),
    "year-only": _notice(
        Text("只有年份，按 {year} 年全年处理", "Only a year: read as the whole of {year}"),
        fix=Text("知道月、日的请补上", "add month and day if they are known"),
    ),
    "day-only": _notice(
        Text("没有时分，按全天处理", "No time: read as the whole day"),
        fix=Text("知道时分的请补上，否则用时算不准", "add the time if it is known"),
    ),
    "hour-only": _notice(
        Text("没有分钟，按这一小时的 0 至 59 分处理", "No minutes: read as the whole hour"),
        fix=Text("整点请写“8时整”或 08:00", "write 08:00 if it was on the hour"),
    ),
    "time-dropped": _notice(
        Text("这里只用日期，不用时间", "Only the date is used here, not the time")
    ),
    "id-from-number": _notice(
        Text(
            "编号以数字保存，前面的 0 可能已丢失", "Stored as a number; leading zeros may be lost"
        ),
        fix=Text("请核对，并把该列设为文本格式", "check it, and set the column to text"),
    ),
    "id-digits-lost": _error(
        Text("编号以数字保存，位数已丢失", "Stored as a number; digits have been lost"),
        Text("应为文本格式的编号", "a number kept as text is expected"),
        Text("请把该列设为文本格式后重新填写", "set the column to text and write it again"),
    ),
    "id-became-date": _error(
        Text("编号被 Excel 变成了日期", "Excel has turned the number into a date"),
        Text("应为文本格式的编号", "a number kept as text is expected"),
        Text("请把该列设为文本格式后重新填写", "set the column to text and write it again"),
    ),
    # ── rows against each other ──
    "times-backward": _error(
        Text("“{later}”早于“{earlier}”（{other}）", "{later} is before {earlier} ({other})"),
        Text("“{later}”应不早于“{earlier}”", "{later} is expected not before {earlier}"),
        Text("请核对两个时间", "check both times"),
    ),
    "case-duplicate": _error(
        Text("案件编号重复：{places}", "The case number is used more than once: {places}"),
        Text("每起案件应只有一行", "one row for each case is expected"),
        _KEEP_ONE,
    ),
    "subject-duplicate": _error(
        Text(
            "同一案件的同一责任主体、角色重复：{places}",
            "The same subject and role twice: {places}",
        ),
        Text("应只有一行", "one row is expected"),
        _KEEP_ONE,
    ),
    "subject-orphan": _error(
        Text("案件表中没有这个案件编号", "No case has this number"),
        Text("应与“案件”表的案件编号完全一致", "a number from the case sheet is expected"),
        Text("请核对编号，或补上案件", "check the number, or add the case"),
    ),
    "case-alone": _error(
        Text("这起案件没有责任主体", "This case has no subject"),
        Text("每起案件至少应有一个责任主体", "at least one subject is expected"),
        Text("请补上责任主体", "add the subject"),
    ),
    "case-conflict": _error(
        Text(
            "第 {first} 行与第 {row} 行同属一案，而“{label}”不同",
            "Rows {first} and {row} differ in {label}",
        ),
        Text("同一案件各行的“{label}”应一致", "one {label} for each case is expected"),
        Text("请核对后改为一致", "check them and make them agree"),
    ),
    "filled-from-row": _notice(
        Text(
            "空白，按同一案件第 {first} 行的“{label}”处理",
            "Blank: taken from row {first} of the case",
        ),
    ),
    "names-ratings": _error(
        Text("{names} 个责任主体对 {values} 个值", "{names} subjects but {values} values"),
        Text("应一个责任主体一个值，次序一致", "one value for each subject, in order, is expected"),
        Text("请用“、”隔开逐个写明，或分行填写", "separate them with 、, or use one row for each"),
    ),
    "naming-missing": Words(
        "warning",
        Text("有这一列，却没有“{label}”列，没有读取", "Not read: there is no column {label}"),
        Text("应有“{label}”列写明是谁", "a column {label} that names the subject is expected"),
        Text("请加上“{label}”列，或删去这一列", "add {label}, or delete this column"),
    ),
    "not-a-name": _error(
        Text("“{value}”不是名称", "{value} is not a name"),
        Text("应为{naming}的姓名或班子名称", "the name of the {naming} is expected"),
        Text("请填写名称；没有的留空", "write the name; leave it empty if there is none"),
    ),
}
