"""The sheet 说明: how to edit the workbook, in Chinese with English beside it."""

GUIDE_LINES: tuple[tuple[str, str, str], ...] = (
    ("内容", "怎样填", "In English"),
    (
        "这是什么",
        "一部规则书的全部内容。改好以后保存，用 wenze book import 读回成规则书的 YAML 文件；"
        "有一处读不懂就什么也不写，并逐格说明怎样改。",
        "A whole rule book. Save it and read it back with wenze book import; when any cell is not "
        "understood, nothing is written and every such cell is named.",
    ),
    (
        "表和列",
        "按表名和列名读，次序不限；行可以增删。带 * 的列必填。不认识的列会报错，不会悄悄丢掉；"
        "另加的工作表不读。",
        "Sheets and columns are found by name, in any order; columns with * are required. An "
        "unknown column is an error; sheets of your own are not read.",
    ),
    (
        "文字",
        "单元格都是文本格式；以 = 开头的文字也只是文字。不要用公式，不要合并单元格。",
        "Cells are text. No formulas, no merged cells.",
    ),
    (
        "条件",
        "例：情况类别 属于 [突发事件, 灾情险情] 且 报告用时 > 2小时。"
        "可用：且 或 非 ( ) = ≠ > ≥ < ≤ 属于 [..] 已知(..) 不明(..) 列明(过错情形1)；"
        "连接词两边要留空格。",
        "The same conditions as in YAML; see docs/writing-rules.md.",
    ),
    (
        "规则的结论",
        "违反 <义务名>、认定 <过错情形>、承担 <责任>、可以 <从轻、减轻、免予>、应当 <…>、"
        "移送 <程序>、办理 <步骤>、以 <处理方式> 代替 <处理方式>。",
        "What a rule concludes.",
    ),
    (
        "条文有两种读法",
        "“依据”选“读法”，“条件”留空，写明读法一、读法二，“选用读法”写其中一个的编号。",
        "For an ambiguous text choose 读法 and describe both readings.",
    ),
    (
        "裁量基准",
        "一行一种责任，一列一档情节，格里写处理方式的名称，用、隔开；不作处理写“无”。"
        "没有自己处理方式的责任，写明参照哪一种责任、低几档。最后一行是每档情节建议的从宽。",
        "One line a responsibility, one column a gravity; measures by name, joined with 、.",
    ),
    (
        "事实、记录表、档次、程序",
        "有“档次”的规则书才填。档次一行一种情形，处理方式、过错情形、责任写名称，用分号隔开；公式、汇总、选项"
        "写法同 YAML，见“编规则书”。例案里的记录写成 [{类别: 集体学习, 天数: 10}]。",
        "Only for books with a statutory table; names joined with ；; formulas and aggregates as "
        "in YAML, see docs/codifying-law.md.",
    ),
    (
        "例案",
        "一行一个例案。“（共有）”一行是各例共有的事实；例中空白的列随共有，写“〔空白〕”表示本例"
        "不填。看起来像数、日期的文字加双引号。应得的各列空白表示不检查，“应得：过错情形”除外。",
        "One row an example. Blank takes the shared fact; 〔空白〕 means unknown in this example.",
    ),
    (
        "注释",
        "YAML 文件里以 # 开头的注释不在工作簿里，读回时不保留。",
        "Comments in the YAML files are not kept.",
    ),
)
