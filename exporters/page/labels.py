"""The words of the page, in both languages."""

from exporters.why_not import HEADING, NOTE
from facts import Text

TITLE = Text("问责处理建议：可核对的全部理由", "Recommended sanctions, with every reason to check")
DISCLAIMER = Text(
    "程序只建议并说明理由，由集体研究、由人决定。条文是法，裁量基准是政策，处处分开标明。",
    "The program recommends and explains; people decide. The statute is law, the baseline is "
    "policy, and they are kept apart throughout.",
)
BOOK, INPUT, PROGRAM = Text("依据", "Rule book"), Text("输入", "Input"), Text("程序", "Program")
VERSION = Text("版本 {version}", "version {version}")
CHECKED = Text("条文核对", "Text last compared")

SCOPE_NOTE = Text(
    "以下条件全部满足，才适用本规定。", "The regulation applies when all of these hold."
)
LISTING_SUFFICES = Text(
    "经办人列出这一项，就算认定；要素与它矛盾时由人判断。",
    "The official's own finding suffices; where the elements contradict it, a person decides.",
)
LISTING_NEEDED = Text(
    "这一项只能由人列出，还要具备要素。",
    "Only a person can find this one, and its elements are needed besides.",
)
LISTED = Text("经办人认定：{fault}", "Found by the official: {fault}")
MERGING = Text("几项过错的处理怎样合并", "How sanctions for several faults come together")
BASELINE, SILENCE = Text("裁量基准", "Baseline"), Text("条文未定", "Text is silent")
LOWERED = Text(
    "{responsibility}：按{source}的同一行低 {grades} 档。",
    "{responsibility}: the row of {source}, {grades} grade(s) lower.",
)

STAGES: dict[str, Text] = {
    "scope": Text("适用范围", "Scope"),
    "duty": Text("职责", "Duty"),
    "finding": Text("过错认定", "Finding"),
    "attribution": Text("责任划分", "Attribution"),
    "measure": Text("处理方式", "Measure"),
    "adjustment": Text("从宽从严", "Adjustment"),
    "procedure": Text("程序和移送", "Procedure"),
}
HOWS: dict[str, Text] = {
    "supports": Text("作为依据", "In support"),
    "open": Text("尚未确定", "Undecided"),
    "excluded": Text("据以排除", "Ruled out"),
    "considered": Text("考虑过，不适用", "Considered, does not apply"),
}

#: What the script says, by key.
WORDS: dict[str, Text] = {
    # moving about
    "skip": Text("跳到内容", "Skip to content"),
    "sections": Text("栏目", "Sections"),
    "overview": Text("总览", "Overview"),
    "list": Text("名单", "List"),
    "clauses": Text("条文", "Clauses"),
    "rules": Text("规则", "Rules"),
    "problems": Text("未读取和导入问题", "Rows not read, problems"),
    "back": Text("返回", "Back"),
    "print": Text("打印", "Print"),
    "noscript": Text(
        "本页用脚本显示内容（不联网）。请在浏览器里允许本页运行脚本。",
        "This page shows its content by script (no network). Please allow scripts for it.",
    ),
    "not_found": Text("没有找到：{what}", "Not found: {what}"),
    # figures and filters
    "subjects": Text("责任主体", "Subjects"),
    "cases": Text("案件", "Cases"),
    "rejected": Text("未能读取", "Not read"),
    "filters": Text("筛选", "Filters"),
    "all": Text("全部", "All"),
    "clear": Text("清除筛选", "Clear filters"),
    "remove": Text("去掉条件 {what}", "Remove {what}"),
    "search": Text("案件编号、责任主体或单位", "Case, subject or unit"),
    "both_counts": Text("{n} 个责任主体，{cases} 起案件", "{n} subjects in {cases} cases"),
    "shown": Text("{n} 个责任主体，共 {total} 个", "{n} of {total} subjects"),
    "of_total": Text("{n}（全部 {total}）", "{n} (of {total})"),
    "pale": Text(
        "深色是当前筛选，浅色是全部。点任何一个数字，看它背后的案件。",
        "Dark is the current filter, pale is everything. Follow any figure to its cases.",
    ),
    "open_too": Text("另有未定 {n}", "undecided {n}"),
    "none": Text("没有", "None"),
    "no_rows": Text("没有符合条件的责任主体", "No subject matches"),
    "blank_key": Text("（空白）", "(blank)"),
    "undecided_key": Text("未定或不涉及", "Undecided or none"),
    "more": Text("再显示 {n} 行（还有 {left} 行）", "Show {n} more ({left} left)"),
    # dimensions
    "status": Text("结论", "Conclusion"),
    "fault": Text("过错情形", "Fault"),
    "fault_open": Text("过错情形（未定）", "Fault (undecided)"),
    "measure": Text("处理方式", "Measure"),
    "responsibility": Text("责任", "Responsibility"),
    "gravity": Text("情节", "Gravity"),
    "role": Text("角色", "Role"),
    "level": Text("单位层级", "Unit level"),
    "unit_type": Text("单位类型", "Unit type"),
    "month": Text("事发月份", "Month"),
    "asked": Text("待定事项", "Open question"),
    "referral": Text("移送", "Referral"),
    "clause": Text("条文", "Clause"),
    "rule": Text("规则", "Rule"),
    "how": Text("作用", "Effect"),
    "like": Text("同样情形", "Same situation"),
    "q": Text("搜索", "Search"),
    # list
    "case_id": Text("案件编号", "Case"),
    "subject": Text("责任主体", "Subject"),
    "unit": Text("单位", "Unit"),
    "date": Text("事发日期", "Date"),
    "outcome": Text("建议处理或所待", "Recommended, or waiting for"),
    # case
    "case": Text("案件", "Case"),
    "facts": Text("事实", "Facts"),
    "fact": Text("事实", "Fact"),
    "value": Text("值", "Value"),
    "cell": Text("来源单元格", "Source cell"),
    "used_for": Text("用于", "Used for"),
    "blank": Text("空白", "blank"),
    "blank_facts": Text("没有填的 {n} 项", "{n} left blank"),
    "worked_out": Text("由上面的事实算出", "Worked out from these facts"),
    "extra": Text("原表其他列", "Other columns"),
    "records": Text("登记的{kind}", "{kind} on record"),
    "record_row": Text("来源行", "Source row"),
    "lighter": HEADING,
    "lighter_note": NOTE,
    "lighter_many": Text(
        "案件多，这里不逐一列出；见审核表，或者 wenze explain。",
        "Not listed for so many cases; see the case report, or wenze explain.",
    ),
    "no_group": Text("其他", "Other"),
    "compare": Text("本案各责任主体", "The subjects of this case"),
    "source": Text("来源：{file} {place} 第 {row} 行", "Source: {file} {place} row {row}"),
    "measures": Text("建议处理", "Recommended measures"),
    "by_statute": Text("条文规定", "Prescribed by statute"),
    "option": Text("条文可选", "Offered by statute"),
    "by_baseline": Text("基准选定", "Chosen by baseline"),
    "interval": Text("幅度", "Interval"),
    "lightest": Text("最轻", "Lightest"),
    "heaviest": Text("最重", "Heaviest"),
    "reasons": Text("理由", "Reasons"),
    "rests_on": Text("所依事实：", "Facts: "),
    "step": Text("规则 {rule}", "rule {rule}"),
    "why_not": Text("考虑过而不适用的过错情形", "Faults considered that do not apply"),
    "found_faults": Text("成立的过错情形", "Faults established"),
    "open_faults": Text("还不能确定的过错情形", "Faults not yet decided"),
    "adjustments": Text("从宽从严", "Adjustments"),
    "no_adjustment": Text("从宽从严为什么不适用", "Why no adjustment applies"),
    "open_adjustment": Text("还不能确定的从宽从严", "Adjustments not yet decided"),
    "may": Text("可以", "may "),
    "shall": Text("应当", "shall "),
    "suggested": Text("基准建议", "suggested by the baseline"),
    "effects": Text("影响期和影响", "Effects"),
    "procedure": Text("程序", "Procedure"),
    "referrals": Text("移送", "Referrals"),
    "questions": Text(
        "待定事项和每种回答的结果", "Open questions, and what each answer would give"
    ),
    "more_questions": Text("其余 {n} 项", "{n} more"),
    "answer": Text("回答", "Answer"),
    "gives": Text("结果", "Outcome"),
    "settles": Text("就此定案", "settles it"),
    "likes": Text("同样情形的责任主体（{n}）", "Subjects in the same situation ({n})"),
    # law
    "codified": Text("已编为规则", "Codified"),
    "discretion": Text("留给人裁量", "Left to discretion"),
    "out_of_scope": Text("不编", "Not codified"),
    "unseen": Text("没有见到原文", "Text not seen"),
    "about": Text("内容", "About"),
    "quote": Text("条文原文", "Text of the clause"),
    "code_status": Text("编纂状态", "Status"),
    "rules_of": Text("据此编成的规则", "Rules made from it"),
    "cites": Text("依据条文", "Clauses"),
    "decided": Text("由它决定的案件", "Cases that it decided"),
    "decided_by_rule": Text("用到它的案件", "Cases that it bears on"),
    "decided_n": Text("决定案件", "Decides"),
    "stage": Text("阶段", "Stage"),
    "condition": Text("条件", "Condition"),
    "then": Text("结论", "Conclusion"),
    "note": Text("说明", "Note"),
    "reading": Text("读法：{text}", "Reading: {text}"),
    "chosen": Text("采用这一种", "this one is taken"),
    "two_readings": Text(
        "条文有两种读法；结果因此不同的，由人判断。",
        "The text bears two readings; where the outcome differs, a person decides.",
    ),
    "statute_mark": Text("条文", "Statute"),
    "baseline_mark": Text("基准", "Baseline"),
    "baseline": Text("裁量基准（政策，不是条文）", "Baseline (policy, not law)"),
    "suggests": Text("建议", "Suggests"),
    # problems
    "rejected_rows": Text("未能读取的行", "Rows not read"),
    "import_problems": Text("导入问题", "Import problems"),
    "severity": Text("程度", "Severity"),
    "file": Text("文件", "File"),
    "place": Text("位置", "Place"),
    "header": Text("列名", "Header"),
    "problem": Text("问题", "Problem"),
    "expected": Text("应当是", "Expected"),
    "mend": Text("怎样改", "How to mend"),
    "row": Text("行", "Row"),
    "sheet": Text("工作表", "Sheet"),
    "no_problem": Text("没有发现问题", "No problems found"),
    # punctuation
    "comma": Text("、", ", "),
    "colon": Text("：", ": "),
    "opening": Text("（", " ("),
    "closing": Text("）", ")"),
}
