"""The sentences of the results, in both languages."""

from facts import Text

TOGETHER = Text("（并处）", " (together)")
SEE_PROBLEMS = Text("见“导入问题”", "see “Import problems”")
AND_MORE = Text("等{count}项", " and others ({count} in all)")
BLANK = Text("空白", "blank")
UNDECIDED = Text("待定", "undecided")
ONLY_REFERRAL = Text("只影响移送", "referral only")
INTERVAL = Text("最轻：{lightest}；最重：{heaviest}", "lightest: {lightest}; heaviest: {heaviest}")
UNDER = Text("依据 {cite}", "under {cite}")

IN_SCOPE = Text("适用本规定", "The regulation applies")
OUT_OF_SCOPE = Text("不适用本规定（{why}）", "Outside the regulation ({why})")
BREACH = Text("违反{duty}", "Duty broken, {duty}")
FAULT_FOUND = Text("认定{fault}", "Fault established, {fault}")
FAULT_LISTED = Text(
    "认定{fault}，经办人已列出", "Fault established, {fault}, listed by the official"
)
FAULT_OPEN = Text("{fault}能否认定，尚未确定", "Fault not yet decided, {fault}")
FAULT_LISTED_OPEN = Text(
    "{fault}能否认定，尚未确定；经办人已列出",
    "Fault not yet decided, {fault}, listed by the official",
)
FAULT_MET_OPEN = Text(
    "{fault}能否认定，尚未确定；要件具备", "Fault not yet decided, {fault}, its elements are met"
)
FAULT_DENIED_OPEN = Text(
    "{fault}能否认定，尚未确定；要件不具备",
    "Fault not yet decided, {fault}, its elements are not met",
)
FAULT_DENIED = Text("{fault}不成立", "Fault not established, {fault}")
READING = Text("（条文两解，按此读法：{reading}）", " (of two readings, this one: {reading})")
RESPONSIBILITY = Text("责任为{label}", "Responsibility, {label}")
SILENCE = Text(
    "责任由人认定，条文没有定", "Responsibility is for a person to decide, the text is silent"
)
OFFERED = Text(
    "处理：条文列有 {count} 种方式供人选择，其中 {measures}",
    "Measures: the statute lists {count} to choose from, among them {measures}",
)
BASELINE = Text(
    "；裁量基准（不是条文）按{facts}，建议：{suggested}",
    "; the baseline (not law), for {facts}, suggests: {suggested}",
)
BASELINE_ADJUSTED = Text(
    "；裁量基准（不是条文）按{facts}及下述从宽从严情形，建议：{suggested}",
    "; the baseline (not law), for {facts} and the adjustment below, suggests: {suggested}",
)
BASELINE_EXEMPT = Text(
    "处理：裁量基准（不是条文）按{facts}及下述从宽情形，建议免予追究",
    "Measures: the baseline (not law), for {facts} and the adjustment below, suggests exemption",
)
ROW = Text("档次：{range}", "Range: {range}")
RANGE = Text("{low}至{high}", "{low} to {high}")
ONE_OF = Text("{measures}之一", "one of {measures}")
SOME_OF = Text("{measures}，单处或者并处", "{measures}, one or several")
PLUS = Text("，并{measures}", ", and {measures}")
MERGED = Text("几项过错合并处理：{how}", "Several faults are dealt with together: {how}")
MERGING: dict[str, Text] = {
    "all": Text("一并执行", "all of their measures"),
    "heaviest": Text("执行其中最重的", "the heaviest alone"),
    "plus_one": Text("在其中最重的之上加重一档", "one grade above the heaviest"),
}
WITHIN = Text(
    "处理：裁量基准（不是条文）在条文的幅度内{facts}，建议：{suggested}",
    "Measures: within what the statute allows the baseline (not law){facts} suggests: {suggested}",
)
ON = Text("按{facts}", ", for {facts},")
REPLACED = Text("以{new}代替{old}", "{new} in the place of {old}")
ADJUSTMENT = Text("从宽从严：条文规定{what}", "Adjustment: the statute says {what}")
MAY = Text("可以{kinds}", "may: {kinds}")
SHALL = Text("应当{kinds}", "shall: {kinds}")
BASELINE_PICKS = Text("；裁量基准建议{kinds}", "; the baseline suggests: {kinds}")
REFERRAL = Text("移送：{label}", "Referral: {label}")
TASK = Text("程序：{label}", "Procedure: {label}")
MONTHS = Text("影响期{months}个月", "effects for {months} months")
MONTHS_RANGE = Text(
    "影响期{months}个月以上、{most}个月以下", "effects for {months} to {most} months"
)
UNTIL = Text("{since}起，{until}止", "from {since} until {until}")
FROM = Text("{since}起", "from {since}")
GIVEN = Text("已给予：{measures}", "given: {measures}")
OTHER_DECISION = Text("原处分", "the earlier sanction")
REMAINDER = Text(
    "其中{what}到{until}届满，剩余{months}个月{days}",
    "of which {months} months{days} are left of {what}, until {until}",
)
AND_DAYS = Text("零{days}天", " and {days} days")
BESIDE = Text(
    "与{what}同用，其影响期{months}个月，到{until}，按长的执行",
    "beside {what} with {months} months, until {until}: the longer governs",
)
APART = Text(
    "{what}的期间到{until}才满；条文没有写明两个期间怎样合并计算，由人认定",
    "{what} still runs until {until}; the text does not say how the two periods meet: for a person",
)
MEETING = {"longer": BESIDE, "apart": APART}
EARLIER_UNKNOWN = Text(
    "{what}的影响期没有写明，届满日期算不出",
    "how long {what} lasts is not told, so the last day cannot be told",
)
DUE = Text("{due}前", "by {due}")
STEP = Text("步骤 {rule}", "Step {rule}")

ASK = Text("{fact}是什么？", "What is {fact}?")
QUESTIONS: dict[str, Text] = {
    "open": Text("{asked}（原表写“存疑”，请查清）", "{asked} (left open in the input)"),
    "conflict": Text(
        "经办人的认定与要素不一致，以哪个为准？",
        "The finding and the elements differ; which one holds?",
    ),
    "reading": Text(
        "条文有两种读法，采用哪一种？", "The text bears two readings; which one is taken?"
    ),
    "silence": Text("由人认定。{silence}", "For a person to decide. {silence}"),
}
ASKED = Text("{asked}", "{asked}")
