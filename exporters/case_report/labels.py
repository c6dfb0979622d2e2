"""The words of a case report, in both languages."""

from typing import NamedTuple

from facts import Text

DRAFT = Text("草稿 供集体研究", "DRAFT for collective deliberation")

TITLES: dict[str, Text] = {
    "recommended": Text("关于对{subject}予以问责的建议", "Proposed sanction: {subject}"),
    "exempt": Text("关于对{subject}免予问责的建议", "Proposed exemption: {subject}"),
    "no_accountability": Text("关于对{subject}不予问责的建议", "No accountability: {subject}"),
    "needs_facts": Text(
        "关于{subject}问责事项待补事实的报告", "Facts still needed before a proposal: {subject}"
    ),
    "needs_judgement": Text(
        "关于{subject}问责事项待研究判断的报告", "Judgements still needed: {subject}"
    ),
    "out_of_scope": Text(
        "关于{subject}不适用本规定的说明", "The regulation does not apply: {subject}"
    ),
}

#: For statuses with a name of their own.
OPINION = Text("关于{subject}的审核意见（{status}）", "Opinion on {subject} ({status})")

#: The sections in their order: what a template calls each, and its heading.
SECTIONS: dict[str, Text] = {
    "对象情况": Text("问责对象及任职职责", "Subject and duties at the time"),
    "来源和调查": Text("问题来源和调查情况", "Source and inquiry"),
    "事实": Text("失职失责事实", "Facts"),
    "责任和情节": Text("责任认定和情节", "Responsibility and circumstances"),
    "陈述申辩": Text("陈述申辩及采纳情况", "Statement and defence"),
    "依据": Text("问责依据", "Basis"),
    "建议": Text("处理建议", "Recommendation"),
    "移送": Text("移送", "Referral"),
    "待定事项": Text("待定事项", "Open questions"),
    "其他情形": Text("考虑过而没有认定的情形", "What was considered and not established"),
    "更轻": Text("怎样才会更轻", "What would be lighter"),
    "程序": Text("程序事项", "Procedure"),
    "核对": Text("核对信息", "For verification"),
}

#: Other headings, for a regulation that says who is entitled to something.
ENTITLED: dict[str, Text] = {
    "对象情况": Text("对象情况", "Subject"),
    "来源和调查": Text("来源和核查情况", "Source and checks"),
    "事实": Text("事实", "Facts"),
    "依据": Text("依据", "Basis"),
    "建议": Text("结论", "Conclusion"),
}

# ── subject, source ───────────────────────────────────────────────────────────
DUTIES = Text(
    "事发时的职务、分管工作、任职起止时间和应当履行的职责",
    "post, field of work, term of office and duties at the time",
)
LEAD = Text(
    "问题线索的来源、收到时间和批办情况", "where the lead came from, when, and who took it up"
)
INQUIRY = Text("调查（核查）的机关、起止时间和经过", "who inquired, from when to when, and how")
FURTHER = Text("登记表另载：{values}。", "The register also says: {values}.")

# ── facts ─────────────────────────────────────────────────────────────────────
NARRATIVE = Text("基本情况", "Narrative")
NO_NARRATIVE = Text("案件基本经过", "what happened")
RECORDED = Text("登记的事实", "Facts on record")
RECORDS = Text("登记的{kind}", "{kind} on record")
BLANK_RECORD = Text("这一条没有填写", "nothing is written in it")
FOUND = Text("认定的过错情形", "Faults")
NO_FAULT = Text(
    "没有认定过错情形；逐项的理由见“考虑过而没有认定的情形”。",
    "No fault is established; for the reasons see what was considered and not established.",
)
PENDING = Text("能否认定尚未确定：{faults}。", "Not yet decided: {faults}.")
OUTSIDE = Text(
    "本规定不适用，没有逐项考虑过错情形。",
    "The regulation does not apply; its faults were not considered.",
)
BLANKS = Text("未填写（空白不等于否）：{labels}。", "Blank (which is not “no”): {labels}.")
JUDGED = Text("（判断）", " (judgement)")

# ── responsibility ────────────────────────────────────────────────────────────
GRAVITY = Text("情节由人判断：{fact}。", "Gravity is for a person to judge: {fact}.")
NO_GRAVITY = Text(
    "情节未认定，须由人判断。", "Gravity is not yet judged; a person has to judge it."
)
NOT_SETTLED = Text("责任尚未确定。", "Responsibility is not settled.")
NO_RESPONSIBILITY = Text("不需认定责任。", "No responsibility to settle.")
NO_DEGREES = Text("本规定不区分责任。", "The regulation does not tell responsibilities apart.")
GRAVITY_UNREAD = Text(
    "没有填写情节；处理不看情节。", "Gravity is not filled in; nothing here depends on it."
)
ADJUSTMENTS = Text("从宽从严", "Adjustments")
RESPONSIBILITY = Text("责任", "Responsibility")
GRAVITY_HEADING = Text("情节", "Gravity")

# ── statement and defence ─────────────────────────────────────────────────────
STATEMENT = Text("本人（班子）的陈述和申辩意见", "what the subject says")
ADOPTED = Text("采纳情况和理由", "what of it is adopted, and why")

# ── basis ─────────────────────────────────────────────────────────────────────
INSTRUMENT = Text("《{title}》（{identity}），{force}。", "《{title}》 ({identity}), {force}.")
SINCE = Text("{start}起施行", "in force from {start}")
UNTIL = Text("至{end}止", "until {end}")
SURE = Text("施行日期{certainty}：{note}", "date {certainty}: {note}")
CODIFIED = Text(
    "据以评估的规则书：{id}，版本 {version}。", "Evaluated with rule book {id}, version {version}."
)
QUOTED = Text("{clause}：{quote}", "{clause}: {quote}")
ABOUT = Text("{clause}（要旨，非原文）：{about}", "{clause} (its gist, not its words): {about}")
DOCUMENT = Text("适用的规定", "Regulation")
CLAUSES = Text("适用的条款", "Clauses applied")
NEAR_CLAUSES = Text("其他有关的条款", "Further clauses that bear on it")
OTHER_CLAUSES = Text("考虑过而没有适用的条款", "Clauses considered and not applied")
NOT_APPLIED = Text(
    "另考虑而未适用：{clauses}。各项的理由见“责任认定和情节”“考虑过而没有认定的情形”；原文见规则书。",
    "Also considered and not applied: {clauses}. The reason for each stands with the "
    "circumstances and with what was not established; the text is in the rule book.",
)
NO_CLAUSE = Text("没有适用的条款。", "No clause applies.")

# ── recommendation ────────────────────────────────────────────────────────────
PROPOSED = Text("建议：{outcome}。", "Proposed: {outcome}.")
STATE = Text("结论：{outcome}。", "Conclusion: {outcome}.")
RANGE = Text("幅度：{ends}。", "Range: {ends}.")
ONLY = Text("幅度：最轻、最重都是{ends}。", "Range: lightest and heaviest are both {ends}.")
BASELINE_SOURCE = Text(
    "裁量基准是政策，不是条文：{title}。{source}",
    "The baseline is policy, not law: {title}. {source}",
)
EFFECTS = Text("影响：{effects}（{clauses}）。", "Effects: {effects} ({clauses}).")
NO_PROPOSAL = Text(
    "待定事项（见下）查清之前，不提出处理建议。",
    "Nothing is proposed until the open questions below are settled.",
)

# ── referral, questions ───────────────────────────────────────────────────────
NO_REFERRAL = Text("没有得出应当移送的结论。", "No referral is concluded.")
NO_QUESTION = Text("没有待定事项。", "Nothing is open.")
QUESTION = Text("{title}：{question}", "{title}: {question}")
ANSWERS = Text("不同回答的结果：{answers}。", "What each answer gives: {answers}.")

# ── what does not apply ───────────────────────────────────────────────────────
DENIED = Text("不成立的过错情形", "Faults that are not established")
UNSETTLED = Text("未能判断的过错情形", "Faults that could not be judged")
UNSETTLED_ADJUSTMENT = Text("还不能确定的从宽从严", "Adjustments not yet decided")
NOTHING_ELSE = Text("没有其他考虑过的情形。", "Nothing else was considered.")
WEIGHED = Text("{name}（{clauses}）：{why}。", "{name} ({clauses}): {why}.")
ALL_UNLISTED = Text(
    "经办人没有列出，而只能由人认定的：{faults}。",
    "Not listed, and only a person can find them: {faults}.",
)
FOR_OTHER_FAULTS = Text(
    "只用于别的过错情形，本案没有列出的：{clauses}。",
    "Only for other faults, which are not listed here: {clauses}.",
)
RESTS_ON = Text("据{facts}", "on {facts}")

#: What is said of conditions, where a book says who is entitled to something.
CONDITIONS: dict[Text, Text] = {
    FOUND: Text("具备的条件", "Conditions met"),
    NO_FAULT: Text(
        "没有具备的条件；逐项的理由见“考虑过而没有认定的情形”。",
        "No condition is met; for the reasons see what was considered and not established.",
    ),
    DENIED: Text("不具备的条件", "Conditions not met"),
    UNSETTLED: Text("未能判断的条件", "Conditions that could not be judged"),
}

# ── what would be lighter ─────────────────────────────────────────────────────
NO_LIGHTER = Text("没有处理可言，不存在更轻的结果。", "Nothing is proposed that could be lighter.")
NO_SANCTION = Text(
    "本规定定的是资格，不是处理，没有轻重可言。",
    "The regulation is about who is entitled, not about sanctions: nothing is lighter.",
)

# ── procedure ─────────────────────────────────────────────────────────────────
SILENT = Text("本规则书未载明", "the rule book does not say")
ONLY_GIST = Text(
    "本规则书没有编入规则，条文目录载有 {clauses}",
    "the rule book has no rule; its outline has {clauses}",
)


class Topic(NamedTuple):
    """A procedural point: how it is said, and which kinds of step of a book belong to it.

    ``keys`` find clauses about it in the outline of a book that has no such step. ``always``:
    the reader is told also when the book is silent.
    """

    says: Text
    kinds: tuple[str, ...]
    keys: tuple[str, ...] = ()
    always: bool = True


PROCEDURE = (
    Topic(
        Text("决定权限：{found}", "Who may decide: {found}"),
        ("competence", "approval"),
        ("管理权限", "批准权限", "决定权限"),
    ),
    Topic(Text("办理期限：{found}", "Time limits: {found}"), ("deadline",), ("办理期限",)),
    Topic(
        Text("申诉的权利、期限和受理机关：{found}", "Appeal, its term and body: {found}"),
        ("appeal",),
        ("申诉", "复核", "复审"),
    ),
    Topic(Text("告知和送达：{found}", "Notice: {found}"), ("notice",), always=False),
)
OFFICE_SAYS = Text("办案机关载明：{notice}", "the office states: {notice}")

# ── verification ──────────────────────────────────────────────────────────────
ENGINE = Text("程序：wenze {version}", "Program: wenze {version}")
BOOK = Text(
    "规则书：{id} {version}，SHA-256 {digest}", "Rule book: {id} {version}, SHA-256 {digest}"
)
INPUT = Text("输入：{name}，SHA-256 {digest}", "Input: {name}, SHA-256 {digest}")
SITUATION = Text("情形签名：{signature}", "Signature of the situation: {signature}")
ROW = Text("登记表位置：{place}", "Row of the register: {place}")
NOTE = Text(
    "方括号内是登记表的单元格；引用了原文的条款，编号可以点击，转到原文。程序只建议和说明，决定由人作出。",
    "Square brackets name cells of the register; ids of quoted clauses lead to the quotation. "
    "The program recommends and explains; a person decides.",
)

# ── signing ───────────────────────────────────────────────────────────────────
FILL = Text("（待填：{hint}）", "(to be filled in: {hint})")
NO_AGENCY = Text("（办案机关）", "(office)")
NO_DAY = Text("　　　　年　　月　　日", "(date)")
SIGNED = Text(
    "签名：　　　　　　　　年　　月　　日", "Signed: __________________  Date: ______________"
)
HANDLER = Text("承办人", "Handled by")
REVIEWER = Text("审核人", "Reviewed by")
MEETING = Text("集体研究意见", "Collective decision")
APPROVAL = Text("批准人", "Approved by")

# ── what keeps a report back ──────────────────────────────────────────────────
UNWRITTEN = Text("签发文件没有写 {keys}", "the release file lacks {keys}")
UNSETTLED_QUESTIONS = Text("待定事项未决：{facts}", "open questions: {facts}")
UNSETTLED_STATUS = Text("结论未定（{status}）", "not settled ({status})")
