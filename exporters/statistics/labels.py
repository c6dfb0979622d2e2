"""The words of the statistics."""

from facts import Text

TITLE = Text(
    "责任追究统计（草稿，供集体研究）", "Accountability statistics (draft for collective study)"
)
OVERVIEW = Text("总览", "Overview")
BY_GROUP = Text("分类统计", "By group")
MEASURES = Text("处理方式", "Measures")
WANTED = Text("待定事项", "Open questions")
GIVEN = Text("实际与建议", "Given and recommended")
UNREAD = Text("未识别的处理", "Not recognised")

SORT, GROUP = Text("分类", "By"), Text("类别", "Group")
CASES, SUBJECTS = Text("案件", "Cases"), Text("主体", "Subjects")
STATUS = Text("结论", "Conclusion")
KIND, MEASURE = Text("主体类别", "Kind"), Text("处理方式", "Measure")
RECOMMENDED, WAS_GIVEN = Text("建议", "Recommended"), Text("实际", "Given")
NONE = Text("不作处理", "No measure")
TOTAL = Text("合计", "Total")

FACT, ASK = Text("待定事项", "What is open"), Text("请经办人回答", "Question to the official")
QUESTION_KIND = Text("种类", "Sort")
WAITING = Text("等它的主体", "Subjects waiting")
SETTLED = Text("单凭它定案的主体", "Subjects it settles alone")
PARTLY = Text("部分回答能定案的主体", "Subjects some answers settle")
SETTLED_CASES = Text("单凭它全案定案的案件", "Cases it settles alone")
TOGETHER = Text("依次问到这里，累计定案的主体", "Subjects settled, asking down to here")
NOTHING_OPEN = Text("没有待定事项", "nothing is open")

VERDICT = Text("比较", "Verdict")
CASE, SUBJECT, ROLE = Text("案件编号", "Case"), Text("责任主体", "Subject"), Text("角色", "Role")
RESPONSIBILITY, GRAVITY = Text("责任", "Responsibility"), Text("情节", "Gravity")
ADVICE = Text("建议处理", "Recommendation")
LIGHTEST, HEAVIEST = Text("最轻", "Lightest"), Text("最重", "Heaviest")
WRITTEN, READ = Text("实际处理（原文）", "Given, as written"), Text("读作", "Read as")
WHY, SOURCE = Text("说明", "Note"), Text("来源", "Source")
PIECE, COUNT = Text("原文", "As written"), Text("次数", "Times")
ALL_READ = Text("都已识别", "all recognised")
NO_GIVEN = Text(
    "输入里没有“实际处理”一列（处理结果、处理情况、给予处理也认；公开的一份不列），没有可比的。",
    "The input has no column 实际处理 (or 处理结果, 处理情况, 给予处理), or this is a public copy: "
    "nothing to compare.",
)

NOTES: tuple[Text, ...] = (
    Text(
        "本表是程序按规则书推得的统计，供研究参考，不是决定。",
        "These figures follow from the rule book; they are for study and decide nothing.",
    ),
    Text(
        "一个主体有几项过错情形、几种处理方式的，每项各计一次，所以各项之和可能多于主体数。",
        "A subject with several faults or measures counts once for each: sums may exceed the "
        "number of subjects.",
    ),
    Text(
        "“畸轻”“畸重”是指轻于幅度最轻一端、重于最重一端；轻重先比最重的一种，再比次重的。这个次序和建议一样来自"
        "裁量基准，不是条文。",
        "“Too light” and “too heavy” lie outside the interval. Sets of measures compare by the "
        "heaviest, then the next; that order, like the recommendation, is policy and not law.",
    ),
    Text(
        "读不懂的处理方式列在“未识别的处理”，不猜。",
        "Sanctions that could not be read are listed and never guessed.",
    ),
)
MONTHS = Text("各月主体数", "Subjects by month")
UNREADABLE_ROWS = Text("未能读取的行", "Rows that could not be read")
