"""Sheets, tables and columns."""

from facts import Text
from importers.catalogue.kinds import Words, error, notice, warning

SHEETS: dict[str, Words] = {
    "extension-differs": notice(
        Text("扩展名与内容不符，已按{kind}读取", "The name does not fit; it was read as {kind}"),
    ),
    "macros-ignored": warning(
        Text("工作簿带有宏，宏没有运行", "The workbook has macros; they were not run"),
        fix=Text("只读取了单元格的值", "only cell values were read"),
    ),
    "links-ignored": notice(
        Text("工作簿引用了别的文件，没有打开它们", "The workbook links to others; not followed"),
        fix=Text("读取的是保存时的值", "the values stored in it were read"),
    ),
    "file-decrypted": notice(
        Text("已用密码打开加密的工作簿", "The encrypted workbook was opened with a password")
    ),
    "file-skipped": notice(
        Text(
            "文件夹中的这个文件没有案件或责任人的表头，没有读取",
            "This file of the folder has no header of cases or subjects; not read",
        ),
    ),
    "folder-left": notice(
        Text("文件夹中另有 {count} 项没有读取：{names}", "{count} more were not read: {names}"),
    ),
    "formulas-empty": notice(
        Text(
            "这些公式的结果是空白，也可能从未计算：{cells}",
            "These formulas give an empty text, or were never calculated: {cells}",
        ),
        Text("这种格式分不清二者", "the format does not tell which"),
        Text("请打开、保存一次，或另存为 .xlsx", "open and save it once, or save as .xlsx"),
    ),
    "records-unread": error(
        Text("这张记录表没有表头，没有读取", "This sheet of records has no header; not read"),
        Text("应有这些列：{headers}", "these columns are expected: {headers}"),
        Text("请补上表头", "add the header"),
    ),
    "sheet-skipped": notice(
        Text("没有读取这张表", "This sheet was not read"),
        Text("它不像案件表或责任人表", "it does not look like cases or subjects"),
        Text("若应读取，请把表名改为“案件”或“责任人”", "to have it read, name it 案件 or 责任人"),
    ),
    "sheet-guide": notice(Text("这是说明性的表，没有读取", "This sheet explains others; not read")),
    "sheet-hidden": notice(
        Text("这是隐藏的工作表，已照常读取", "This hidden sheet was read like any other"),
        fix=Text("若不应读取，请删去", "delete it if it should not be read"),
    ),
    "title-rows": notice(
        Text(
            "表头在第 {row} 行，上面的行没有读取",
            "The header is row {row}; rows above it are skipped",
        ),
    ),
    "footer-row": notice(
        Text(
            "第 {row} 行像是合计或落款，没有读取",
            "Row {row} looks like a total or a footer; skipped",
        ),
        fix=Text("若是案件，请补齐必填列", "if it is a case, fill the required columns"),
    ),
    "sum-row": notice(
        Text("第 {row} 行是合计，没有读取", "Row {row} is a sum; skipped"),
        fix=Text("若是案件，请填写案件编号", "if it is a case, give its number"),
    ),
    "header-repeated": notice(
        Text("第 {row} 行又是表头，没有读取", "Row {row} repeats the header; skipped"),
    ),
    "title-inside": notice(
        Text("第 {row} 行是表内的标题，没有读取", "Row {row} is a title inside the table; skipped"),
    ),
    "another-table": notice(
        Text(
            "从第 {row} 行起是另一张表，已按它自己的表头读取",
            "Another table begins in row {row}; it was read by its own header",
        ),
    ),
    "beside-table": notice(
        Text(
            "{columns} 列是并排的另一张表，已按它自己的表头读取",
            "Columns {columns} are another table beside; it was read by its own header",
        ),
    ),
    "beside-skipped": notice(
        Text(
            "{columns} 列是并排的另一张表，没有读取",
            "Columns {columns} are another table beside; it was not read",
        ),
        Text("它不像案件表或责任人表", "it does not look like cases or subjects"),
        Text("若应读取，请移到另一张工作表", "to have it read, move it to a sheet of its own"),
    ),
    "rows-hidden": notice(
        Text(
            "有 {count} 行是隐藏的，已照常读取：第 {rows} 行",
            "{count} hidden rows were read like any other: {rows}",
        ),
        fix=Text("若不应读取，请删去", "delete them if they should not be read"),
    ),
    "column-hidden": notice(
        Text("这一列是隐藏的，已照常读取", "This hidden column was read like any other"),
        fix=Text("若不应读取，请删去", "delete it if it should not be read"),
    ),
    "unit-from-title": notice(
        Text(
            "表上注明单位为{unit}，没有写单位的数按{unit}读取",
            "The title gives the unit {unit}; bare numbers are read in it",
        ),
        fix=Text("若不是，请在列名里写明单位", "if not, write the unit in the header"),
    ),
    "extra-digits-lost": warning(
        Text("号码以数字保存，末几位已丢失", "Stored as a number; the last digits are lost"),
        Text("应为文本格式的号码", "a number kept as text is expected"),
        Text("请把该列设为文本格式后重新填写", "set the column to text and write it again"),
    ),
    "two-columns": error(
        Text(
            "{columns}都是“{label}”，不知以哪列为准",
            "{columns} all mean {label}; which one counts?",
        ),
        Text("每个事实应只有一列", "one column for each fact is expected"),
        Text("请保留一列，把{rename}改成别的列名", "keep one, and rename {rename}"),
    ),
    "column-missing": notice(
        Text("没有“{label}”列", "There is no column {label}"),
        Text("缺了它无法判断：{question}", "without it this cannot be decided: {question}"),
        Text("需要时请加上这一列", "add it if you need it"),
    ),
    "column-required": error(
        Text("没有“{label}”列，整张表都无法处理", "There is no column {label}; no row can be used"),
        Text("必填：{question}", "required: {question}"),
        Text(
            "请加上“{label}”列（也可写作{synonyms}），或用对应方案写明"
            "（wenze check --save-profile）",
            "add {label} (or {synonyms}); or state it in a profile (wenze check --save-profile)",
        ),
    ),
    "column-unknown": warning(
        Text(
            "没有“{label}”列，各行都按不明处理",
            "There is no column {label}; it is unknown in every row",
        ),
        Text("应写明：{question}", "expected: {question}"),
        Text(
            "请加上这一列；或用对应方案写明（wenze check --save-profile）",
            "add it; or state it in a profile (wenze check --save-profile)",
        ),
    ),
    "column-near": notice(
        Text("不认识这一列，已原样保留", "This column is not known, and is kept as it is"),
        Text("它与“{label}”相近", "it is close to {label}"),
        Text("若就是“{label}”，请改用这个列名", "if it is {label}, rename it so"),
    ),
    "column-unnamed": notice(
        Text(
            "这一列有内容而没有列名，已原样保留", "This column has no header; it is kept as it is"
        ),
        fix=Text("请补上列名", "give it a header"),
    ),
    "no-cases": error(
        Text("有责任人，没有案件", "There are subjects but no cases"),
        Text("应有“案件”表，含这些列：{headers}", "a sheet 案件 is expected, with {headers}"),
        Text("请把案件表一并导入", "import the case sheet as well"),
    ),
    "no-subjects": error(
        Text("有案件，没有责任人", "There are cases but no subjects"),
        Text(
            "应有“责任人”表，或在案件表中有{naming}列",
            "a sheet 责任人 is expected, or columns {naming} among the cases",
        ),
        Text("请补上责任人", "add the subjects"),
    ),
}
