"""The words of the committee workbook."""

from facts import Text

TITLE = Text("集体研究用表（草稿，供集体研究）", "For the committee (draft for collective study)")
COVER = Text("说明", "About")
LIST = Text("研究一览", "Subjects")
WITHIN = Text("同案比较", "Within a case")
LIKE = Text("同类案件", "Like cases")

NUMBER = Text("序", "No.")
CASE, SUBJECT, ROLE = Text("案件编号", "Case"), Text("责任主体", "Subject"), Text("角色", "Role")
FAULTS = Text("过错情形", "Faults")
RESPONSIBILITY, GRAVITY = Text("责任", "Responsibility"), Text("情节", "Gravity")
ADVICE, INTERVAL = Text("建议处理", "Recommendation"), Text("幅度", "Interval")
BASIS = Text("条文与裁量基准", "Statute and baseline")
REASONS, CLAUSES = Text("理由", "Reasons"), Text("依据条款", "Clauses")
OPEN = Text("待定事项", "Open questions")
OPINION = Text("集体研究意见", "Opinion of the committee")
DONE = Text("实际处理", "Sanction given")
ADJUSTMENTS, REFERRALS = Text("从宽从严", "Adjustments"), Text("移送", "Referrals")
NO_SUBJECTS = Text("没有责任主体", "no subjects")

UNDECIDED = Text("{fault}（待定）", "{fault} (undecided)")
UNDECIDED_UNDER = Text("{fault}（待定、{clauses}）", "{fault} (undecided, {clauses})")
STATUTE = Text(
    "条文：列有 {count} 种方式，单处或并处由人选择（{clauses}）",
    "Statute: lists {count}, singly or together, for a person to choose ({clauses})",
)
PRESCRIBED = Text("条文：规定如此（{clauses}）", "Statute: prescribes this ({clauses})")
PICKED = Text(
    "基准（不是条文）：{on} → {measures}",
    "Baseline (not law): {on} → {measures}",
)
RANGE = Text("条文：{range}（{clauses}）", "Statute: {range} ({clauses})")
WITHIN_RANGE = Text("幅度之内", "within the range")
ADJUSTED = Text("经从宽从严：{what}", "after adjustment: {what}")
NO_ADVICE = Text(
    "尚无建议：待定事项定了才有；幅度见左",
    "No recommendation until the open questions are settled; see the interval",
)

FACT = Text("项目", "Item")
SAME = Text("各主体相同", "The same for all")
ONE = Text("责任主体{number}", "Subject {number}")
CONTINUED = Text("{case}（续）", "{case} (continued)")
NO_SHARED_CASE = Text("没有一案多个责任主体的", "no case has several subjects")

LIKENESS = Text("相像的程度", "How alike")
NEAR_ALL = Text("相近，只有日期、时间或文字不同", "Near, only dates, times or text apart")
ALIKE = Text("情形相同", "Alike")
NEAR = Text("相近，差 {count} 项", "Near, {count} apart")
OTHER_CASE = Text("相像的案件", "Like case")
DIFFER = Text("不同之处（本案 ｜ 彼案）", "What differs (this | that)")
OTHER_ADVICE = Text("彼案建议处理", "Its recommendation")
OTHER_DONE = Text("彼案实际处理", "What it was given")
IN_ALL = Text("；全表共 {count} 个", "; {count} in all")
NO_LIKE = Text("没有相像的案件", "no like cases")

NOTES: tuple[Text, ...] = (
    Text(
        "程序按规则书提出建议，由人集体研究决定。“集体研究意见”“实际处理”两列留给会议填写。",
        "The program recommends by the rule book; people decide. The columns for the opinion and "
        "the sanction given are for the committee to fill in.",
    ),
    Text(
        "“条文与裁量基准”一列把法律和政策分开：条文列出哪些方式，基准（可以替换的政策）在其中建议哪些。",
        "“Statute and baseline” keeps law and policy apart: what the text lists, and what the "
        "baseline, a policy that may be replaced, picks from it.",
    ),
    Text(
        "“同案比较”只列各主体不同之处；“同类案件”先列规则所看的事实全部相同的（结论必然相同），再列同类主体中责任、"
        "情节相同而相差不超过 {most} 项事实的，并写明差在哪里。",
        "“Within a case” shows what differs; “Like cases” first those equal in all that the rules "
        "read (decided alike by construction), then those of the same kind, responsibility "
        "and gravity that differ in at most {most} facts, and in which.",
    ),
)
NOT_ONE = Text(
    "规则书所列 {count} 项过错情形都不成立", "none of the {count} faults of the book is established"
)
LISTED = Text("经办人认定", "listed by the official")
NO_CHOICE = Text("只此一种", "this alone")
FOR_A_PERSON = Text("责任由人认定", "responsibility for a person to decide")
BLANK = Text("空白", "blank")
