"""Values that cannot be read, and values that are read as others."""

from facts import Text
from importers.catalogue.kinds import Words, error, notice

_OPEN = Text("尚未查清的写“存疑”", "write 存疑 if this is still open")
_DATE_FIX = Text(
    "请改为 2024-03-01 这样的写法；只知年月的写 2024年3月；尚未查清的写“存疑”",
    "write it like 2024-03-01; 2024年3月 if only the month is known; 存疑 if still open",
)
_TIME_FIX = Text(
    "请改为 2024-03-01 08:30 这样的写法；尚未查清的写“存疑”",
    "write it like 2024-03-01 08:30; 存疑 if still open",
)
_BOOLEANS = Text(
    "应为“是”或“否”（有/无、√/×、对/错、Y/N、1/0 也可）",
    "是 or 否 is expected (有/无, √/×, 对/错, Y/N, true/false and 1/0 will do)",
)
_NUMBERS = Text(
    "应为数字，如 5000、5万元、1.2亿元、30人", "a number is expected, such as 5000, 5万元, 30人"
)
_SHARES = Text(
    "应为比例，如 50%、0.5、五成、三分之一", "a share is expected, such as 50%, 0.5 or 三分之一"
)
_ONE_OF = Text("应为下列之一：{accepted}", "one of these is expected: {accepted}")
_SOME_OF = Text(
    "应为序号或下列名称，多项用“、”隔开：{accepted}",
    "numbers or these names are expected, several joined with 、: {accepted}",
)

VALUES: dict[str, Words] = {
    "several-values": error(
        Text("“{value}”是几个值", "{value} is several values"),
        Text("一格只应有一个值", "one value in a cell is expected"),
        Text("请只留一个；多行的分行填写", "keep one, or use a row for each"),
    ),
    "minus-one": error(
        Text("“-1”有的系统表示“否”，有的表示“是”", "-1 is no in some systems and yes in others"),
        _BOOLEANS,
        Text(
            "请核对来源系统后写“是”或“否”", "look it up in the system it comes from; write 是 or 否"
        ),
    ),
    "weekday-differs": error(
        Text("“{value}”的星期与日期不符", "The weekday of {value} is not that of the date"),
        Text("那一天是{weekday}", "that day is {weekday}"),
        Text("请核对日期", "check the date"),
    ),
    "not-boolean": error(Text("“{value}”不是是或否", "{value} is not yes or no"), _BOOLEANS, _OPEN),
    "not-choice": error(
        Text("没有“{value}”这个选项", "{value} is not an option"),
        _ONE_OF,
        Text("{otherwise}", "{otherwise}"),
    ),
    "not-choice-near": error(
        Text("没有“{value}”这个选项", "{value} is not an option"),
        _ONE_OF,
        Text("是否应为“{near}”？{otherwise}", "should it be {near}? {otherwise}"),
    ),
    "not-choices": error(
        Text("“{value}”中有认不出的项", "{value} has an unknown item"),
        _SOME_OF,
        Text("请逐项核对", "check each item"),
    ),
    "not-choices-near": error(
        Text("“{value}”中有认不出的项", "{value} has an unknown item"),
        _SOME_OF,
        Text("是否应为“{near}”？", "should it be {near}?"),
    ),
    "not-number": error(Text("“{value}”不是数字", "{value} is not a number"), _NUMBERS, _OPEN),
    "not-ratio": error(Text("“{value}”不是比例", "{value} is not a share"), _SHARES, _OPEN),
    "ratio-ambiguous": error(
        Text("“{value}”作为比例有两种读法", "{value} has two readings as a share"),
        _SHARES,
        Text(
            "请写百分号（如 50%）；不写百分号的，列名也不带百分号，写成 0 至 1 的小数",
            "write the percent sign, as in 50%; or 0 to 1 in a column whose header has none",
        ),
    ),
    "ratio-unwanted": error(
        Text("“{value}”是比例", "{value} is a share"),
        Text("“{label}”应为一个数，不是比例", "{label} is a number and not a share"),
        Text("请写出具体的数{example}", "write the number itself{example}"),
    ),
    "number-none": error(
        Text("“无”不是数字", "无 is not a number"),
        _NUMBERS,
        Text("没有的写 0；不知道的留空或写“存疑”", "write 0 for none; blank or 存疑 if not known"),
    ),
    "number-vague": error(
        Text("“{value}”没有具体数", "{value} names no number"),
        _NUMBERS,
        Text(
            "请写出数字或区间，如 30000至50000；尚未查清的写“存疑”", "write a number or an interval"
        ),
    ),
    "wrong-unit": error(
        Text("“{value}”的单位不对", "{value} has the wrong unit"),
        Text("单位应为{unit}", "the unit should be {unit}"),
        Text("请改为以{unit}计的数", "give it in {unit}"),
    ),
    "unit-ambiguous": error(
        Text(
            "表头的单位是{unit}，格内又写“{value}”，有两种读法",
            "The header says {unit} and the cell {value}: two readings",
        ),
        _NUMBERS,
        Text("请在格内写全单位，如 5万元", "write the whole unit in the cell, as in 5万元"),
    ),
    "below-minimum": error(
        Text("“{value}”小于 {minimum}{unit}", "{value} is less than {minimum}{unit}"),
        Text("应不小于 {minimum}{unit}", "at least {minimum}{unit} is expected"),
        Text("请核对", "check it"),
    ),
    "not-whole": error(
        Text("人数“{value}”不是整数", "{value} people is not a whole number"),
        Text("应为整数", "a whole number is expected"),
        Text("请核对", "check it"),
    ),
    "interval-backward": error(
        Text("“{value}”前大后小", "{value} ends before it begins"),
        Text("区间应从小到大", "an interval from low to high is expected"),
        Text("请核对", "check it"),
    ),
    "lower-bound": notice(
        Text("“{value}”按不少于 {low} 处理", "{value} is read as at least {low}")
    ),
    "number-interval": notice(
        Text("“{value}”按 {low} 至 {high} 处理", "{value} is read as {low} to {high}")
    ),
    "not-date": error(
        Text("“{value}”不是日期", "{value} is not a date"),
        Text("应为年月日，年份四位", "year, month and day are expected, the year in full"),
        _DATE_FIX,
    ),
    "date-impossible": error(
        Text("“{value}”不是有效日期", "{value} is not a possible date"),
        Text("应为日历上有的日子", "a day of the calendar is expected"),
        _DATE_FIX,
    ),
    "date-serial": error(
        Text("“{value}”是 Excel 的日期序号", "{value} is a date serial of Excel"),
        Text("应为日期", "a date is expected"),
        Text("若是 {offer}，请这样填写", "if {offer} is meant, write that"),
    ),
    "date-year": error(
        Text(
            "“{value}”的年份不在 {first} 至 {last} 之间", "The year is not within {first} to {last}"
        ),
        Text("应为 {first} 至 {last} 年间的日期", "a date from {first} to {last} is expected"),
        Text("请核对年份", "check the year"),
    ),
    "not-datetime": error(
        Text("“{value}”不是日期加时间", "{value} is not a date with a time"),
        Text("应为年月日和时分", "date, hour and minute are expected"),
        _TIME_FIX,
    ),
    "time-impossible": error(
        Text("“{value}”的时间不存在", "{value} has an impossible time"),
        Text("时应为 0 至 24，分应为 0 至 59", "hours 0 to 24, minutes 0 to 59 are expected"),
        _TIME_FIX,
    ),
    "time-ambiguous": error(
        Text("“{value}”的钟点有两种读法", "The hour in {value} has two readings"),
        Text("应为 24 小时制", "the 24-hour clock is expected"),
        _TIME_FIX,
    ),
    "year-only": notice(
        Text("只有年份，按 {year} 年全年处理", "Only a year: read as the whole of {year}"),
        fix=Text("知道月、日的请补上", "add month and day if they are known"),
    ),
    "day-only": notice(
        Text("没有时分，按全天处理", "No time: read as the whole day"),
        fix=Text("知道时分的请补上，否则用时算不准", "add the time if it is known"),
    ),
    "hour-only": notice(
        Text("没有分钟，按这一小时的 0 至 59 分处理", "No minutes: read as the whole hour"),
        fix=Text("整点请写“8时整”或 08:00", "write 08:00 if it was on the hour"),
    ),
    "time-dropped": notice(
        Text("这里只用日期，不用时间", "Only the date is used here, not the time")
    ),
    "id-from-number": notice(
        Text(
            "编号以数字保存，前面的 0 可能已丢失", "Stored as a number; leading zeros may be lost"
        ),
        fix=Text("请核对，并把该列设为文本格式", "check it, and set the column to text"),
    ),
    "id-digits-lost": error(
        Text("编号以数字保存，位数已丢失", "Stored as a number; digits have been lost"),
        Text("应为文本格式的编号", "a number kept as text is expected"),
        Text("请把该列设为文本格式后重新填写", "set the column to text and write it again"),
    ),
    "id-became-date": error(
        Text("编号被 Excel 变成了日期", "Excel has turned the number into a date"),
        Text("应为文本格式的编号", "a number kept as text is expected"),
        Text("请把该列设为文本格式后重新填写", "set the column to text and write it again"),
    ),
}
