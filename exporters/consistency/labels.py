"""The words of the consistency report."""

from facts import Text

NAME = Text("一致性", "Consistency")
RANK = Text("序", "No.")
KIND = Text("问题", "What")
BASIS = Text("比较的是", "Compared")
SAYS = Text("怎样不一致", "How they disagree")
LIGHTER, HEAVIER = (
    Text("处理较轻的一方", "Treated more lightly"),
    Text("处理较重的一方", "Treated more heavily"),
)
DIFFER = Text("不同的事实（轻 ｜ 重）", "Facts that differ (lighter | heavier)")
EXPLANATION = Text("能否解释", "Can it be explained")
OPINION = Text("说明（由承办人填写）", "Explanation (by the office)")
NONE_FOUND = Text("没有发现难以解释的不一致", "nothing that is hard to explain was found")
BASELINE = Text("裁量基准", "baseline")
AND_MORE = Text("{first}等 {count} 条", "{first} and others ({count})")
BLANK = Text("空白", "blank")

KINDS: dict[str, Text] = {
    "order": Text("同案责任倒挂", "Responsibilities reversed"),
    "team": Text("班子与个人不相称", "Team against person"),
    "inversion": Text("重情轻处", "Worse facts, lighter outcome"),
    "unequal": Text("同情不同处", "Equal facts, unequal sanctions"),
}
BASES: dict[str, Text] = {
    "given": Text("实际处理", "what was given"),
    "recommended": Text("建议处理", "what is recommended"),
}
SENTENCES: dict[str, dict[str, Text]] = {
    "order": {
        "given": Text(
            "同一案件中，责任较重的，实际处理反而较轻",
            "In one case, the one with the heavier responsibility was given the lighter sanction",
        ),
        "recommended": Text(
            "同一案件中，责任较重的，建议处理反而较轻",
            "In one case, the heavier responsibility draws the lighter recommendation",
        ),
    },
    "team": {
        "given": Text(
            "同一案件中，班子与责任最重的个人，实际处理不在基准的同一档",
            "In one case, what the team and the person most responsible were given stand on "
            "different grades of the baseline",
        ),
        "recommended": Text(
            "同一案件中，班子与责任最重的个人，建议处理不在基准的同一档",
            "In one case, the recommendations for the team and the person most responsible "
            "stand on different grades of the baseline",
        ),
    },
    "inversion": {
        "given": Text(
            "事实处处不比对方轻、至少一处更重，实际处理反而较轻（情形相同的：轻方 {lighter} 个，"
            "重方 {heavier} 个）",
            "No fact better, at least one worse, and yet the lighter sanction (in the same "
            "situations: {lighter} and {heavier})",
        ),
        "recommended": Text(
            "事实处处不比对方轻、至少一处更重，建议处理反而较轻（情形相同的：轻方 {lighter} 个，"
            "重方 {heavier} 个）",
            "No fact better, at least one worse, and yet the lighter recommendation (in the same "
            "situations: {lighter} and {heavier})",
        ),
    },
    "unequal": {
        "given": Text(
            "规则所看的事实全部相同，实际处理轻重不同（最轻的 {lighter} 个，最重的 {heavier} 个）",
            "Equal in all that the rules read, and yet sanctioned differently (most lightly "
            "{lighter}, most heavily {heavier})",
        ),
    },
}
EXPLAINED = Text("可由{what}解释：{clauses}", "Explained by {what}: {clauses}")
MILD = Text("轻方的从宽情形", "a leniency of the lighter side")
SEVERE = Text("重方的从严情形", "an aggravation of the heavier side")
POSSIBLE = Text(
    "也许可由{clauses}解释（看{facts}），要查清",
    "Perhaps by {clauses} (see {facts}), to be looked into",
)
UNEXPLAINED = Text("规则书里没有能解释的条款", "No clause of the book explains it")

NOTES: tuple[Text, ...] = (
    Text(
        "难解释的排在前面：没有条款能解释的、相差的事实少的、处理差距大的在先。不一致不等于错误，需要人说明。",
        "The hardest to explain come first: without an explaining clause, with few facts that "
        "differ, with a wide gap. A finding is a question to be answered, not an error.",
    ),
    Text(
        "“更重”按规则书：情节更重、责任更重、认定的过错更多、有从严或没有从宽情形，或者规则只往一个方向看的"
        "判断事项和从宽事实更不利。不明的事实只在不管真假都成立时才比。",
        "“Worse” is what the book makes worse: gravity, responsibility, further faults, "
        "aggravation or no leniency, and judgements and leniency facts that rules read one way "
        "only. Unknown facts are compared only where the answer could not matter.",
    ),
)
PAIRS = Text(
    "全表两两相比：重情轻处的情形对，实际处理 {given}，建议处理 {recommended}。",
    "Across the file, pairs of situations with worse facts and the lighter outcome: given "
    "{given}, recommended {recommended}.",
)
FOUND = Text("“一致性”共 {found} 项，列出 {told} 项。", "{found} findings; {told} are listed.")
AT_LEAST = Text(
    "情形太多，没有全部两两相比，数目是下限。",
    "There were too many situations to compare all; the count is a lower bound.",
)
