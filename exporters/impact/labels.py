"""The words of an impact report, in both languages."""

from facts import Text

TITLE = Text("规则修改影响评估", "Impact of a change of the rules")
DISCLAIMER = Text(
    "本报告把修改前后的规则书用在同一批案件上，比较程序的建议，供起草讨论；不是对任何人的决定。",
    "Both rule books are applied to the same cases and the recommendations compared, for "
    "discussion among drafters. It decides nothing about anyone.",
)
BEFORE, AFTER = Text("修改前", "Before"), Text("修改后", "After")
SUBJECTS, CHANGED = Text("主体数", "Subjects"), Text("有变化", "Changed")
TOTAL = Text("合计", "Total")

DIRECTIONS: dict[str, Text] = {
    "stricter": Text("更重", "Stricter"),
    "lighter": Text("更轻", "Lighter"),
    "wider": Text("更不确定", "Wider"),
    "narrower": Text("更确定", "Narrower"),
    "inner": Text("区间内有变", "Within the ends"),
    "level": Text("轻重不变", "Same weight"),
}
MEANINGS: dict[str, Text] = {
    "stricter": Text("可能的处理整体变重", "the possible outcomes move up"),
    "lighter": Text("可能的处理整体变轻", "the possible outcomes move down"),
    "wider": Text("最轻与最重之间拉宽，要由更多事实来定", "more outcomes are left open"),
    "narrower": Text("最轻与最重之间收窄", "fewer outcomes are left open"),
    "inner": Text(
        "尚未定案，最轻最重都没变，中间的可能变了", "still open, between the same two ends"
    ),
    "level": Text("换了结论或移送，轻重没变", "another status or referral, the same weight"),
}
PARTS: dict[str, Text] = {
    "scope": Text("适用条件", "Scope"),
    "fault": Text("过错情形", "Fault"),
    "rule": Text("规则", "Rule"),
    "responsibility": Text("责任", "Responsibility"),
    "referral": Text("移送", "Referral"),
    "silence": Text("条文未定", "Silence of the text"),
    "measure": Text("处理方式", "Measure"),
    "cell": Text("裁量基准", "Baseline"),
    "lower": Text("降档", "Lowering"),
    "suggest": Text("从宽建议", "Suggested leniency"),
}
FIELDS: dict[str, Text] = {
    "cite": Text("依据", "cites"),
    "then": Text("结论", "then"),
    "chosen": Text("采用读法", "chosen reading"),
    "otherwise": Text("不适用的理由", "otherwise"),
    "label": Text("名称", "label"),
    "rank": Text("轻重次序", "rank"),
    "from": Text("取自", "from"),
    "grades": Text("低几档", "grades"),
    "listed_when": Text("认定算数的条件", "listed when"),
    "finding": Text("经办人认定", "finding"),
    "stage": Text("阶段", "stage"),
}
MANNERS: dict[str, Text] = {
    "sole": Text("{what}", "{what}"),
    "any": Text("有一即可：{what}", "any of: {what}"),
    "together": Text("共同作用：{what}", "together: {what}"),
    "whole": Text("整个提案（找不到更小的一组）", "the whole proposal (no smaller set found)"),
    "untried": Text("没有逐项试（情形和修改太多）", "not tried (too many situations and changes)"),
}
OR = Text("；或 ", "; or ")
PLACE = Text("写在哪里", "Where it stands")
OVERRIDES = Text("{place}\n改写 {replaces}", "{place}\noverrides {replaces}")
ADDS = Text("{place} 新加", "{place} adds it")
LEFT_OUT = Text("新书没有；原在 {replaces}", "not in the new book; was at {replaces}")
NEWLY_READ = Text("新读取事实：{facts}", "newly reads: {facts}")
NO_LONGER_READ = Text("不再读取事实：{facts}", "no longer reads: {facts}")
BY_OVERRIDE = Text("{place} 改写", "overridden by {place}")
TOLD = Text("（{what}）", " ({what})")
ABSENT = Text("（没有）", "(none)")
BLANK = Text("空白", "blank")
ENDS = Text(
    "（最轻：{lightest}；最重：{heaviest}）", " (lightest: {lightest}; heaviest: {heaviest})"
)
AND = Text("；{what}", "; {what}")

CERTAIN = Text("结果确定改变", "Outcome certainly changes")
POSSIBLE = Text("尚未定案，可能改变", "Open, and may change")
UNCHANGED = Text("不变", "Unchanged")
REJECTED = Text("未能读取的行", "Rows not read")
REFERRAL_ONLY = Text("只变移送", "Referral only")
GROUNDS_ONLY = Text("结果不变、理由变", "Other grounds, same outcome")

CHANGES_OF_BOOK = Text("改了什么", "What changes in the book")
ITEM, SOLE, SHARED = Text("修改", "Change"), Text("单独造成", "Alone"), Text("参与造成", "Jointly")
NOTHING_CHANGES = Text("两本规则书没有影响结果的差别。", "The books do not differ in any rule.")
NOBODY = Text("这批案件没有一个受影响。", "Nobody in these cases is affected.")
FLOW = Text("结论的去向", "Where the conclusions go")
MATRIX = Text("最重一项处理的变化", "The heaviest measure, before and after")
PERSONS, TEAMS = Text("个人", "Persons"), Text("班子", "Teams")
BREAKDOWN = Text("涉及哪些人", "Who is affected")
BY: dict[str, Text] = {
    "fault": Text("过错情形", "Fault"),
    "role": Text("角色", "Role"),
    "level": Text("单位层级", "Level"),
    "unit": Text("单位", "Unit"),
}
FOUND_BEFORE, FOUND_AFTER = Text("前认定", "Found before"), Text("后认定", "Found after")
CAUSES, CAUSE = Text("原因", "Causes"), Text("由哪项修改造成", "Brought about by")
MOVERS = Text("变动最大的", "The biggest movers")
LIKE = Text("同样变化的共 {count} 个", "{count} alike")
INVERSIONS = Text("倒挂", "Inversions")
INVERSION_NOTE = Text(
    "倒挂：同类责任主体、同样的责任条件，事实更坏（更多过错要件、更重情节、更少从宽条件），处理反而更轻。只比已定案的，按不同情形成对计数。",
    "Inversion: two subjects of one kind and responsibility, one with worse facts and a lighter "
    "outcome. Settled outcomes only; pairs of distinct situations are counted.",
)
INCOMPLETE = Text(
    "可比的情形太多，没有全部比完，数目是下限。", "Too many to compare all: a lower bound."
)
PAIRS, INVOLVED = Text("情形对数", "Pairs"), Text("事实更坏而处理更轻的主体数", "Subjects")
GONE = Text("修改后消失的", "Gone with the change")
COME_AND_GONE = Text(
    "修改后新出现 {arising} 对，消失 {gone} 对。", "{arising} pairs arise, {gone} are gone."
)
NO_INVERSIONS = Text("修改前后都没有发现倒挂。", "None found before or after.")
WORSE, BETTER = Text("事实更坏的", "Worse facts"), Text("事实较好的", "Better facts")
DIFFER = Text("差在哪里", "They differ in")
QUESTIONS = Text("待定事项", "Open questions")
WAITING, ASKED = Text("未定案的主体数", "Subjects waiting"), Text("待定事项总数", "Questions")
FACT, SORT, DIFFERENCE = Text("待定事项", "Question"), Text("种类", "Sort"), Text("增减", "Change")
DETAILS = Text("变化明细", "Changes")
GROUPS, GROUP = Text("变化归类", "Kinds of change"), Text("类号", "Kind")
EXAMPLES = Text("例", "Examples")
BY_KIND = Text("按类统计", "Breakdown")
OVERVIEW = Text("总览", "Overview")
MOVERS_SHEET = Text("变动最大", "Biggest movers")
MORE = Text(
    "只列前 {shown} 个，共 {count} 个；全部见 impact.xlsx。",
    "The first {shown} of {count}; all are in impact.xlsx.",
)
CASE, UNIT, SUBJECT = Text("案件编号", "Case"), Text("单位", "Unit"), Text("责任主体", "Subject")
ROLE, LEVEL, DIRECTION = Text("角色", "Role"), Text("单位层级", "Level"), Text("方向", "Direction")
BEARING, SOURCE = Text("有关事实", "Facts that bear on it"), Text("来源行", "Source row")
REASONS = Text("理由", "Reasons")
STATUS = Text("结论", "Conclusion")
BOOK, INPUT, PROPOSAL = Text("规则书", "Rule book"), Text("案件", "Cases"), Text("提案", "Proposal")
WHY = Text("提案理由", "Reason given")
VERSION = Text("{title}（{id} {version}，{sha}）", "{title} ({id} {version}, {sha})")
READING = Text(
    "格内是主体数：左边是修改前，上边是修改后；橙色是变重，蓝色是变轻，灰色是不变，黄色牵涉待定。",
    "Cells count subjects: rows before, columns after; orange is stricter, blue lighter, grey "
    "unchanged, yellow open.",
)
