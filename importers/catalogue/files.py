"""A file that cannot be read at all."""

from facts import Text
from importers.catalogue.kinds import Words, error

_SAVE_AS = Text(
    "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入", "open it in Excel or WPS, save as .xlsx"
)

FILES: dict[str, Words] = {
    "file-missing": error(
        Text("找不到文件", "The file does not exist"),
        Text("应为已有的工作簿或 CSV 文件", "an existing workbook or CSV file is expected"),
        Text("请核对路径和文件名", "check the path and the name"),
    ),
    "file-denied": error(
        Text("文件打不开", "The file cannot be opened"),
        Text("应为可以读取的文件", "a file that may be read is expected"),
        Text(
            "请核对权限，并确认它不是文件夹", "check the permissions, and that it is not a folder"
        ),
    ),
    "file-empty": error(
        Text("文件是空的", "The file is empty"),
        Text("应有表头和数据", "a header row and data are expected"),
        Text("请核对是否选错文件", "check that it is the right file"),
    ),
    "file-encrypted": error(
        Text("工作簿加了密码", "The workbook is encrypted"),
        Text("应给出密码，或取消密码", "a password, or a workbook without one, is expected"),
        Text(
            "请在 Excel 或 WPS 中取消密码后另存；或加 --password 输入密码（也可设环境变量 "
            "WENZE_PASSWORD）",
            "remove the password and save a copy; or use --password, or set WENZE_PASSWORD",
        ),
    ),
    "ods-encrypted": error(
        Text(
            "这个 .ods 工作簿加密的方式不能识别，给出密码也不能打开",
            "The .ods workbook is encrypted in an unknown way, so that no password opens it",
        ),
        Text("应为没有密码的工作簿", "a workbook without a password is expected"),
        Text(
            "请在 LibreOffice 或 WPS 中打开，取消密码后另存，或另存为加密的 .xlsx",
            "open it in LibreOffice or WPS and save it without, or as an encrypted .xlsx",
        ),
    ),
    "password-wrong": error(
        Text("密码不对，工作簿打不开", "The password does not open the workbook"),
        Text("应为打开这个工作簿的密码", "the password that opens it is expected"),
        Text(
            "请重新输入，或取消密码后另存", "give it again, or remove the password and save a copy"
        ),
    ),
    "password-support": error(
        Text("还不能打开加密的工作簿", "Encrypted workbooks cannot be opened yet"),
        Text(
            "需要 msoffcrypto-tool 和 cryptography", "msoffcrypto-tool and cryptography are needed"
        ),
        Text(
            "请运行 pip install 'wenze[formats]'，或取消密码后另存",
            "run pip install 'wenze[formats]', or remove the password and save a copy",
        ),
    ),
    "parquet-support": error(
        Text("还不能读取 Parquet 文件", "Parquet files cannot be read yet"),
        Text("需要 pyarrow", "pyarrow is needed"),
        Text(
            "请运行 pip install 'wenze[parquet]'，或另存为 .xlsx、.csv",
            "run pip install 'wenze[parquet]', or save as .xlsx or .csv",
        ),
    ),
    "file-crash": error(
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
    "file-slow": error(
        Text("读取这个文件用时过长，已停止", "Reading takes too long; stopped"),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        Text(
            "请核对来源；确属正常的，请拆成几个文件", "check where it comes from, or split the file"
        ),
    ),
    "file-odd": error(
        Text("文件内容异常（{error}），读不下去", "The file is odd ({error}) and cannot be read"),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        _SAVE_AS,
    ),
    "folder-empty": error(
        Text("文件夹里没有可以读取的文件", "The folder holds no file that can be read"),
        Text(
            "应有 .xlsx、.xls、.et、.ods、.csv 等文件",
            "files such as .xlsx, .xls, .ods and .csv are expected",
        ),
        Text("请核对文件夹", "check the folder"),
    ),
    "file-other-format": error(
        Text("这是{kind}，不是工作簿", "This is {kind}, not a workbook"),
        Text(
            "应为 .xlsx、.xls、.et、.ods、.csv 等表格文件",
            "a table such as .xlsx, .xls, .ods or .csv is expected",
        ),
        _SAVE_AS,
    ),
    "file-broken": error(
        Text("文件已损坏，读不下去", "The file is damaged"),
        Text("应为完整的工作簿", "a whole workbook is expected"),
        _SAVE_AS,
    ),
    "file-unsafe": error(
        Text("压缩内容异常（{what}），为安全起见不予打开", "Unsafe archive ({what}); not opened"),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        Text("请核对来源；确属正常的，请删去多余内容后另存", "check where it comes from"),
    ),
    "file-far-cells": error(
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
    "file-doctype": error(
        Text(
            "文件内有 DOCTYPE 声明，为安全起见不予打开",
            "A part of the file has a DOCTYPE; not opened",
        ),
        Text("应为普通的工作簿", "an ordinary workbook is expected"),
        _SAVE_AS,
    ),
    "file-encoding": error(
        Text("文字编码认不出来（{tried} 都不对）", "The text is neither {tried}"),
        Text("应为 UTF-8 或 GB18030 文本", "UTF-8 or GB18030 text is expected"),
        Text(
            "请用 --encoding 指明编码，或另存为 .xlsx", "name it with --encoding, or save as .xlsx"
        ),
    ),
    "encoding-unknown": error(
        Text("没有“{name}”这种编码", "There is no encoding called {name}"),
        Text("应为 utf-8、gb18030、big5 等", "utf-8, gb18030, big5 … is expected"),
        Text("请改正 --encoding", "mend --encoding"),
    ),
    "csv-broken": error(
        Text(
            "第 {line} 行的引号不成对或字段过长",
            "Line {line}: unpaired quotes, or too long a field",
        ),
        Text("应为规范的 CSV", "well-formed CSV is expected"),
        Text("请在 Excel 或 WPS 中打开，另存为 .xlsx", "open it in Excel or WPS, save as .xlsx"),
    ),
    "no-data": error(
        Text("没有找到案件或责任人的表头", "No header row of cases or subjects was found"),
        Text("前 {rows} 行中应有这些列：{headers}", "in the first {rows} rows: {headers}"),
        Text(
            "可用 wenze template 取得空白模板；列名不同的，用 wenze check --save-profile "
            "写出对应方案",
            "wenze template writes an empty workbook; for other headers, wenze check "
            "--save-profile writes a profile",
        ),
    ),
}
